import * as l10n from '@vscode/l10n';
import {
  fieldOf,
  type AuditEvent,
  type CertificateEvent,
  type LogEvent,
  type NamedField,
  type TextField,
} from './auditEvent';
import { isoMicroseconds } from './moments';
import { outcomeOf } from './outcome';
import { printable, quoted } from './printable';
import { certificateOperationByName } from './reference/certificateEvents';
import { opcodeByName } from './reference/opcodes';
import { userTypeByName } from './reference/userTypes';

/** The columns of the decoded view, in the order shown. */
export const decodedColumns = [
  'time',
  'stream',
  'sequence',
  'opcode',
  'meaning',
  'subject',
  'response',
] as const;

export type DecodedColumn = (typeof decodedColumns)[number];

/** One event in words. Every cell is printable, on one line, and `-` where the event says nothing. */
export type DecodedLine = Readonly<Record<DecodedColumn, string>>;

const none = '-';

/** @param stream the HSM's or the stream's name, which the event itself never holds */
export function decodedLine(event: LogEvent, stream: string | undefined): DecodedLine {
  const cells = event.kind === 'audit' ? auditCells(event) : certificateCells(event);
  return { ...cells, stream: stream === undefined ? none : cell(stream) };
}

/** Two blanks part the columns, so that a cell holds no two in a row. */
function cell(text: string): string {
  return printable(text).replace(/ {2,}/g, ' ') || none;
}

function auditCells(event: AuditEvent): Omit<DecodedLine, 'stream'> {
  const time = fieldOf(event, 'time');
  const usecs = time?.usecs ?? time?.textUsecs;
  return {
    time: (usecs === undefined ? undefined : isoMicroseconds(usecs)) ?? none,
    sequence: cell(fieldOf(event, 'sequence')?.value ?? none),
    ...operationCells(fieldOf(event, 'opcode')?.name, opcodeByName, l10n.t('Unknown opcode')),
    subject: auditSubject(event),
    response: auditResponse(event),
  };
}

/** What was done and what that means; what no table knows is flagged beside its name. */
function operationCells(
  name: string | undefined,
  find: (name: string) => { readonly short: string } | undefined,
  unknown: string,
): Pick<DecodedLine, 'opcode' | 'meaning'> {
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

function auditResponse(event: AuditEvent): string {
  const response = fieldOf(event, 'response');
  if (response === undefined) return none;
  const text = cell(response.text);
  if (outcomeOf(event) !== 'failure') return text;
  return response.code === undefined ? `FAILED ${text}` : `FAILED ${response.code}: ${text}`;
}

function certificateCells(event: CertificateEvent): Omit<DecodedLine, 'stream'> {
  const { timestamp, opCode, response, objectHandle } = event;
  const time = timestamp === undefined ? undefined : isoMicroseconds(timestamp * 1000n);
  return {
    time: time?.replace(/000Z$/, 'Z') ?? none,
    sequence: none,
    ...operationCells(opCode, certificateOperationByName, l10n.t('Unknown certificate operation')),
    subject:
      objectHandle === undefined || objectHandle === null
        ? none
        : l10n.t('object {0}', objectHandle.toString()),
    response:
      response === undefined
        ? none
        : outcomeOf(event) === 'failure'
          ? `FAILED ${cell(response)}`
          : cell(response),
  };
}
