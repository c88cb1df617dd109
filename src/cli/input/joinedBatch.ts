import type { LogEvent } from '../../audit/event/auditEvent';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { Between, EventBatch } from './eventBatch';

/** Batches of one file as one, in an order of our own. */
export class JoinedBatch implements EventBatch {
  readonly length: number;
  readonly betweens: readonly Between[] = [];
  /** The first row of each batch. */
  private readonly firsts: readonly number[];

  /** @param rows in the order wanted; left out: as they come */
  constructor(
    private readonly batches: readonly EventBatch[],
    private readonly rows?: Uint32Array,
  ) {
    const firsts: number[] = [];
    let length = 0;
    for (const batch of batches) {
      firsts.push(length);
      length += batch.length;
    }
    this.firsts = firsts;
    this.length = length;
  }

  time(row: number): number {
    return this.at(row, (batch, its) => batch.time(its));
  }

  sequence(row: number): bigint | undefined {
    return this.at(row, (batch, its) => batch.sequence(its));
  }

  event(row: number): LogEvent {
    return this.at(row, (batch, its) => batch.event(its));
  }

  eventText(row: number): string {
    return this.at(row, (batch, its) => batch.eventText(its));
  }

  spanText(row: number): string {
    return this.at(row, (batch, its) => batch.spanText(its));
  }

  stream(row: number): string | undefined {
    return this.at(row, (batch, its) => batch.stream(its));
  }

  origin(row: number): EventOrigin {
    return this.at(row, (batch, its) => batch.origin(its));
  }

  private at<Value>(row: number, value: (batch: EventBatch, row: number) => Value): Value {
    const joined = this.rows?.[row] ?? row;
    let low = 0;
    let high = this.firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.firsts[middle] ?? 0) <= joined) low = middle;
      else high = middle - 1;
    }
    const batch = this.batches[low];
    if (batch === undefined) throw new RangeError(`no event ${row} of ${this.length}`);
    return value(batch, joined - (this.firsts[low] ?? 0));
  }
}
