import { EventTable } from './eventTable';
import { Indexing } from '../scan/indexing';
import { StringBytes, type LogBytes } from '../scan/logBytes';
import { compiledScan, Scanner } from '../scan/scanner';
import { Vocabulary } from '../scan/vocabulary';
import { atOnce } from '../slices';

/** Scanners that wait for work: making one takes longer than indexing a small log. */
class IdleScanners {
  private module: object | undefined;
  private readonly idle: Scanner[] = [];

  /** Lends a scanner for as long as the work takes. */
  lend(): Scanner {
    return this.idle.pop() ?? new Scanner((this.module ??= compiledScan()));
  }

  giveBack(scanner: Scanner): void {
    if (this.idle.length < 2) this.idle.push(scanner);
  }
}

/** The only thing here that outlives a call. It holds nothing of a log. */
const scanners = new IdleScanners();

/** Indexes a text in one pass: a row an event, nothing kept of the text. */
export function indexLog(text: string): EventTable {
  return indexBytes(new StringBytes(text), text.length);
}

/** Where a part of a log begins that is indexed behind the rows of a table. */
export interface IndexFrom {
  /** Gets the rows; those it has already stay before them. */
  readonly table: EventTable;
  /** The beginning of a line with no event open, and the number of that line. */
  readonly offset: number;
  readonly line: number;
}

/** Indexes a log of so many units (bytes or code units). */
export function indexBytes(log: LogBytes, length: number, from?: IndexFrom): EventTable {
  return atOnce(indexSteps(log, length, from));
}

/** The same in steps of about half a megabyte. After each the table has the rows found so far. */
export function* indexSteps(
  log: LogBytes,
  length: number,
  { table, offset, line }: IndexFrom = { table: new EventTable(), offset: 0, line: 0 },
): Generator<EventTable, EventTable, undefined> {
  const scanner = scanners.lend();
  try {
    const vocabulary = new Vocabulary();
    scanner.begin(vocabulary);
    const indexing = new Indexing(log, offset, length, scanner, vocabulary, line, (piece) => {
      table.add(piece);
    });
    while (indexing.step()) yield table;
  } finally {
    scanners.giveBack(scanner);
  }
  return table;
}
