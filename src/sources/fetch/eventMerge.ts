import { compareEvents } from '../eventOrder';
import type { StoredEvent, StreamName } from '../logSource';
import type { TimeRange } from '../timeRange';
import type { FetchedInto } from './lanePlan';

/** An event and the stream that it is of. */
export interface StreamEvent {
  readonly stream: StreamName;
  readonly event: StoredEvent;
}

/** So many events are given at once, unless there are fewer. */
const batchSize = 2000;

interface Cursor {
  readonly stream: StreamName;
  readonly batches: AsyncGenerator<readonly StoredEvent[]>;
  batch: readonly StoredEvent[];
  row: number;
}

/** The events of several spools in a range, in one order: that of a stream first for equals. */
export async function* mergedEvents(
  streams: readonly FetchedInto[],
  range: TimeRange,
): AsyncGenerator<readonly StreamEvent[]> {
  let cursors: Cursor[] = streams.map(({ stream, spool }) => ({
    stream,
    batches: spool.events(range),
    batch: [],
    row: 0,
  }));
  cursors = await open(cursors);
  let merged: StreamEvent[] = [];
  while (cursors.length > 0) {
    const first = cursors.reduce((one, other) => (isBefore(other, one) ? other : one));
    const event = first.batch[first.row++];
    if (event !== undefined) merged.push({ stream: first.stream, event });
    if (first.row === first.batch.length) cursors = await open(cursors);
    if (merged.length < batchSize) continue;
    yield merged;
    merged = [];
  }
  if (merged.length > 0) yield merged;
}

/** Those that have a next event. */
async function open(cursors: readonly Cursor[]): Promise<Cursor[]> {
  const left: Cursor[] = [];
  for (const cursor of cursors) {
    while (cursor.row === cursor.batch.length) {
      const next = await cursor.batches.next();
      if (next.done === true) break;
      cursor.batch = next.value;
      cursor.row = 0;
    }
    if (cursor.row < cursor.batch.length) left.push(cursor);
  }
  return left;
}

function isBefore(one: Cursor, other: Cursor): boolean {
  const [left, right] = [one.batch[one.row], other.batch[other.row]];
  if (left === undefined || right === undefined) return false;
  return compareEvents(left, right) < 0;
}
