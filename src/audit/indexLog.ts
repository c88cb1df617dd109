import { decodeCertificate } from './decodeCertificate';
import { Ended, EventTable, Has, Kind } from './eventTable';
import { visitLines, type FieldLine } from './fieldLine';
import { LinePlaces } from './linePlaces';
import { responseOutcome } from './outcome';
import { segments, type Segment } from './segments';
import type { Uint64Column } from './uint64Column';
import { parseDecimal, parseHex, parseNamed, parseResponse, parseTime } from './values';

/**
 * Indexes a text in one pass: a row an event, nothing kept of the text. It reads lines and values with
 * the decoder's own readers; of a label printed twice the first counts, as for `fieldOf`.
 */
export function indexLog(text: string): EventTable {
  const table = new EventTable();
  let line = 0;
  let lineStart = 0;
  let nextEnd = text.indexOf('\n');
  for (const segment of segments(text)) {
    if (segment.kind === 'between') continue;
    while (nextEnd >= 0 && nextEnd < segment.start) {
      line++;
      lineStart = nextEnd + 1;
      nextEnd = text.indexOf('\n', lineStart);
    }
    const row = table.addRow();
    table.start[row] = segment.start;
    table.end[row] = segment.end;
    table.line[row] = line;
    table.column[row] = segment.start - lineStart;
    if (segment.kind === 'certificate') indexCertificate(text, segment, table, row);
    else indexAudit(text, segment, table, row);
  }
  return table;
}

function indexAudit(text: string, segment: Segment, table: EventTable, row: number): void {
  table.kind[row] = Kind.audit;
  /** Ids already seen, so that the first of a repeated label counts. */
  const seen = new Set<string>();
  visitLines(text, segment.start, segment.end, (field) => {
    const id = field?.label?.id;
    if (field === undefined || id === undefined || seen.has(id)) return;
    seen.add(id);
    indexField(text, field, table, row);
  });
}

function indexField(text: string, field: FieldLine, table: EventTable, row: number): void {
  const value = (): string => text.slice(field.valueStart, field.valueEnd);
  switch (field.label?.id) {
    case 'time': {
      const { usecs, textUsecs } = parseTime(value());
      setTime(table, row, usecs ?? textUsecs);
      return;
    }
    case 'sequence':
      setNumber(table, row, table.sequence, Has.sequence, parseHex(value()));
      return;
    case 'rebootCounter':
      setNumber(table, row, table.reboot, Has.reboot, parseHex(value()));
      return;
    case 'sessionHandle':
      setNumber(table, row, table.session, Has.session, parseHex(value()));
      return;
    case 'privateKey':
      setNumber(table, row, table.privateKey, Has.privateKey, parseDecimal(value()));
      return;
    case 'publicKey':
      setNumber(table, row, table.publicKey, Has.publicKey, parseDecimal(value()));
      return;
    case 'key':
      setNumber(table, row, table.key, Has.key, parseDecimal(value()));
      return;
    case 'opcode': {
      const printed = value();
      table.opcode[row] = table.names.number(printed.slice(0, parseNamed(printed).nameEnd));
      return;
    }
    case 'userName':
      table.user[row] = table.names.number(value());
      return;
    case 'response': {
      const { code, verdict } = parseResponse(value());
      setResponse(table, row, responseOutcome(code, verdict));
      return;
    }
    default:
      return;
  }
}

function indexCertificate(text: string, segment: Segment, table: EventTable, row: number): void {
  const event = decodeCertificate(text, segment, new LinePlaces(text, segment.start, 0, 0));
  table.kind[row] = Kind.certificate;
  setTime(table, row, event.timestamp === undefined ? undefined : event.timestamp * 1000n);
  setNumber(table, row, table.key, Has.key, event.objectHandle ?? undefined);
  if (event.opCode !== undefined) table.opcode[row] = table.names.number(event.opCode);
  if (event.response !== undefined) {
    setResponse(table, row, event.response === 'OK' ? 'success' : 'failure');
  }
}

function setTime(table: EventTable, row: number, usecs: bigint | undefined): void {
  if (usecs === undefined) return;
  table.time[row] = Number(usecs);
  table.has[row] = (table.has[row] ?? 0) | Has.time;
}

function setNumber(
  table: EventTable,
  row: number,
  column: Uint64Column,
  bit: number,
  value: bigint | undefined,
): void {
  if (value === undefined) return;
  column.set(row, value);
  table.has[row] = (table.has[row] ?? 0) | bit;
}

function setResponse(table: EventTable, row: number, outcome: keyof typeof Ended): void {
  table.ended[row] = Ended[outcome];
  table.has[row] = (table.has[row] ?? 0) | Has.response;
}
