import * as l10n from '@vscode/l10n';
import type { CertificateField } from '../event/auditEvent';
import type { AuditLog } from '../table/auditLog';
import type { Reader } from '../time/moments';
import { printable, quoted } from '../text/printable';
import {
  certificateOperationByName,
  certificateResponseByName,
} from '../reference/certificateEvents';
import { certificateFieldFacts } from '../reference/fields';
import { parseDecimal } from '../text/values';
import { factSentences, type Description } from './description';
import { momentFacts } from './describeTime';

type Value = Pick<Description, 'sentences' | 'facts'>;

const nothing: Value = { sentences: [], facts: [] };

/** What a field of a certificate-storage event is and what this value of it means. */
export function describeCertificateField(
  field: CertificateField,
  log: AuditLog,
  reader: Reader,
): Description {
  const fact = certificateFieldFacts[field.id];
  const value = describeValue(field, log, reader);
  const is = factSentences(fact);
  return {
    title:
      field.id === 'unknown'
        ? l10n.t('Unknown field {0}', quoted(field.label, 64))
        : `${l10n.t(fact.title)} ${printable(field.value, 96)}`,
    sentences: [...value.sentences, ...is.sentences],
    facts: value.facts,
    link: is.link,
  };
}

function describeValue(field: CertificateField, log: AuditLog, reader: Reader): Value {
  switch (field.id) {
    case 'opCode': {
      const operation = certificateOperationByName(unquoted(field));
      return operation === undefined ? unknown(field) : { ...factSentences(operation), facts: [] };
    }
    case 'response': {
      const response = certificateResponseByName(unquoted(field));
      if (response === undefined) return unknown(field);
      const facts: [string, string][] = [];
      if (response.usualCause !== undefined) {
        facts.push([l10n.t('Usual cause'), l10n.t(response.usualCause)]);
      }
      if (response.whatToDo !== undefined)
        facts.push([l10n.t('What to do'), l10n.t(response.whatToDo)]);
      return { ...factSentences(response), facts };
    }
    case 'timestamp': {
      const ms = parseDecimal(field.value);
      return ms === undefined ? nothing : { sentences: [], facts: momentFacts(ms * 1000n, reader) };
    }
    case 'objectHandle': {
      const handle = parseDecimal(field.value);
      if (handle === undefined) return nothing;
      const count = Math.max(0, log.lookups.onKey(handle).length - 1);
      return {
        sentences: [l10n.t('Other events in this document on this object: {0}.', count)],
        facts: [[l10n.t('Hex'), `0x${handle.toString(16)}`]],
      };
    }
    case 'attributes':
    case 'unknown':
      return nothing;
  }
}

/** A JSON string's text; names that are known hold nothing that JSON escapes. */
function unquoted({ value }: CertificateField): string {
  return value.replace(/^"|"$/g, '');
}

function unknown({ value }: CertificateField): Value {
  return {
    sentences: [
      l10n.t('{0} is not in any public list that this extension knows.', printable(value, 96)),
    ],
    facts: [],
  };
}
