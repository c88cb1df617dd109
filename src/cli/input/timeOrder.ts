import type { EventBatch } from './eventBatch';

/** What the order of events is made of. Rows without a time stand behind the event before them. */
export interface OrderKey {
  /** Unix µs; -Infinity for events before the first one that has a time. */
  readonly time: number;
  readonly stream: string;
  readonly sequence: bigint;
}

export const beforeAll: OrderKey = { time: -Infinity, stream: '', sequence: -1n };

/** @param before the key of the event before it, which one without a time shares */
export function orderKey(batch: EventBatch, row: number, before: OrderKey): OrderKey {
  const time = batch.time(row);
  if (Number.isNaN(time)) return before;
  return {
    time,
    stream: batch.stream(row) ?? '',
    sequence: batch.sequence(row) ?? -1n,
  };
}

/** Negative where the one comes before the other: by time, then stream, then sequence number. */
export function compareKeys(one: OrderKey, other: OrderKey): number {
  if (one.time !== other.time) return one.time < other.time ? -1 : 1;
  if (one.stream !== other.stream) return one.stream < other.stream ? -1 : 1;
  return one.sequence < other.sequence ? -1 : one.sequence > other.sequence ? 1 : 0;
}

/** The rows of a batch in that order; of equal ones the first comes first. */
export function rowsByTime(batch: EventBatch): Uint32Array {
  const times = new Float64Array(batch.length);
  /** Of a row without a time the one that it stays behind, of any other itself. */
  const leaders = new Uint32Array(batch.length);
  let time = -Infinity;
  let leader = 0;
  for (let row = 0; row < batch.length; row++) {
    const its = batch.time(row);
    if (!Number.isNaN(its)) {
      time = its;
      leader = row;
    }
    times[row] = time;
    leaders[row] = leader;
  }
  return Uint32Array.from(leaders, (_, row) => row).sort((one, other) => {
    const difference = (times[one] ?? 0) - (times[other] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    const [first, second] = [leaders[one] ?? 0, leaders[other] ?? 0];
    if (first === second) return one - other;
    return (
      compareKeys(orderKey(batch, first, beforeAll), orderKey(batch, second, beforeAll)) ||
      first - second
    );
  });
}
