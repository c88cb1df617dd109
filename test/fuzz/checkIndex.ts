import { AuditLog } from '../../src/audit/table/auditLog';
import { EventTable, Kind } from '../../src/audit/table/eventTable';
import { indexBytes } from '../../src/audit/table/indexLog';
import { MemoryBytes } from '../../src/audit/scan/logBytes';
import { segments } from '../../src/audit/text/segments';
import { FileParts } from '../../src/sources/files/fileParts';
import type { Random } from '../../src/sources/sample/random';
import { decodedRow, tableRow } from '../fixtures/tableRows';

/**
 * Checks what must be so of any text: every character is in exactly one segment, the index says of
 * every event what the decoder says, and neither bytes, nor parts, nor growing make a difference.
 *
 * @returns how many events the text has
 * @throws Error that says what is not so
 */
export function checkIndex(text: string, random: Random): number {
  const log = AuditLog.of(text);
  checkRows(log);
  // Each of these reads the log once more: one of them a log.
  switch (random.integer(0, 2)) {
    case 0:
      checkBytes(text, log.table);
      break;
    case 1:
      checkParts(text, random);
      break;
    default: {
      const older = text.slice(0, random.integer(0, text.length));
      sameTable(log.table, AuditLog.of(text, AuditLog.of(older)).table, 'the log that grew');
    }
  }
  return log.length;
}

function checkRows(log: AuditLog): void {
  const { table, text } = log;
  let at = 0;
  let row = 0;
  let line = 0;
  let lineStart = 0;
  for (const { kind, start, end } of segments(text)) {
    must(start === at && end > start, `segment ${start} to ${end} does not follow ${at}`);
    at = end;
    if (kind === 'between') continue;
    for (let next; (next = text.indexOf('\n', lineStart)) >= 0 && next < start; line++) {
      lineStart = next + 1;
    }
    must(row < table.length, `row ${row} is missing`);
    const place = [table.start(row), table.end(row), table.line(row), table.column(row)];
    must(
      `${place.join()} ${table.kind(row) === Kind.certificate}` ===
        `${start},${end},${line},${columnOf(start, lineStart)} ${kind === 'certificate'}`,
      `row ${row} is at ${place.join()}, the event at ${start},${end},${line}`,
    );
    const expected = decodedRow(log.event(row));
    for (const [column, value] of Object.entries(tableRow(table, row))) {
      must(
        value === expected[column],
        `${column} of row ${row} is ${String(value)}, not ${String(expected[column])}`,
      );
    }
    row++;
  }
  must(at === text.length, `the segments end at ${at} of ${text.length}`);
  must(row === table.length, `the table has ${table.length} rows of ${row}`);
}

function columnOf(start: number, lineStart: number): number {
  return start - lineStart;
}

/** Bytes give the same rows as text; half a character would become another one in bytes. */
function checkBytes(text: string, inText: EventTable): void {
  if (/\p{Surrogate}/u.test(text)) return;
  const bytes = new TextEncoder().encode(text);
  sameRows(inText, indexBytes(new MemoryBytes(bytes), bytes.length), 'the bytes');
}

/** Parts give the same rows as one pass. */
function checkParts(text: string, random: Random): void {
  const bytes = new TextEncoder().encode(text);
  const log = new MemoryBytes(bytes);
  const parted = new EventTable();
  let line = 0;
  const size = (): number => random.integer(200, 4000);
  const plan = { from: 0, to: bytes.length, firstSize: size(), size: size() };
  const parts = new FileParts(log, plan);
  for (let number = 0; number < parts.count; number++) {
    const { from, to } = parts.part(number);
    indexBytes(log, to, { table: parted, offset: from, line });
    for (let at = from; (at = bytes.indexOf(0x0a, at)) >= 0 && at < to; at++) line++;
  }
  sameTable(indexBytes(log, bytes.length), parted, 'the parts');
}

function sameTable(one: EventTable, other: EventTable, name: string): void {
  sameRows(one, other, name);
  for (let row = 0; row < one.length; row++) {
    must(
      one.start(row) === other.start(row) && one.end(row) === other.end(row),
      `${name}: row ${row} is at ${other.start(row)}, not ${one.start(row)}`,
    );
  }
}

function sameRows(one: EventTable, other: EventTable, name: string): void {
  must(one.length === other.length, `${name}: ${other.length} rows, not ${one.length}`);
  for (let row = 0; row < one.length; row++) {
    const isSame =
      one.line(row) === other.line(row) &&
      one.column(row) === other.column(row) &&
      one.kind(row) === other.kind(row);
    must(isSame, `${name}: row ${row} is on line ${other.line(row)}, not ${one.line(row)}`);
    const first = tableRow(one, row);
    const second = tableRow(other, row);
    for (const column in first) {
      must(first[column] === second[column], `${name}: ${column} of row ${row}`);
    }
  }
}

function must(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}
