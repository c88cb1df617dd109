import { Kind, type EventTable } from '../eventTable';

/** The events of one start of an HSM (one reboot counter in one stream), by sequence number. */
export class StartRows {
  private readonly rows: number[] = [];
  private readonly numbers: number[] = [];

  constructor(
    readonly reboot: bigint | undefined,
    private readonly table: EventTable,
  ) {}

  get length(): number {
    return this.rows.length;
  }

  add(row: number, sequence: bigint): void {
    this.rows.push(row);
    this.numbers.push(Number(sequence));
  }

  /** In the order of the text. */
  get inText(): readonly number[] {
    return this.rows;
  }

  /** The sequence number of the index-th event in the order of the text, exact below 2^53. */
  number(index: number): number {
    return this.numbers[index] ?? 0;
  }

  /** How a number compares with the one of another index: negative where it is lower. */
  compare(one: number, other: number): number {
    const first = this.number(one);
    const second = this.number(other);
    if (first !== second || first <= Number.MAX_SAFE_INTEGER) return first - second;
    const a = this.sequence(one);
    const b = this.sequence(other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  row(index: number): number {
    return this.rows[index] ?? 0;
  }

  sequence(index: number): bigint {
    return this.table.sequence(this.row(index)) ?? 0n;
  }

  /** The indexes of the events by sequence; of equal ones the first in the text comes first. */
  bySequence(): Uint32Array {
    const order = Uint32Array.from(this.rows, (_, index) => index);
    const compare = (a: number, b: number): number => this.compare(a, b) || a - b;
    for (let at = 1; at < order.length; at++) {
      if (this.compare(at - 1, at) > 0) return order.sort(compare);
    }
    return order;
  }
}

/** The audit events of one log stream, as far as the log says which stream an event is of. */
export interface StreamRows {
  readonly stream: string | undefined;
  /** By reboot counter, the lowest first; a start whose counter is not printed comes before them. */
  readonly starts: readonly StartRows[];
  /** Rows of events without a number that can be relied on, in the order of the text. */
  readonly unnumbered: readonly number[];
}

interface Gathered {
  readonly starts: Map<bigint | undefined, StartRows>;
  readonly unnumbered: number[];
}

/** Parts the audit events of a log by stream and start. Certificate events have no number: none is in it. */
export function streamRows(table: EventTable): readonly StreamRows[] {
  const streams = new Map<string | undefined, Gathered>();
  const counted = usuallyCounted(table);
  let stream: Gathered | undefined;
  let name: string | undefined;
  let start: StartRows | undefined;
  for (let row = 0; row < table.length; row++) {
    if (table.kind(row) !== Kind.audit) continue;
    const itsName = table.stream(row);
    if (stream === undefined || itsName !== name) {
      name = itsName;
      start = undefined;
      stream = streams.get(name);
      if (stream === undefined) {
        stream = { starts: new Map(), unnumbered: [] };
        streams.set(name, stream);
      }
    }
    const sequence = table.sequence(row);
    const reboot = table.rebootCounter(row);
    if (sequence === undefined || (counted && (reboot === undefined || !saysMore(table, row)))) {
      stream.unnumbered.push(row);
      continue;
    }
    if (start === undefined || start.reboot !== reboot) {
      start = stream.starts.get(reboot);
      if (start === undefined) {
        start = new StartRows(reboot, table);
        stream.starts.set(reboot, start);
      }
    }
    start.add(row, sequence);
  }
  return Array.from(streams, ([stream, { starts, unnumbered }]) => ({
    stream,
    unnumbered,
    starts: [...starts.values()].sort((a, b) => Number((a.reboot ?? -1n) - (b.reboot ?? -1n))),
  }));
}

/**
 * Whether an event of this log that ends at one of its counters was cut there. Then what is left of
 * the counter may be its first digits only.
 */
function usuallyCounted(table: EventTable): boolean {
  let whole = 0;
  for (let row = 0; row < table.length; row++) {
    if (table.rebootCounter(row) !== undefined && saysMore(table, row)) whole++;
  }
  return whole * 2 > table.length;
}

/** Whether the event has a line that is printed behind its counters. */
function saysMore(table: EventTable, row: number): boolean {
  return (
    table.opcode(row) !== undefined ||
    table.commandType(row) !== undefined ||
    table.responseCode(row) !== undefined
  );
}
