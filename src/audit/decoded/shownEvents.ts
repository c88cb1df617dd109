import { rowsOf } from '../subjects/subjectRows';
import type { Subject } from '../subjects/subject';
import type { AuditLog } from '../table/auditLog';
import { Ended, type EventTable } from '../table/eventTable';
import { exactOf } from '../text/exactNumber';
import type { DecodedView, ShownEvent } from './decodedView';

/** Says of a row of a log, which is given by number too, whether it is looked for. */
type Wanted = (table: EventTable, row: number, log: number) => boolean;

/** A sequence number, and the start of the HSM where that is given. */
export interface AskedSequence {
  readonly sequence: bigint;
  readonly reboot: bigint | undefined;
}

/**
 * The events that an editor shows, in its order, each with a number from 0: all of a log, or those that
 * a decoded view lets through of its logs. Whoever goes from one to another one goes along these.
 */
export class ShownEvents {
  private constructor(
    private readonly logs: readonly AuditLog[],
    readonly length: number,
    private readonly order: DecodedView['parts']['order'] | undefined,
  ) {}

  static ofLog(log: AuditLog): ShownEvents {
    return new ShownEvents([log], log.length, undefined);
  }

  static ofView({ eventCount, logs, parts }: DecodedView): ShownEvents {
    return new ShownEvents(
      logs.map(({ log }) => log),
      eventCount,
      parts.order,
    );
  }

  /** Undefined for a number that no event has. */
  at(entry: number): (ShownEvent & { readonly of: AuditLog }) | undefined {
    const log = this.logOf(entry);
    const of = this.logs[log];
    if (of === undefined || entry < 0 || entry >= this.length) return undefined;
    return { log, row: this.rowOf(entry), of };
  }

  /** The next event after one, or the last one before it, that is wanted. */
  neighbour(entry: number, direction: 'next' | 'previous', wanted: Wanted): number | undefined {
    const step = direction === 'next' ? 1 : -1;
    for (let at = entry + step; at >= 0 && at < this.length; at += step) {
      const log = this.logOf(at);
      const table = this.logs[log]?.table;
      if (table !== undefined && wanted(table, this.rowOf(at), log)) return at;
    }
    return undefined;
  }

  /** Those about a subject of an event of the log of that number. A session is one of that log alone. */
  about(subject: Subject, log: number): Wanted {
    const rows = this.logs.map((one, index) =>
      subject.kind === 'session' && index !== log ? undefined : new Set(rowsOf(one, subject)),
    );
    return (_, row, of) => rows[of]?.has(row) === true;
  }

  /** The earliest and the latest event that have a time. */
  ends(): readonly [number, number] | undefined {
    let first: number | undefined;
    let last: number | undefined;
    for (let entry = 0; entry < this.length; entry++) {
      const time = this.timeOf(entry);
      if (isNaN(time)) continue;
      if (first === undefined || time < this.timeOf(first)) first = entry;
      if (last === undefined || time >= this.timeOf(last)) last = entry;
    }
    return first === undefined || last === undefined ? undefined : [first, last];
  }

  /** The earliest event at a time (Unix µs) or after it; undefined when all are before. */
  atTime(usecs: number): number | undefined {
    let found: number | undefined;
    let earliest = Infinity;
    for (let entry = 0; entry < this.length; entry++) {
      const time = this.timeOf(entry);
      if (time < usecs || !(time < earliest)) continue;
      found = entry;
      earliest = time;
    }
    return found;
  }

  /**
   * The first event of a sequence number. HSMs number each for itself, and begin anew with each start:
   * of several that fit, one of the HSM and of the start of the event `near` is taken.
   */
  ofSequence({ sequence, reboot }: AskedSequence, near: number): number | undefined {
    const here = this.at(near);
    const wanted = exactOf(sequence);
    let found: number | undefined;
    let best = -1;
    for (let entry = 0; entry < this.length; entry++) {
      const log = this.logOf(entry);
      const row = this.rowOf(entry);
      const table = this.logs[log]?.table;
      if (table?.exactSequence(row) !== wanted) continue;
      const start = table.rebootCounter(row);
      if (reboot !== undefined && start !== reboot) continue;
      const isHere = here?.log === log && here.of.table.stream(here.row) === table.stream(row);
      const fits = (isHere ? 2 : 0) + (start === here?.of.table.rebootCounter(here.row) ? 1 : 0);
      if (fits > best) [found, best] = [entry, fits];
    }
    return found;
  }

  /** Unix µs; NaN where the event has none. */
  timeOf(entry: number): number {
    return this.logs[this.logOf(entry)]?.table.time(this.rowOf(entry)) ?? NaN;
  }

  private logOf(entry: number): number {
    return this.order === undefined ? 0 : (this.order.logs[entry] ?? 0);
  }

  private rowOf(entry: number): number {
    return this.order === undefined ? entry : (this.order.rows[entry] ?? 0);
  }
}

/** Whether an event failed. */
export const hasFailed: Wanted = (table, row) => table.ended(row) === Ended.failure;
