import { close, fstatSync, open } from 'node:fs';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import type { LogEvent } from '../../audit/event/auditEvent';
import { AuditLog } from '../../audit/table/auditLog';
import { decodeEvent } from '../../audit/event/decodeEvent';
import { EventLookups } from '../../audit/table/eventLookups';
import { Kind, type EventTable } from '../../audit/table/eventTable';
import { byteOrderMark, longestMark, type ByteOrderMark } from './byteOrderMark';
import { FileBytes } from './fileBytes';
import { FileIndexing } from './fileIndexing';

/**
 * A log file on disk, indexed: the columns of all its events, and nothing of its text. Offsets of the
 * table are bytes of the file (of a UTF-16 file they are code units behind its byte order mark, and its
 * text is kept).
 */
export interface IndexedFile {
  readonly path: string;
  /** The file's size in bytes when it was opened. */
  readonly size: number;
  readonly table: EventTable;
  readonly lookups: EventLookups;
  /** The text of the event of a row. Reads just its bytes. */
  text(row: number): string;
  /** The text from the start of one event to the end of a later one, with what stands between them. */
  stretch(first: number, last: number): string;
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
  /** How many threads beside this one; left out: one less than there are cores. */
  readonly workers?: number;
  /** About how many bytes a thread takes at a time; left out: what is fastest. */
  readonly partSize?: number;
}

/**
 * Opens and indexes a file: UTF-8, or UTF-16 with a byte order mark. A mark is no part of the log.
 *
 * @throws the error of the file system where the file cannot be read, or the signal's reason
 */
export async function openIndexedFile(
  path: string,
  options: IndexOptions = {},
): Promise<IndexedFile> {
  const { signal, onProgress, workers = availableParallelism() - 1, partSize } = options;
  signal?.throwIfAborted();
  const descriptor = await promisify(open)(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const mark = markOf(descriptor, size);
    if (mark.encoding !== 'utf-8') {
      return await wholeFile(path, size, descriptor, mark.encoding, onProgress);
    }
    let file: DescriptorFile | undefined;
    const fileOf = (table: EventTable): DescriptorFile =>
      (file ??= new DescriptorFile(path, size, table, descriptor));
    const indexing = new FileIndexing(
      descriptor,
      mark.length,
      size,
      ({ table, bytes }) => onProgress?.({ file: fileOf(table), bytes }),
      partSize,
    );
    await indexing.run(workers, signal);
    return fileOf(indexing.table);
  } catch (error) {
    await promisify(close)(descriptor);
    throw error;
  }
}

function markOf(descriptor: number, size: number): ByteOrderMark {
  const head = new Uint8Array(Math.min(size, longestMark));
  new FileBytes(descriptor).fill(head, 0);
  return byteOrderMark(head);
}

class DescriptorFile implements IndexedFile {
  private readonly bytes: FileBytes;
  private orders: EventLookups | undefined;

  constructor(
    readonly path: string,
    readonly size: number,
    readonly table: EventTable,
    private readonly descriptor: number,
  ) {
    this.bytes = new FileBytes(descriptor);
  }

  get lookups(): EventLookups {
    return (this.orders ??= new EventLookups(this.table));
  }

  text(row: number): string {
    return this.stretch(row, row);
  }

  stretch(first: number, last: number): string {
    const { table } = this;
    for (const row of [first, last]) {
      if (row < 0 || row >= table.length) {
        throw new RangeError(`no event ${row} of ${table.length}`);
      }
    }
    return this.bytes.text(table.start(first), table.end(last)).text;
  }

  event(row: number): LogEvent {
    const text = this.text(row);
    const kind = this.table.kind(row) === Kind.certificate ? 'certificate' : 'audit';
    const segment = { kind, start: 0, end: text.length } as const;
    return decodeEvent(text, segment, this.table.line(row), this.table.column(row));
  }

  close(): Promise<void> {
    return promisify(close)(this.descriptor);
  }
}

/** A file whose characters are no bytes: all of its text is read. */
async function wholeFile(
  path: string,
  size: number,
  descriptor: number,
  encoding: string,
  onProgress: IndexOptions['onProgress'],
): Promise<IndexedFile> {
  const bytes = new Uint8Array(size);
  new FileBytes(descriptor).fill(bytes, 0);
  const log = AuditLog.of(new TextDecoder(encoding).decode(bytes));
  const stretch = (first: number, last: number): string =>
    log.text.slice(log.table.start(first), log.table.end(last));
  const text = (row: number): string => stretch(row, row);
  const file: IndexedFile = {
    path,
    size,
    table: log.table,
    lookups: log.lookups,
    text,
    stretch,
    event: (row) => {
      const kind = log.table.kind(row) === Kind.certificate ? 'certificate' : 'audit';
      const own = text(row);
      const segment = { kind, start: 0, end: own.length } as const;
      return decodeEvent(own, segment, log.table.line(row), log.table.column(row));
    },
    close: () => promisify(close)(descriptor),
  };
  onProgress?.({ file, bytes: size });
  return Promise.resolve(file);
}
