import { hasBareReturns } from '../../audit/containers/bareReturns';
import { headLength, recognised } from '../../audit/containers/containers';
import { namesIn } from '../../sources/files/namesIn';
import type { Complaints } from '../complaints';
import type { Io } from '../io';
import type { EventBatch, FileBatch } from './eventBatch';
import { IndexedBatch } from './indexedBatch';
import { openedBatches } from './openedBatches';
import { textBatches } from './textBatches';

/** A log that a command reads. */
export interface LogFile {
  readonly name: string;
  /** Its events in the order of the file. A second time begins anew, where `isOnce` is not set. */
  batches(): AsyncIterable<FileBatch>;
  /** It can be read once only: standard input, a pipe. */
  readonly isOnce: boolean;
  /**
   * Its events in another order, each read when it is asked for.
   *
   * @param sort gives the rows of all events in the order wanted
   * @returns undefined where the file must be kept in memory for that
   */
  inOrder(sort: (all: EventBatch) => Uint32Array): Promise<EventBatch | undefined>;
}

/**
 * The logs that the words on the command line name: a folder names all files in it, itself where none are.
 * A file that several names lead to is one log.
 *
 * @param otherwise the name of the stream where neither the input nor its name says it
 * @param complaints hears of each further name of a file, and of what a folder leaves out
 */
export async function namedLogs(
  words: readonly string[],
  io: Io,
  otherwise: string | undefined,
  complaints: Pick<Complaints, 'again' | 'leftOut'>,
): Promise<readonly LogFile[]> {
  const logs: LogFile[] = [];
  const seen = new Set<string>();
  for (const word of words) {
    const skipped: string[] = [];
    for (const file of await io.filesOf(word, (one) => skipped.push(one))) {
      const id = file === '-' || io.idOf === undefined ? file : await io.idOf(file);
      if (id !== undefined && seen.has(id)) {
        complaints.again(file);
        continue;
      }
      if (id !== undefined) seen.add(id);
      const isOnce = file === '-' || (await io.isPipe?.(file)) === true;
      logs.push(logFile(file, io, otherwise, isOnce));
    }
    if (skipped.length > 0) complaints.leftOut(word, skipped);
  }
  return logs;
}

function logFile(file: string, io: Io, otherwise: string | undefined, isOnce: boolean): LogFile {
  const { stream = otherwise, cluster } = namesIn(file);
  return {
    name: file,
    isOnce,
    async *batches() {
      if (io.open === undefined || (!isOnce && (await isRaw(file, io)))) {
        yield* textBatches(io.read(file), { file, stream, cluster }, isOnce ? 1 : undefined);
      } else {
        yield* openedBatches(await io.open(file), { stream, cluster }, isOnce);
      }
    },
    async inOrder(sort) {
      if (isOnce || io.index === undefined || !(await isRaw(file, io))) return undefined;
      const indexed = await io.index(file);
      const all = Uint32Array.from({ length: indexed.table.length }, (_, row) => row);
      const about = { stream, cluster };
      return new IndexedBatch(indexed, sort(new IndexedBatch(indexed, all, about)), about);
    },
  };
}

/** Whether a file is a log as an HSM writes it: then its own bytes are read, and indexed in parallel. */
async function isRaw(file: string, io: Io): Promise<boolean> {
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of io.read(file)) {
    head = Buffer.concat([head, chunk]).subarray(0, headLength);
    if (head.length === headLength) break;
  }
  return recognised(head.toString('latin1'))?.name === 'raw' && hasBareReturns(head, true) !== true;
}
