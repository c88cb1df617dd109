import * as l10n from '@vscode/l10n';
import {
  fieldOf,
  type AuditEvent,
  type CertificateEvent,
  type LogEvent,
  type NamedField,
  type TextField,
} from '../event/auditEvent';
import { categoryOf } from '../event/category';
import type { EventColumn } from './decodedColumns';
import { isoMicroseconds } from '../time/moments';
import { outcomeOf, type Outcome } from '../event/outcome';
import { printable, quoted } from '../text/printable';
import { certificateOperationByName } from '../reference/certificateEvents';
import { opcodeByName } from '../reference/opcodes';
import { userTypeByName } from '../reference/userTypes';

/** What a cell shows where the event says nothing. */
export const none = '-';

/**
 * One cell of an event in words: printable, on one line, never two blanks in a row (they part the
 * columns), and `-` where the event says nothing.
 *
 * @param stream the HSM's or the stream's name, which the event itself never holds
 */
export function decodedCell(
  event: LogEvent,
  column: EventColumn,
  stream: string | undefined,
): string {
  if (column === 'hsm') return stream === undefined ? none : cell(stream);
  return event.kind === 'audit' ? auditCell(event, column) : certificateCell(event, column);
}

/** Words of the plainest characters, one blank between. */
const plain = /^[\w.:'()-]+(?: [\w.:'()-]+)*$/;

/** Log text as a cell. */
export function cell(text: string): string {
  // Nearly every cell is so, and the whole test takes ten times as long. A long one may have to be cut.
  if (text.length < 100 && plain.test(text)) return text;
  return printable(text).replace(/ {2,}/g, ' ') || none;
}

function auditCell(event: AuditEvent, column: Exclude<EventColumn, 'hsm'>): string {
  const printed = (id: Parameters<typeof fieldOf>[1]): string =>
    cell(fieldOf(event, id)?.value ?? none);
  switch (column) {
    case 'time': {
      const time = fieldOf(event, 'time');
      const usecs = time?.usecs ?? time?.textUsecs;
      return (usecs === undefined ? undefined : isoMicroseconds(usecs)) ?? none;
    }
    case 'outcome':
      return outcomeCell(outcomeOf(event), fieldOf(event, 'response')?.code);
    case 'sequence':
      return printed('sequence');
    case 'reboot':
      return printed('rebootCounter');
    case 'session':
      return printed('sessionHandle');
    case 'opcode':
    case 'meaning': {
      const name = fieldOf(event, 'opcode')?.name;
      return operationCells(name, opcodeByName, l10n.t('Unknown opcode'))[column];
    }
    case 'category': {
      const name = fieldOf(event, 'opcode')?.name;
      return (name === undefined ? undefined : categoryOf(name)) ?? none;
    }
    case 'subject':
      return auditSubject(event);
    case 'response': {
      const response = fieldOf(event, 'response');
      return response === undefined ? none : cell(response.text);
    }
  }
}

/** `ok`, `FAILED 163` or `-`: short, so that it can stand at the start of a line. */
function outcomeCell(outcome: Outcome, code: bigint | undefined): string {
  if (outcome === 'unknown') return none;
  if (outcome === 'success') return 'ok';
  return code === undefined ? 'FAILED' : `FAILED ${code}`;
}

/** What was done and what that means; what no table knows is flagged beside its name. */
function operationCells(
  name: string | undefined,
  find: (name: string) => { readonly short: string } | undefined,
  unknown: string,
): { readonly opcode: string; readonly meaning: string } {
  if (name === undefined) return { opcode: none, meaning: none };
  const known = find(name);
  if (known === undefined) return { opcode: `${cell(name)} (unknown)`, meaning: unknown };
  return { opcode: cell(name), meaning: l10n.t(known.short) };
}

function auditSubject(event: AuditEvent): string {
  const target = userWords(fieldOf(event, 'targetUserName'), fieldOf(event, 'targetUserType'));
  const user = userWords(fieldOf(event, 'userName'), fieldOf(event, 'userType'));
  if (target !== undefined) {
    return user === undefined ? target : l10n.t('{0} by {1}', target, user);
  }
  return user ?? keyWords(event) ?? none;
}

function userWords(name: TextField | undefined, type: NamedField | undefined): string | undefined {
  if (name === undefined) return undefined;
  const user = l10n.t('user {0}', quoted(name.value));
  if (type === undefined) return user;
  return `${user} (${userTypeByName(type.name)?.role ?? cell(type.name)})`;
}

/** The key handles of an event in words; a handle of 0 means «no key on this side». */
function keyWords(event: AuditEvent): string | undefined {
  const sides = [
    ['privateKey', l10n.t('private')],
    ['publicKey', l10n.t('public')],
    ['key', l10n.t('key handle')],
  ] as const;
  const keys = sides.flatMap(([id, side]) => {
    const field = fieldOf(event, id);
    return field === undefined || field.number === 0n ? [] : [{ handle: cell(field.value), side }];
  });
  const [first, ...more] = keys;
  if (first === undefined) return undefined;
  if (more.length === 0) return l10n.t('key {0}', first.handle);
  return l10n.t('keys {0}', keys.map(({ handle, side }) => `${handle} (${side})`).join(', '));
}

function certificateCell(event: CertificateEvent, column: Exclude<EventColumn, 'hsm'>): string {
  const { timestamp, opCode, response, objectHandle } = event;
  switch (column) {
    case 'time': {
      const time = timestamp === undefined ? undefined : isoMicroseconds(timestamp * 1000n);
      return time?.replace(/000Z$/, 'Z') ?? none;
    }
    case 'outcome':
      return outcomeCell(outcomeOf(event), undefined);
    case 'opcode':
    case 'meaning':
      return operationCells(
        opCode,
        certificateOperationByName,
        l10n.t('Unknown certificate operation'),
      )[column];
    case 'category':
      return 'certificate';
    case 'subject':
      return objectHandle === undefined || objectHandle === null
        ? none
        : l10n.t('object {0}', objectHandle.toString());
    case 'response':
      return response === undefined ? none : cell(response);
    case 'sequence':
    case 'reboot':
    case 'session':
      return none;
  }
}
