import { open, type FileHandle } from 'node:fs/promises';
import type { LogEvent } from '../../audit/auditEvent';
import { AuditLog } from '../../audit/auditLog';
import type { EventLookups } from '../../audit/eventLookups';
import type { EventTable } from '../../audit/eventTable';

/**
 * A log file on disk, indexed: the columns of all its events, and nothing of its text. Offsets of the
 * table are bytes of the file.
 */
export interface IndexedFile {
  readonly path: string;
  /** The file's size in bytes when it was opened. */
  readonly size: number;
  readonly table: EventTable;
  readonly lookups: EventLookups;
  /** The text of the event of a row. Reads just its bytes. */
  text(row: number): string;
  /** Decodes the event of a row. Its spans count in `text(row)`; their lines are the file's. */
  event(row: number): LogEvent;
  /** Closes the file. The table stays. */
  close(): Promise<void>;
}

/** How far the index is. `file` holds the events found so far, in the order of the file. */
export interface IndexProgress {
  readonly file: IndexedFile;
  /** Bytes of the file that are indexed. */
  readonly bytes: number;
}

export interface IndexOptions {
  /** Ends the work; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called first as soon as the first events are there, then as parts are added in order. */
  readonly onProgress?: (progress: IndexProgress) => void;
  /** How many threads beside this one; none left out: one less than there are cores. */
  readonly workers?: number;
}

/**
 * Opens and indexes a file. UTF-8, a byte order mark at its start is no part of the log.
 *
 * @throws the error of the file system where the file cannot be read, or the signal's reason
 */
export async function openIndexedFile(
  path: string,
  { signal, onProgress }: IndexOptions = {},
): Promise<IndexedFile> {
  signal?.throwIfAborted();
  const handle: FileHandle = await open(path);
  try {
    const bytes = await handle.readFile();
    signal?.throwIfAborted();
    const log = AuditLog.of(bytes.toString('utf8'));
    const text = (row: number): string => log.text.slice(log.table.start(row), log.table.end(row));
    const file: IndexedFile = {
      path,
      size: bytes.length,
      table: log.table,
      lookups: log.lookups,
      text,
      event: (row) => log.event(row),
      close: () => handle.close(),
    };
    onProgress?.({ file, bytes: bytes.length });
    return file;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
