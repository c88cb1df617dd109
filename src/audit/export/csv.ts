import type { AuditEvent, AuditField, CertificateEvent, LogEvent } from '../event/auditEvent';
import { isoMicroseconds } from '../time/moments';
import { outcomeOf } from '../event/outcome';
import { printable } from '../text/printable';
import { certificateRemainder, EventRemainder } from './eventRemainder';
import type { EventOrigin } from './exportedEvent';
import { jsonString } from './jsonText';
import { isPlaced, type PlacedField } from './placedFields';

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
  'unparsed',
  'warnings',
] as const;

type Column = (typeof csvColumns)[number];

const columnAt = Object.fromEntries(csvColumns.map((column, index) => [column, index])) as Readonly<
  Record<Column, number>
>;

/** One event's cells, by column. */
class Cells {
  private readonly texts = new Array<string>(csvColumns.length).fill('');

  set(column: Column, text: string | number | undefined): void {
    if (text !== undefined) this.texts[columnAt[column]] = csvCell(String(text));
  }

  get line(): string {
    return `${this.texts.join(',')}\r\n`;
  }
}

/**
 * Begins a file for spreadsheets: without it, Excel takes UTF-8 for the code page of the machine. Not for
 * a pipe, whose reader would take it for a part of the first column's name.
 */
export const spreadsheetMark = '\ufeff';

/** The first line, with its line end (CR LF, RFC 4180). */
export function csvHeader(): string {
  return `${csvColumns.join(',')}\r\n`;
}

/**
 * An event as a line, with its line end. What has no column is in `other`, a JSON object, and `unparsed`,
 * a JSON list.
 *
 * @param text the one that the event's spans count in
 */
export function csvLine(event: LogEvent, text: string, origin: EventOrigin): string {
  const { cluster, stream, source } = origin;
  const cells = new Cells();
  cells.set('kind', event.kind);
  cells.set('cluster', cluster);
  cells.set('stream', stream);
  const outcome = outcomeOf(event);
  if (outcome !== 'unknown') cells.set('success', String(outcome === 'success'));
  cells.set('file', source?.file);
  cells.set('line', source?.line);
  cells.set('offset', source?.offset);
  cells.set('length', source?.length);
  cells.set('record', source?.record);
  if (event.kind === 'audit') setAuditCells(event, text, cells);
  else setCertificateCells(event, text, cells);
  return cells.line;
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

function setAuditCells(event: AuditEvent, text: string, cells: Cells): void {
  const seen = new Set<string>();
  const remainder = new EventRemainder(text);
  for (const field of event.fields) {
    const { id } = field;
    if (!isPlaced(id)) {
      remainder.addOther(field);
      continue;
    }
    if (seen.has(id)) {
      remainder.addRepeated(field);
      continue;
    }
    seen.add(id);
    remainder.note(field);
    setPlaced(id, field, cells);
  }
  remainder.addUnparsed(event);
  cells.set('other', remainder.other);
  cells.set('unparsed', remainder.unparsed);
  cells.set('warnings', remainder.warnings);
}

function setPlaced(id: PlacedField, field: AuditField, cells: Cells): void {
  if (id === 'time') {
    const usecs = field.form === 'time' ? (field.usecs ?? field.textUsecs) : undefined;
    cells.set('time', usecs === undefined ? undefined : isoMicroseconds(usecs));
  } else if (id === 'response') {
    if (field.form !== 'response') return;
    cells.set('responseCode', field.code?.toString());
    cells.set('responseText', field.text);
  } else {
    cells.set(id, field.form === 'named' ? field.name : field.value);
  }
  if (id === 'opcode' && field.form === 'named' && field.code !== undefined) {
    cells.set('opcodeCode', `0x${field.code.toString(16)}`);
  }
}

function setCertificateCells(event: CertificateEvent, text: string, cells: Cells): void {
  const { timestamp, opCode, response, objectHandle, attributes } = event;
  cells.set('time', timestamp === undefined ? undefined : isoMicroseconds(timestamp * 1000n));
  cells.set('opcode', opCode);
  cells.set('responseText', response);
  cells.set('key', objectHandle?.toString());
  if (attributes) cells.set('attributes', `[${attributes.map(jsonString).join()}]`);
  const { other, unparsed, warnings } = certificateRemainder(event, text);
  cells.set('other', other);
  cells.set('unparsed', unparsed);
  cells.set('warnings', warnings);
}
