import type { EventTable } from './eventTable';
import { exactOf, type ExactNumber } from '../text/exactNumber';
import { Postings } from './postings';

/** The first index in [0, length) for which `isLow` is false; it is true before and false from there on. */
export function firstNotLow(length: number, isLow: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isLow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The numbered events of each start of an HSM (stream and reboot counter), by sequence number; equal
 * numbers in the order of the log.
 */
export class StartOrder {
  private readonly starts: Postings<string>;
  private readonly sorted = new Map<string, Uint32Array>();

  constructor(private readonly table: EventTable) {
    this.starts = Postings.of(table.length, (row, add) => {
      if (table.exactSequence(row) !== undefined) add(table.startKey(row));
    });
  }

  /** The rows of the start that a row belongs to, by sequence number. */
  rowsOf(row: number): Uint32Array {
    return this.rows(this.table.startKey(row));
  }

  private rows(start: string): Uint32Array {
    let rows = this.sorted.get(start);
    if (rows === undefined) {
      rows = this.inOrder(this.starts.of(start));
      this.sorted.set(start, rows);
    }
    return rows;
  }

  private sequence(row: number): ExactNumber {
    return this.table.exactSequence(row) ?? 0;
  }

  private inOrder(rows: Uint32Array): Uint32Array {
    let last: ExactNumber = 0;
    let isSorted = true;
    for (const row of rows) {
      const sequence = this.sequence(row);
      if (sequence < last) isSorted = false;
      last = sequence;
    }
    if (isSorted) return rows;
    const numbers = Array.from(rows, (row) => this.sequence(row));
    const order = Uint32Array.from(rows, (_, at) => at);
    order.sort((a, b) => {
      const first = numbers[a] ?? 0;
      const second = numbers[b] ?? 0;
      return first < second ? -1 : first > second ? 1 : a - b;
    });
    return order.map((at) => rows[at] ?? 0);
  }

  /** The first row of a sequence number in a start's rows, and the first of the next lower one. */
  around(
    rows: Uint32Array,
    sequence: bigint,
  ): { readonly own: number | undefined; readonly lower: number | undefined } {
    const value = exactOf(sequence);
    const at = this.firstFrom(rows, value);
    const row = rows[at];
    const own = row !== undefined && this.sequence(row) === value ? row : undefined;
    const before = at === 0 ? undefined : rows[at - 1];
    if (before === undefined) return { own, lower: undefined };
    return { own, lower: rows[this.firstFrom(rows, this.sequence(before))] };
  }

  private firstFrom(rows: Uint32Array, value: ExactNumber): number {
    return firstNotLow(rows.length, (index) => this.sequence(rows[index] ?? 0) < value);
  }
}
