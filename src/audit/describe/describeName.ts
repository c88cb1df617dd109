import * as l10n from '@vscode/l10n';
import type { NamedField } from '../event/auditEvent';
import { printable } from '../text/printable';
import { commandTypeByCode, commandTypeByName } from '../reference/commandTypes';
import type { Fact } from '../reference/fact';
import { logTypeByCode, logTypeByName } from '../reference/logTypes';
import type { NamedUser, Opcode } from '../reference/opcode';
import { classifyUnknownOpcode, opcodeByCode, opcodeByName } from '../reference/opcodes';
import { userTypeByCode, userTypeByName } from '../reference/userTypes';
import { factSentences, type Description } from './description';

type Words = Omit<Description, 'title'>;

/** An opcode: its meaning, category, what its key and user lines hold, and which command causes it. */
export function describeOpcode({ name, code }: NamedField): Words {
  const opcode = opcodeByName(name);
  if (opcode === undefined) return describeUnknownOpcode(name, code);
  const { sentences, link } = factSentences(opcode);
  return {
    sentences: [...sentences, ...disagreement(opcode, code)],
    facts: opcodeFacts(opcode),
    link,
  };
}

function opcodeFacts(opcode: Opcode): Description['facts'] {
  const facts: [string, string][] = [[l10n.t('Category'), l10n.t(opcode.category)]];
  if (opcode.users !== undefined) facts.push([l10n.t('User lines'), userLines(opcode.users)]);
  if (opcode.keys !== undefined) facts.push([l10n.t('Key lines'), l10n.t(opcode.keys)]);
  const causes = Object.entries(opcode.causedBy ?? {}).map(([tool, commands]) =>
    l10n.t('{0} ({1})', commands.join(', '), tool),
  );
  if (causes.length > 0) facts.push([l10n.t('Caused by'), causes.join('; ')]);
  return facts;
}

function userLines(users: NamedUser): string {
  switch (users) {
    case 'actor':
      return l10n.t('The user who did it.');
    case 'target':
      return l10n.t('The user it was done to, not the one who did it.');
    case 'unstated':
      return l10n.t('A user; no source says whether the one who did it or the one it was done to.');
  }
}

function disagreement(known: { readonly code?: bigint }, code: bigint | undefined): string[] {
  if (known.code === undefined || code === undefined || known.code === code) return [];
  return [
    l10n.t(
      'Warning: this name is known with the code 0x{0}, but 0x{1} is printed.',
      known.code.toString(16),
      code.toString(16),
    ),
  ];
}

function describeUnknownOpcode(name: string, code: bigint | undefined): Words {
  const sentences = [
    l10n.t(
      'Unknown opcode: no public source that this extension knows names {0}.',
      printable(name),
    ),
  ];
  const byCode = code === undefined ? undefined : opcodeByCode(code);
  if (byCode !== undefined) {
    sentences.push(l10n.t('The code is that of {0}: {1}', byCode.name, l10n.t(byCode.meaning)));
  }
  const guess = classifyUnknownOpcode(name);
  const facts: [string, string][] =
    guess === undefined
      ? []
      : [
          [
            l10n.t('Category'),
            l10n.t('{0} (a guess, by {1} in its name)', guess.category, guess.token),
          ],
        ];
  return { sentences, facts, link: undefined };
}

export function describeCommandType({ name, code }: NamedField): Words {
  return namedFact(name, commandTypeByName(name) ?? byCode(code, commandTypeByCode));
}

export function describeLogType({ name, code }: NamedField): Words {
  return namedFact(name, logTypeByName(name) ?? byCode(code, logTypeByCode));
}

/** A user type: the role under its old and its new name. */
export function describeUserType({ name, code }: NamedField): Words {
  const type = userTypeByName(name) ?? byCode(code, userTypeByCode);
  if (type === undefined) return namedFact(name, undefined);
  const facts: [string, string][] = [[l10n.t('Role'), `${l10n.t(type.role)} (${type.short})`]];
  if (type.cliRole !== undefined) facts.push([l10n.t('In CloudHSM CLI'), type.cliRole]);
  return { ...factSentences(type), facts };
}

function byCode<Row>(
  code: bigint | undefined,
  find: (code: bigint) => Row | undefined,
): Row | undefined {
  return code === undefined ? undefined : find(code);
}

function namedFact(name: string, fact: Fact | undefined): Words {
  if (fact === undefined) {
    return {
      sentences: [
        l10n.t('{0} is not in any public list that this extension knows.', printable(name)),
      ],
      facts: [],
      link: undefined,
    };
  }
  return { ...factSentences(fact), facts: [] };
}
