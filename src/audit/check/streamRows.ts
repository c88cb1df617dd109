import { Kind, type EventTable } from '../eventTable';
import type { ExactNumber } from '../exactNumber';
import { Part } from './printedParts';

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

  add(row: number, sequence: ExactNumber): void {
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
    const order = new Uint32Array(this.rows.length);
    for (let index = 0; index < order.length; index++) order[index] = index;
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
export function streamRows(table: EventTable, parts: Uint16Array): readonly StreamRows[] {
  const streams = new Map<string | undefined, Gathered>();
  const counted = usuallyCounted(parts);
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
    const itsParts = parts[row] ?? 0;
    const sequence = table.exactSequence(row);
    if (sequence === undefined || (counted && !isCounted(itsParts))) {
      stream.unnumbered.push(row);
      continue;
    }
    const reboot = table.rebootCounter(row);
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
function usuallyCounted(parts: Uint16Array): boolean {
  let counted = 0;
  for (const one of parts) if (isCounted(one)) counted++;
  return counted * 2 > parts.length;
}

/** What is printed behind the counters. */
const behind = Part.opcode | Part.commandType | Part.response;

/** Whether an event has its reboot counter, and a line behind it. */
function isCounted(parts: number): boolean {
  return (parts & Part.reboot) !== 0 && (parts & behind) !== 0;
}
