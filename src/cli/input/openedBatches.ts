import type { EventRecord } from '../../audit/containers/container';
import type { Reading } from '../../audit/containers/reading';
import { damageNotes } from '../../audit/containers/readingNotes';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { OpenedLog } from '../../sources/files/openLog';
import type { FileBatch } from './eventBatch';
import { RecordBatch } from './recordBatch';

/** Parts of a file that could not be read. All else of it was. */
export class DamagedFile extends Error {
  /** @param notes a sentence or two on each kind of damage */
  constructor(readonly notes: readonly string[]) {
    super('damaged');
  }
}

/** So many events are one batch, where they come in smaller portions. */
const fewestEvents = 256;

/**
 * The events of an opened file as batches.
 *
 * @param isLive what comes is passed on as it comes
 * @throws DamagedFile behind the last batch, where parts of the file could not be read
 */
export async function* openedBatches(
  opened: OpenedLog,
  names: Pick<EventOrigin, 'stream' | 'cluster'>,
  isLive: boolean,
): AsyncGenerator<FileBatch, void, undefined> {
  const { path, reading } = opened;
  const account = new Account(reading);
  let kept: readonly EventRecord[] = [];
  for await (const records of opened.batches()) {
    kept = kept.length === 0 ? records : [...kept, ...records];
    if (kept.length < (isLive ? 1 : fewestEvents)) continue;
    yield account.batch(path, kept, names);
    kept = [];
  }
  if (kept.length > 0 || account.hasMore) yield account.batch(path, kept, names);
  const notes = damageNotes(reading);
  if (notes.length > 0) throw new DamagedFile(notes);
}

/** How much of what is no event has been passed on. */
class Account {
  private bytes = 0;
  private texts = 0;
  private places = 0;
  private skipped = 0;

  constructor(private readonly reading: Reading) {}

  get hasMore(): boolean {
    return this.reading.foreignBytes > this.bytes || this.reading.skippedCount > this.skipped;
  }

  batch(
    path: string,
    records: readonly EventRecord[],
    names: Pick<EventOrigin, 'stream' | 'cluster'>,
  ): RecordBatch {
    const { foreign, foreignCount, foreignBytes, skippedCount } = this.reading;
    const batch = new RecordBatch(path, records, names, {
      foreign: foreign.slice(this.texts),
      places: foreignCount - this.places,
      bytes: foreignBytes - this.bytes,
      skipped: skippedCount - this.skipped,
    });
    this.texts = foreign.length;
    this.places = foreignCount;
    this.bytes = foreignBytes;
    this.skipped = skippedCount;
    return batch;
  }
}
