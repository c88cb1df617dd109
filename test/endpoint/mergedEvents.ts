import { eventKey, type EventKey, type LogEvent } from './eventKey';
import type { LogStream } from './store';

export interface StreamEvent {
  readonly logStreamName: string;
  readonly event: LogEvent;
}

/** Keys from `low` (inclusive) to `high` (exclusive), read in one direction. */
export interface KeyRange {
  readonly low: EventKey;
  readonly high: EventKey;
  readonly direction: 'forward' | 'backward';
}

/** The events of several streams as one sequence, in the order of their keys. */
export function* mergedEvents(
  streams: readonly LogStream[],
  { low, high, direction }: KeyRange,
): Generator<StreamEvent> {
  const step = direction === 'forward' ? 1 : -1;
  const cursors = streams.map(({ name, events }) => {
    const start = events.indexOf(low);
    const end = Math.max(start, events.indexOf(high));
    const index = direction === 'forward' ? start : end - 1;
    return { name, events, index, left: end - start };
  });
  for (;;) {
    let next: { cursor: (typeof cursors)[number]; event: LogEvent; key: EventKey } | undefined;
    for (const cursor of cursors) {
      const event = cursor.left > 0 ? cursor.events.at(cursor.index) : undefined;
      if (event === undefined) continue;
      const key = eventKey(event);
      if (next === undefined || (direction === 'forward' ? key < next.key : key > next.key)) {
        next = { cursor, event, key };
      }
    }
    if (next === undefined) return;
    next.cursor.index += step;
    next.cursor.left -= 1;
    yield { logStreamName: next.cursor.name, event: next.event };
  }
}
