import { atOnce } from '../slices';

/** How many rows are visited between two steps. */
const rowsOfStep = 4096;

/** Calls `add` for each value that a row has. */
type VisitValues<Value> = (row: number, add: (value: Value) => void) => void;

/**
 * Which rows have which value: for each value its rows, one behind the other in one array. Made in one
 * pass over the rows, and asked without another.
 */
export class Postings<Value> {
  /**
   * @param numbers the number of each value
   * @param starts where the rows of each value begin, and where the last ones end
   */
  private constructor(
    private readonly numbers: ReadonlyMap<Value, number>,
    private readonly starts: Uint32Array,
    private readonly rows: Uint32Array,
  ) {}

  /**
   * @param length how many rows there are
   * @param visit calls `add` for each value of a row; one that was added for the row before is left out
   */
  static of<Value>(length: number, visit: VisitValues<Value>): Postings<Value> {
    return atOnce(Postings.steps(length, visit));
  }

  /** The same in steps of about a millisecond. */
  static *steps<Value>(
    length: number,
    visit: VisitValues<Value>,
  ): Generator<undefined, Postings<Value>, undefined> {
    const numbers = new Map<Value, number>();
    // Row and value number of each entry, in the order of the rows.
    let entries = new Uint32Array(Math.max(64, 2 * length));
    let end = 0;
    const counts: number[] = [];
    const lastRows: number[] = [];
    let row = 0;
    // Rows behind each other often have the same value.
    let lastValue: Value | undefined;
    let lastNumber: number | undefined;
    const add = (value: Value): void => {
      let number = value === lastValue ? lastNumber : numbers.get(value);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(value, number);
        counts.push(0);
      } else if (lastRows[number] === row) {
        return;
      }
      lastValue = value;
      lastNumber = number;
      lastRows[number] = row;
      counts[number] = (counts[number] ?? 0) + 1;
      if (end === entries.length) {
        const longer = new Uint32Array(2 * end);
        longer.set(entries);
        entries = longer;
      }
      entries[end++] = row;
      entries[end++] = number;
    };
    for (; row < length; row++) {
      if ((row + 1) % rowsOfStep === 0) yield;
      visit(row, add);
    }
    const starts = new Uint32Array(counts.length + 1);
    counts.forEach((count, number) => {
      starts[number + 1] = (starts[number] ?? 0) + count;
    });
    const rows = new Uint32Array(end / 2);
    const next = starts.slice();
    for (let at = 0; at < end; at += 2) {
      const number = entries[at + 1] ?? 0;
      const place = next[number] ?? 0;
      rows[place] = entries[at] ?? 0;
      next[number] = place + 1;
    }
    return new Postings(numbers, starts, rows);
  }

  /** The rows that have a value, in their order. */
  of(value: Value): Uint32Array {
    const number = this.numbers.get(value);
    if (number === undefined) return this.rows.subarray(0, 0);
    return this.rows.subarray(this.starts[number], this.starts[number + 1]);
  }

  /** Every value, in the order of its first row. */
  values(): IterableIterator<Value> {
    return this.numbers.keys();
  }
}
