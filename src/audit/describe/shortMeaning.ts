import * as l10n from '@vscode/l10n';
import type { AuditField, CertificateField, NamedField, ResponseField } from '../event/auditEvent';
import { responseOutcome } from '../event/outcome';
import { classifyUnknownOpcode, opcodeByName } from '../reference/opcodes';
import { responseByCode, responseByText } from '../reference/responses';
import { userTypeByCode, userTypeByName } from '../reference/userTypes';

/** A few words behind a value of an event, where they say more than the value itself. */
export interface ShortMeaning {
  readonly words: string;
  /** True where the words rest on the shape of a name only. */
  readonly guess: boolean;
}

/** What an opcode does, why a command failed, which role a user type is. */
export function shortMeaning(field: AuditField | CertificateField): ShortMeaning | undefined {
  if (!('form' in field)) return undefined;
  switch (field.id) {
    case 'opcode':
      return opcodeWords(field as NamedField);
    case 'response':
      return failureWords(field as ResponseField);
    case 'userType':
    case 'targetUserType':
      return roleWords(field as NamedField);
    default:
      return undefined;
  }
}

function opcodeWords({ name }: NamedField): ShortMeaning | undefined {
  const known = opcodeByName(name);
  if (known !== undefined) return { words: l10n.t(known.short), guess: false };
  const guess = classifyUnknownOpcode(name);
  if (guess === undefined) return { words: l10n.t('unknown opcode'), guess: false };
  return { words: l10n.t('unknown opcode; by its name: {0}', guess.category), guess: true };
}

/** A success says so itself. */
function failureWords({ code, text, verdict }: ResponseField): ShortMeaning | undefined {
  if (responseOutcome(code, verdict) !== 'failure') return undefined;
  const known = (code === undefined ? undefined : responseByCode(code)) ?? responseByText(text);
  const words = known === undefined ? l10n.t('failed; unknown code') : l10n.t(known.meaning);
  return { words: words.replace(/\.$/, ''), guess: false };
}

function roleWords({ name, code }: NamedField): ShortMeaning | undefined {
  const type = userTypeByName(name) ?? (code === undefined ? undefined : userTypeByCode(code));
  if (type === undefined) return undefined;
  const { cliRole, role } = type;
  const words =
    cliRole === undefined || cliRole === role.replaceAll(' ', '-')
      ? l10n.t(role)
      : l10n.t('{0} ({1} in CloudHSM CLI)', role, cliRole);
  return { words, guess: false };
}
