import type { AuditEvent, AuditField, CertificateEvent, LogEvent } from '../auditEvent';
import { isoMicroseconds } from '../moments';
import { outcomeOf, responseOutcome } from '../outcome';
import { printable } from '../printable';
import type { EventOrigin } from './exportedEvent';
import { jsonString, JsonMembers } from './jsonText';
import { isPlaced } from './placedFields';

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

type Column = (typeof csvColumns)[number];

const columnAt = Object.fromEntries(csvColumns.map((column, index) => [column, index])) as Readonly<
  Record<Column, number>
>;

/** Cells of a line with the numbers of their columns, as they are written. */
export type CellList = readonly (readonly [column: number, cell: string])[];

/** Some cells by their columns; those without a text are left out. */
function cellList(texts: Partial<Record<Column, string | number | undefined>>): CellList {
  return Object.entries(texts).flatMap(([column, text]) =>
    text === undefined ? [] : [[columnAt[column as Column], csvCell(String(text))] as const],
  );
}

/** One event's cells, by column. */
export class CsvCells {
  private readonly texts = new Array<string>(csvColumns.length).fill('');

  clear(): void {
    this.texts.fill('');
  }

  add(cells: CellList): void {
    for (const [column, cell] of cells) this.texts[column] = cell;
  }

  set(column: Column, text: string | number | undefined): void {
    if (text !== undefined) this.texts[columnAt[column]] = csvCell(String(text));
  }

  addOrigin({ cluster, stream, source }: EventOrigin): void {
    this.set('cluster', cluster);
    this.set('stream', stream);
    this.set('file', source?.file);
    this.set('line', source?.line);
    this.set('offset', source?.offset);
    this.set('length', source?.length);
    this.set('record', source?.record);
  }

  get line(): string {
    return `${this.texts.join(',')}\r\n`;
  }
}

/** The first line, with its line end (CR LF, RFC 4180). */
export function csvHeader(): string {
  return `${csvColumns.join(',')}\r\n`;
}

/** An event as a line, with its line end. What has no column is in `other`, as a JSON object. */
export function csvLine(event: LogEvent, origin: EventOrigin): string {
  const cells = new CsvCells();
  cells.set('kind', event.kind);
  cells.addOrigin(origin);
  if (event.kind === 'audit') addAuditCells(event, cells);
  else cells.add(certificateCells(event));
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

function addAuditCells(event: AuditEvent, cells: CsvCells): void {
  const seen = new Set<string>();
  const other = new JsonMembers();
  const labels = new Set<string>();
  for (const field of event.fields) {
    const { id, label, value } = field;
    if (id !== 'unknown' && seen.has(id)) continue; // the first of a label that is there twice counts
    seen.add(id);
    if (isPlaced(id)) {
      cells.add(fieldCells(field));
    } else if (!labels.has(label)) {
      labels.add(label);
      other.addLabel(label, value);
    }
  }
  cells.set('other', other.object);
}

/** The cells of a field that has a place of its own. */
export function fieldCells(field: AuditField): CellList {
  switch (field.form) {
    case 'time': {
      const usecs = field.usecs ?? field.textUsecs;
      return cellList({ time: usecs === undefined ? undefined : isoMicroseconds(usecs) });
    }
    case 'response': {
      const outcome = responseOutcome(field.code, field.verdict);
      return cellList({
        success: outcome === 'unknown' ? undefined : String(outcome === 'success'),
        responseCode: field.code?.toString(),
        responseText: field.text,
      });
    }
    case 'named': {
      const code = field.code === undefined ? undefined : `0x${field.code.toString(16)}`;
      return cellList({
        [field.id]: field.name,
        opcodeCode: field.id === 'opcode' ? code : undefined,
      });
    }
    case 'number':
    case 'text':
      return cellList({ [field.id]: field.value });
  }
}

function certificateCells(event: CertificateEvent): CellList {
  const { timestamp, opCode, response, objectHandle, attributes } = event;
  const outcome = outcomeOf(event);
  return cellList({
    time: timestamp === undefined ? undefined : isoMicroseconds(timestamp * 1000n),
    success: outcome === 'unknown' ? undefined : String(outcome === 'success'),
    opcode: opCode,
    responseText: response,
    key: objectHandle?.toString(),
    attributes: attributes ? `[${attributes.map(jsonString).join()}]` : undefined,
  });
}
