import type { ByteText } from './byteText';
import type { ContainerSink, UnwrapOptions } from './container';
import { insightsOrigin } from './insightsJson';
import type { WindowText } from './recordWindow';
import { WindowedRecords } from './windowedRecords';

/** A record is an event at most (1 MiB). */
const longestRecord = 4 << 20;

/** A cell of a record: where its text stands, without the quotes. */
export interface CsvCell {
  readonly start: number;
  readonly end: number;
  /** Whether quotes stand around it, and two of them for each one inside. */
  readonly quoted: boolean;
}

/** A record of a CSV text and where the next one begins. */
export interface CsvRecord {
  readonly cells: readonly CsvCell[];
  readonly next: number;
  /** Where the last cell lacks its closing quote: whether the text ends in it, or another record follows. */
  readonly lost?: 'cut' | 'csv';
}

/**
 * Reads the record that begins at `start` (RFC 4180; any line end).
 *
 * A quote with more text behind it closes nothing: it opens a cell of the next record, whose line then
 * ends this one. So does a line that begins as records do, in a cell that is longer than it should be.
 *
 * @returns undefined where the text ends before it
 */
export function csvRecord(text: string, start: number, ended: boolean): CsvRecord | undefined {
  const cells: CsvCell[] = [];
  for (let at = start; ;) {
    let stop: number;
    if (text[at] === '"') {
      const quote = closingQuote(text, at + 1);
      // A quote at the end may still prove to be a double one.
      const isOpen = quote === undefined || quote + 1 === text.length;
      if (isOpen && !ended && text.length - at < longestCell) return undefined;
      const isClosed = quote !== undefined && isCellEnd(text, quote + 1);
      if (!isClosed || quote - at > longestCell) {
        const line = quote === undefined || isClosed ? 0 : text.lastIndexOf('\n', quote) + 1;
        const next = recordInside(text, at, quote) ?? line;
        if (next > at) {
          cells.push({ start: at + 1, end: next - 1, quoted: true });
          return { cells, next, lost: 'csv' };
        }
      }
      if (quote === undefined) {
        if (!ended) return undefined;
        cells.push({ start: at + 1, end: text.length, quoted: true });
        return { cells, next: text.length, lost: 'cut' };
      }
      if (quote + 1 === text.length && !ended) return undefined;
      cells.push({ start: at + 1, end: quote, quoted: true });
      stop = cellEnd(text, quote + 1);
    } else {
      stop = cellEnd(text, at);
      cells.push({ start: at, end: stop, quoted: false });
    }
    if (text[stop] === ',') {
      at = stop + 1;
      continue;
    }
    if (stop === text.length) return ended ? { cells, next: stop } : undefined;
    if (text[stop] === '\r' && stop + 1 === text.length && !ended) return undefined;
    const next = text[stop] === '\r' && text[stop + 1] === '\n' ? stop + 2 : stop + 1;
    return { cells, next };
  }
}

/** Longer than any event that an HSM writes: a cell that is not has most likely lost its quote. */
const longestCell = 1 << 16;

/** What a record begins with: a time as Logs Insights or the console write it, a log, a stream of an HSM. */
const recordStart =
  /\n(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?|\d{13}|\d{12}:[^\s,"]{1,512}|hsm-[a-z0-9]{1,64}),/g;

/** The first line of [start, end) behind its first one that begins as a record does. */
function recordInside(text: string, start: number, end = text.length): number | undefined {
  recordStart.lastIndex = start;
  const found = recordStart.exec(text);
  return found === null || found.index >= end ? undefined : found.index + 1;
}

function isCellEnd(text: string, at: number): boolean {
  return at === text.length || text[at] === ',' || text[at] === '\r' || text[at] === '\n';
}

const cellStop = /[,\r\n]/g;

function cellEnd(text: string, at: number): number {
  cellStop.lastIndex = at;
  return cellStop.exec(text)?.index ?? text.length;
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return undefined;
}

/** The columns that hold events, as Logs Insights and the console call them. */
export const messageColumns: readonly string[] = ['@message', 'message'];

/** Takes events out of CSV as it arrives. It holds one record at a time. */
export class CsvRecords extends WindowedRecords {
  private columns: readonly string[] | undefined;

  constructor(sink: ContainerSink, options: UnwrapOptions) {
    super(sink, options, longestRecord);
  }

  protected override read(ended: boolean): void {
    const seen = this.window.look();
    const { text, placeOf } = seen;
    let at = 0;
    while (at < text.length) {
      const record = csvRecord(text, at, ended);
      if (record === undefined) break;
      this.give(seen, record);
      if (record.lost !== undefined) {
        this.sink.note({ kind: 'damaged', place: placeOf(at, record.next), damage: record.lost });
      }
      at = record.next;
    }
    const isTooLong = !ended && text.length - at >= longestRecord;
    if (isTooLong) {
      // A quote was lost. What follows its line is read as records again.
      this.sink.note({ kind: 'damaged', place: placeOf(at, text.length), damage: 'long' });
      const lineEnd = text.indexOf('\n', at);
      at = lineEnd < 0 ? text.length : lineEnd + 1;
    }
    this.window.drop(text, at);
    if (isTooLong) this.read(false);
  }

  private give({ bytes, placeOf }: WindowText, { cells, lost }: CsvRecord): void {
    const said = cells.map((cell) => cellText(bytes, cell));
    if (said.every((cell) => cell === '')) return;
    if (this.columns === undefined) {
      this.columns = said.map((name) => name.trim());
      return;
    }
    const index = this.columns.findIndex((column) => messageColumns.includes(column));
    const cell = cells[index];
    if (cell === undefined) {
      const [first, last] = [cells[0], cells.at(-1)];
      const start = first?.start ?? 0;
      const end = last?.end ?? start;
      this.output.foreign(bytes.decode(start, end), end - start, placeOf(start, end));
      return;
    }
    const before = cell.quoted ? 1 : 0;
    const behind = lost !== undefined && cell === cells.at(-1) ? 0 : before;
    const place = placeOf(cell.start - before, cell.end + behind);
    const row = (field: string): string | undefined => said[this.columns?.indexOf(field) ?? -1];
    const message = said[index] ?? '';
    this.output.message(message, place, {
      ...insightsOrigin(
        (field) => row(field) ?? (field === '@timestamp' ? row('timestamp') : undefined),
      ),
    });
  }
}

function cellText(bytes: ByteText, { start, end, quoted }: CsvCell): string {
  const text = bytes.decode(start, end);
  return quoted ? text.replaceAll('""', '"') : text;
}
