import { fieldOf, type AuditEvent, type CertificateEvent, type LogEvent } from '../auditEvent';
import { isoMicroseconds } from '../moments';
import { outcomeOf } from '../outcome';
import { printable } from '../printable';
import type { EventOrigin } from './exportedEvent';
import { jsonString, JsonMembers } from './jsonText';

/** The columns, in this order. New ones come at the end. */
export const csvColumns = [
  'kind',
  'time',
  'cluster',
  'stream',
  'sequence',
  'rebootCounter',
  'commandType',
  'opcode',
  'opcodeCode',
  'sessionHandle',
  'success',
  'responseCode',
  'responseText',
  'logType',
  'userName',
  'userType',
  'userId',
  'targetUserName',
  'targetUserType',
  'targetUserId',
  'privateKey',
  'publicKey',
  'key',
  'attributes',
  'other',
  'file',
  'line',
  'offset',
  'length',
  'record',
] as const;

type Cells = Partial<Record<(typeof csvColumns)[number], string | undefined>>;

/** The first line, with its line end (CR LF, RFC 4180). */
export function csvHeader(): string {
  return `${csvColumns.join(',')}\r\n`;
}

/** An event as a line, with its line end. What has no column is in `other`, as a JSON object. */
export function csvLine(event: LogEvent, origin: EventOrigin): string {
  const { cluster, stream, source } = origin;
  const cells: Cells = {
    ...(event.kind === 'audit' ? auditCells(event) : certificateCells(event)),
    kind: event.kind,
    cluster,
    stream,
    success: { success: 'true', failure: 'false', unknown: undefined }[outcomeOf(event)],
    file: source?.file,
    line: source?.line?.toString(),
    offset: source?.offset?.toString(),
    length: source?.length?.toString(),
    record: source?.record?.toString(),
  };
  let line = '';
  for (const column of csvColumns) {
    if (line !== '' || column !== csvColumns[0]) line += ',';
    line += csvCell(cells[column] ?? '');
  }
  return `${line}\r\n`;
}

/** Nothing in it that would need a look. */
const plain = /^[\w.:/ ]*$/;
/** What a spreadsheet would run, in the wide forms that some take for the same too. */
const formula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
/** Some spreadsheets split at semicolons and tabs too. */
const special = /[",;\t\r\n]|^ | $/;

/**
 * A cell as RFC 4180 quotes it. One that a spreadsheet would run as a formula begins with `'` instead,
 * and what a terminal would obey is shown as an escape.
 */
export function csvCell(text: string): string {
  if (plain.test(text) && !text.startsWith(' ') && !text.endsWith(' ')) return text;
  const shown = printable(text, Infinity);
  const safe = formula.test(text) || formula.test(shown) ? `'${shown}` : shown;
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function auditCells(event: AuditEvent): Cells {
  const time = fieldOf(event, 'time');
  const usecs = time?.usecs ?? time?.textUsecs;
  const opcode = fieldOf(event, 'opcode');
  const response = fieldOf(event, 'response');
  return {
    time: usecs === undefined ? undefined : isoMicroseconds(usecs),
    sequence: fieldOf(event, 'sequence')?.value,
    rebootCounter: fieldOf(event, 'rebootCounter')?.value,
    commandType: fieldOf(event, 'commandType')?.name,
    opcode: opcode?.name,
    opcodeCode: opcode?.code === undefined ? undefined : `0x${opcode.code.toString(16)}`,
    sessionHandle: fieldOf(event, 'sessionHandle')?.value,
    responseCode: response?.code?.toString(),
    responseText: response?.text,
    logType: fieldOf(event, 'logType')?.name,
    userName: fieldOf(event, 'userName')?.value,
    userType: fieldOf(event, 'userType')?.name,
    userId: fieldOf(event, 'userId')?.value,
    targetUserName: fieldOf(event, 'targetUserName')?.value,
    targetUserType: fieldOf(event, 'targetUserType')?.name,
    targetUserId: fieldOf(event, 'targetUserId')?.value,
    privateKey: fieldOf(event, 'privateKey')?.value,
    publicKey: fieldOf(event, 'publicKey')?.value,
    key: fieldOf(event, 'key')?.value,
    other: otherFields(event),
  };
}

const withColumn: ReadonlySet<string> = new Set([
  'time',
  ...csvColumns,
  'response',
] satisfies readonly string[]);

function otherFields(event: AuditEvent): string | undefined {
  const other = new JsonMembers();
  const seen = new Set<string>();
  for (const { id, label, value } of event.fields) {
    if (withColumn.has(id) || seen.has(label)) continue;
    seen.add(label);
    other.addString(label, value);
  }
  return other.object;
}

function certificateCells(event: CertificateEvent): Cells {
  const { timestamp, opCode, response, objectHandle, attributes } = event;
  return {
    time: timestamp === undefined ? undefined : isoMicroseconds(timestamp * 1000n),
    opcode: opCode,
    responseText: response,
    key: objectHandle?.toString(),
    attributes: attributes ? `[${attributes.map(jsonString).join()}]` : undefined,
  };
}
