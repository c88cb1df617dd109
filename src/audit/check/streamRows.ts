import type { EventTable } from '../table/eventTable';
import type { ExactNumber } from '../text/exactNumber';
import { Has } from '../scan/shape';
import { Part, type EventKinds } from './eventKinds';

/** Of events in some order, the rows of those whose time is before that of the one before, with its row. */
export class TimesBack {
  readonly rows: number[] = [];
  readonly before: number[] = [];
  private last = -Infinity;
  private lastRow = -1;

  /** @param time NaN where the event has none: then it is passed over */
  add(row: number, time: number): void {
    if (time < this.last) {
      this.rows.push(row);
      this.before.push(this.lastRow);
    } else if (Number.isNaN(time)) {
      return;
    }
    this.last = time;
    this.lastRow = row;
  }
}

/** The events of one start of an HSM (one reboot counter in one stream), by sequence number. */
export class StartRows {
  private readonly rows: number[] = [];
  private readonly numbers: number[] = [];
  /** How often the number of an event is higher or lower than that of the one before it in the text. */
  rises = 0;
  falls = 0;
  /** The indexes of the events whose number is not the next one after that of the event before. */
  readonly jumps: number[] = [];
  /** The events whose time is before that of the event before. */
  readonly backs = new TimesBack();
  private next = NaN;

  constructor(
    readonly reboot: bigint | undefined,
    private readonly table: EventTable,
  ) {}

  get length(): number {
    return this.rows.length;
  }

  add(row: number, sequence: ExactNumber, time: number): void {
    const number = Number(sequence);
    const index = this.rows.push(row) - 1;
    this.numbers.push(number);
    if (number === this.next && number <= Number.MAX_SAFE_INTEGER) {
      this.rises++;
    } else {
      this.jumps.push(index);
      const step = index === 0 ? 0 : this.compare(index, index - 1);
      if (step > 0) this.rises++;
      else if (step < 0) this.falls++;
    }
    this.next = number + 1;
    this.backs.add(row, time);
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

  /** The index of the event with the highest number. */
  get last(): number {
    let last = 0;
    for (let index = 1; index < this.length; index++)
      if (this.compare(index, last) > 0) last = index;
    return last;
  }

  /** Whether every number is higher than the one before it in the text. */
  get isAscending(): boolean {
    return this.rises === this.length - 1;
  }

  /** The indexes of the events by sequence; of equal ones the first in the text comes first. */
  bySequence(): Uint32Array {
    const order = new Uint32Array(this.length);
    for (let index = 0; index < order.length; index++) order[index] = index;
    if (this.falls === 0) return order;
    if (this.falls === this.length - 1) return order.reverse();
    return order.sort((a, b) => this.compare(a, b) || a - b);
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

/** A stream while its events are gathered. */
class Gathered {
  readonly starts = new Map<bigint | undefined, StartRows>();
  readonly unnumbered: number[] = [];

  start(reboot: bigint | undefined, table: EventTable): StartRows {
    let start = this.starts.get(reboot);
    if (start === undefined) this.starts.set(reboot, (start = new StartRows(reboot, table)));
    return start;
  }

  of(stream: string | undefined): StreamRows {
    const starts = [...this.starts.values()].sort((a, b) =>
      Number((a.reboot ?? -1n) - (b.reboot ?? -1n)),
    );
    return { stream, starts, unnumbered: this.unnumbered };
  }
}

/**
 * Parts the audit events of a log by stream and start, step by step. Certificate events have no number:
 * none is in it.
 */
export function* streamRows(
  table: EventTable,
  kinds: EventKinds,
): Generator<undefined, readonly StreamRows[], undefined> {
  const streams = new Map<string | undefined, Gathered>();
  const counters = countersOfKinds(kinds, table.length);
  const streamNamed = (name: string | undefined): Gathered => {
    let stream = streams.get(name);
    if (stream === undefined) streams.set(name, (stream = new Gathered()));
    return stream;
  };
  let row = 0;
  for (const { piece, rows } of table.parts()) {
    yield;
    const { reboots, sequences, times, vocabulary } = piece;
    let number = -1;
    let stream: Gathered | undefined;
    let start: StartRows | undefined;
    for (let at = 0; at < rows; at++, row++) {
      const counter = counters[kinds.number(row)] ?? Counter.none;
      if (counter === Counter.none) continue;
      if (stream === undefined || reboots[at] !== number) {
        number = reboots[at] ?? 0;
        stream = streamNamed(vocabulary.start(number)?.stream);
        start = undefined;
      }
      if (counter === Counter.unreliable) {
        stream.unnumbered.push(row);
        continue;
      }
      start ??= stream.start(vocabulary.start(number)?.counter, table);
      const sequence = counter === Counter.wide ? table.exactSequence(row) : sequences[at];
      start.add(row, sequence ?? 0, times[at] ?? NaN);
    }
  }
  return Array.from(streams, ([name, gathered]) => gathered.of(name));
}

/** What the sequence numbers of a kind are; certificate events have none. */
const Counter = { none: 0, unreliable: 1, small: 2, wide: 3 } as const;

/** What is printed behind the counters. */
const behind = Part.opcode | Part.commandType | Part.response;

/**
 * For each kind, by its number, a value of `Counter`. Where most events of the log have lines behind their
 * counters, those without any were cut there: what is left of the counter may be its first digits only.
 */
function countersOfKinds(kinds: EventKinds, events: number): readonly number[] {
  const isWhole = (parts: number): boolean => (parts & Part.reboot) !== 0 && (parts & behind) !== 0;
  let whole = 0;
  for (const { parts, count } of kinds.all.values()) if (isWhole(parts)) whole += count;
  const areUsuallyWhole = whole * 2 > events;
  const counters: number[] = [];
  for (const [number, { facts, parts }] of kinds.all) {
    const isReliable = (parts & Part.sequence) !== 0 && (!areUsuallyWhole || isWhole(parts));
    if (facts.isCertificate) counters[number] = Counter.none;
    else if (!isReliable) counters[number] = Counter.unreliable;
    else counters[number] = (facts.has & Has.wideSequence) === 0 ? Counter.small : Counter.wide;
  }
  return counters;
}
