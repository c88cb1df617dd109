import * as path from 'node:path';
import type { StoredEvent } from '../logSource';
import type { TimeRange } from '../timeRange';
import { bytesAnEvent, decodeIndex, rowAtTime, type SegmentIndex } from './segmentIndex';
import { indexFileName, textFileName, type SegmentName } from './segmentName';
import type { SpoolFiles } from './spoolFiles';

/** How many bytes of text are read at once, unless one event has more. */
const batchBytes = 1 << 18;

/**
 * The events of a segment in a range, batch by batch. Rejects where the segment is not there any
 * more: another window may have made room.
 */
export async function* segmentEvents(
  files: SpoolFiles,
  folder: string,
  name: SegmentName,
  range: TimeRange,
): AsyncGenerator<readonly StoredEvent[]> {
  if (name.events === 0) return;
  const file = path.join(folder, indexFileName(name));
  const index = decodeIndex(await files.read(file, 0, name.events * bytesAnEvent), name.events);
  const end = rowAtTime(index, range.to);
  let row = rowAtTime(index, range.from);
  while (row < end) {
    const stop = batchEnd(index, row, end);
    const start = index.offsets[row] ?? 0;
    const length = (index.offsets[stop - 1] ?? 0) + (index.lengths[stop - 1] ?? 0) - start;
    const text = await files.read(path.join(folder, textFileName(name)), start, length);
    const events: StoredEvent[] = [];
    for (; row < stop; row++) {
      const at = (index.offsets[row] ?? 0) - start;
      events.push({
        timestamp: index.timestamps[row] ?? 0,
        message: text.toString('utf8', at, at + (index.lengths[row] ?? 0)),
      });
    }
    yield events;
  }
}

/** Behind the last row whose text follows on from the row's in the file and that fits a batch. */
function batchEnd({ offsets, lengths }: SegmentIndex, row: number, end: number): number {
  const start = offsets[row] ?? 0;
  let next = start + (lengths[row] ?? 0);
  let stop = row + 1;
  while (stop < end && offsets[stop] === next) {
    next += lengths[stop] ?? 0;
    if (next - start > batchBytes) break;
    stop++;
  }
  return stop;
}
