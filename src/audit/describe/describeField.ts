import * as l10n from '@vscode/l10n';
import type {
  AuditField,
  NamedField,
  NumberField,
  ResponseField,
  TimeField,
} from '../event/auditEvent';
import type { AuditLog } from '../table/auditLog';
import type { Reader } from '../time/moments';
import { printable, quoted } from '../text/printable';
import { fieldFacts } from '../reference/fields';
import { factSentences, type Description } from './description';
import { describeKey, describeSession } from './describeHandle';
import {
  describeCommandType,
  describeLogType,
  describeOpcode,
  describeUserType,
} from './describeName';
import { describeResponse } from './describeResponse';
import { describeSequence } from './describeSequence';
import { describeTime } from './describeTime';

/**
 * What a field of an audit event is and what this value of it means.
 *
 * @param row the event's row in the log, for what it has to do with other events
 */
export function describeField(
  field: AuditField,
  log: AuditLog,
  row: number,
  reader: Reader,
): Description {
  const value = describeValue(field, log, row, reader);
  const is = factSentences(fieldFacts[field.id]);
  return {
    title: title(field),
    sentences: [...value.sentences, ...is.sentences],
    facts: value.facts,
    link: value.link ?? is.link,
  };
}

function title(field: AuditField): string {
  if (field.id === 'unknown') return l10n.t('Unknown label {0}', quoted(field.label, 64));
  return `${l10n.t(fieldFacts[field.id].title)} ${printable(field.value, 96)}`.trimEnd();
}

/** What this value means, without what the field is. */
function describeValue(
  field: AuditField,
  log: AuditLog,
  row: number,
  reader: Reader,
): Partial<Description> & Pick<Description, 'sentences' | 'facts'> {
  switch (field.id) {
    case 'time':
    case 'localTime':
    case 'hostTime':
      return describeTime(field as TimeField, reader);
    case 'sequence':
      return describeSequence(field as NumberField, log, row);
    case 'sessionHandle':
      return describeSession(log, row);
    case 'privateKey':
    case 'publicKey':
    case 'key':
      return describeKey(field as NumberField, log, row);
    case 'opcode':
      return describeOpcode(field as NamedField);
    case 'commandType':
      return describeCommandType(field as NamedField);
    case 'logType':
      return describeLogType(field as NamedField);
    case 'userType':
    case 'targetUserType':
      return describeUserType(field as NamedField);
    case 'response':
      return describeResponse(field as ResponseField);
    case 'rebootCounter':
    case 'numberOfUsers':
      return decimal(field as NumberField);
    case 'versionNo':
    case 'userId':
    case 'propagationDelay':
    case 'userName':
    case 'mechanism':
    case 'targetUserName':
    case 'targetUserId':
    case 'mfaEnabled':
    case 'operation':
    case 'userIds':
    case 'unknown':
      return { sentences: [], facts: [] };
  }
}

function decimal({ number, value }: NumberField): Pick<Description, 'sentences' | 'facts'> {
  const plain = number?.toString();
  return {
    sentences: [],
    facts: plain === undefined || plain === value ? [] : [[l10n.t('Decimal'), plain]],
  };
}
