import * as path from 'node:path';
import { hsmIdIn } from '../../audit/hsmId';
import type { Io } from '../io';
import type { EventBatch, FileBatch } from './eventBatch';
import { IndexedBatch } from './indexedBatch';
import { textBatches } from './textBatches';

/** A log that a command reads. */
export interface LogFile {
  readonly name: string;
  /** Its events in the order of the file. A second time begins anew, where `isOnce` is not set. */
  batches(): AsyncIterable<FileBatch>;
  /** It can be read once only: standard input. */
  readonly isOnce: boolean;
  /**
   * Its events in another order, each read when it is asked for.
   *
   * @param sort gives the rows of all events in the order wanted
   * @returns undefined where the file must be kept in memory for that
   */
  inOrder(sort: (all: EventBatch) => Uint32Array): Promise<EventBatch | undefined>;
}

const clusterId = /cluster-[2-7a-zA-Z]{11,16}/;
/** What an export to S3 calls its files; their folder has the stream's name. */
const exportedPart = /^\d{6}(?:\.gz)?$/;

/** @param otherwise the name of the stream where neither the input nor its name says it */
export function logFile(file: string, io: Io, otherwise: string | undefined): LogFile {
  const base = path.basename(file);
  const named = exportedPart.test(base) ? path.basename(path.dirname(file)) : base;
  const stream = hsmIdIn(named) ?? otherwise;
  const cluster = clusterId.exec(file)?.[0];
  return {
    name: file,
    isOnce: file === '-',
    batches: () =>
      textBatches(io.read(file), { file, stream, cluster }, file === '-' ? 1 : undefined),
    async inOrder(sort) {
      const indexed = file === '-' ? undefined : await io.index?.(file);
      if (indexed === undefined) return undefined;
      const all = Uint32Array.from({ length: indexed.table.length }, (_, row) => row);
      const about = { stream, cluster };
      return new IndexedBatch(indexed, sort(new IndexedBatch(indexed, all, about)), about);
    },
  };
}

/** The files that the words on the command line name: a folder names all that are in it, itself where none are. */
export async function namedFiles(words: readonly string[], io: Io): Promise<readonly string[]> {
  const files: string[] = [];
  for (const word of words) {
    const inFolder = word === '-' ? undefined : await io.filesIn(word);
    if (inFolder === undefined || inFolder.length === 0) files.push(word);
    else for (const file of inFolder) files.push(file);
  }
  return files;
}
