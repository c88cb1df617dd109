import { Cursor, CursorHeap, type EventRun } from './cursor';
import type { EventBatch, FileBatch } from './eventBatch';
import { JoinedBatch } from './joinedBatch';
import type { LogFile } from './logFile';
import { beforeAll, compareKeys, orderKey, rowsByTime, type OrderKey } from './timeOrder';

/** Whoever reads the files is told, in the order of the files. */
export interface MergeWatcher {
  /** A file that was looked through: what is in it. */
  looked(file: LogFile, batch: FileBatch): void;
  /** A file that could not be read, or not to its end. */
  failed(file: LogFile, error: unknown): void;
}

/**
 * The events of several files by time, then stream, then sequence number; what is equal in all of them
 * stays in the order of the files. An event without a time stays behind the one before it.
 *
 * Each file is looked through once before, which tells whether it is in this order already. Those that
 * are get read piece by piece; the others are read event by event through an index. Only what
 * can be neither (standard input, for one) is kept in memory.
 */
export async function* mergedEvents(
  files: readonly LogFile[],
  watcher: MergeWatcher,
): AsyncGenerator<EventRun, void, undefined> {
  const cursors: Cursor[] = [];
  for (const file of files) {
    const { least, open } = await lookThrough(file, watcher);
    if (least !== undefined) cursors.push(new Cursor(least, cursors.length, open()));
  }
  const heap = new CursorHeap(cursors);
  for (let cursor = heap.least; cursor !== undefined; cursor = heap.least) {
    const run = await cursor.nextRun(heap.second);
    heap.settle();
    if (run !== undefined) yield run;
  }
}

interface Looked {
  /** The lowest key of its events; undefined for a file without any. */
  readonly least: OrderKey | undefined;
  /** Its events in the merged order. */
  readonly open: () => AsyncIterator<EventBatch>;
}

/** Finds out what is in a file and whether it is in order. */
async function lookThrough(file: LogFile, watcher: MergeWatcher): Promise<Looked> {
  const kept: EventBatch[] = [];
  let least: OrderKey | undefined;
  let key = beforeAll;
  let isOrdered = true;
  let isBroken = false;
  try {
    for await (const batch of file.batches()) {
      watcher.looked(file, batch);
      if (file.isOnce) kept.push(batch);
      for (let row = 0; row < batch.length; row++) {
        const next = orderKey(batch, row, key);
        if (compareKeys(next, key) < 0) isOrdered = false;
        if (least === undefined || compareKeys(next, least) < 0) least = next;
        key = next;
      }
    }
  } catch (error) {
    isBroken = true;
    watcher.failed(file, error);
  }
  async function* ordered(): AsyncGenerator<EventBatch, void, undefined> {
    const indexed = await file.inOrder(rowsByTime);
    if (indexed !== undefined) {
      yield indexed;
      return;
    }
    const batches = file.isOnce ? kept : [];
    if (!file.isOnce) for await (const batch of file.batches()) batches.push(batch);
    yield new JoinedBatch(batches, rowsByTime(new JoinedBatch(batches)));
  }
  async function* open(): AsyncGenerator<EventBatch, void, undefined> {
    try {
      if (!isOrdered) yield* ordered();
      else if (file.isOnce) yield* kept;
      else yield* file.batches();
    } catch (error) {
      // The place where it ended early the first time is known already.
      if (!isBroken) watcher.failed(file, error);
    }
  }
  return { least, open };
}
