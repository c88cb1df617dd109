import { EventTable } from './eventTable';
import { Indexing } from './scan/indexing';
import { StringBytes, type LogBytes } from './scan/logBytes';
import { compiledScan, Scanner } from './scan/scanner';
import { Vocabulary } from './scan/vocabulary';

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

/**
 * Indexes a log of so many units (bytes or code units).
 *
 * @param table gets the rows; those it has already stay before them
 * @param from the beginning of a line with no event open, where the table ends
 * @param line the number of that line
 */
export function indexBytes(
  log: LogBytes,
  length: number,
  table = new EventTable(),
  from = 0,
  line = 0,
): EventTable {
  const scanner = scanners.lend();
  const vocabulary = new Vocabulary();
  scanner.begin(vocabulary);
  const indexing = new Indexing(log, from, length, scanner, vocabulary, line, (piece) =>
    table.add(piece),
  );
  while (indexing.step());
  scanners.giveBack(scanner);
  return table;
}
