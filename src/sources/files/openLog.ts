import { stat } from 'node:fs/promises';
import { hasBareReturns } from '../../audit/containers/bareReturns';
import { joined } from '../../audit/containers/byteText';
import type { Container, ContainerName, EventRecord } from '../../audit/containers/container';
import {
  headLength,
  recognised,
  unrecognised,
  unwrapperOf,
} from '../../audit/containers/containers';
import { Reading } from '../../audit/containers/reading';
import { byteChunks } from './byteChunks';
import { ByteQueue } from './byteQueue';
import {
  defaultLimits,
  gunzipped,
  isGzip,
  type GunzipLimits,
  type OnDamage,
  type ReadAgain,
} from './gunzip';
import { namesIn, type PathNames } from './namesIn';
import { otherForm } from './otherForm';
import { recordGunzip } from './recordGunzip';
import { asUtf8 } from './utf8';

/** One file (or standard input) whose form is known and whose events are still to be read. */
export interface OpenedLog extends PathNames {
  /** The path as it was given; `-` for standard input. */
  readonly path: string;
  readonly container: ContainerName;
  /**
   * Whether the file is UTF-8 text without compression or prefixes, so that an index of its bytes
   * (`openIndexedFile`) gives the same events with the same places. Standard input never is.
   */
  readonly isPlainText: boolean;
  readonly isCompressed: boolean;
  /** What has been found besides events; whole when the batches have ended. */
  readonly reading: Reading;
  /**
   * The events in the order of the file, some at a time, with memory that does not grow with the file.
   * To be read once.
   *
   * @throws what the file system says
   */
  batches(): AsyncGenerator<readonly EventRecord[], void, undefined>;
  /** Lets go of the file without reading it. */
  close(): Promise<void>;
}

export interface OpenLogOptions {
  /** The stream and cluster of events that nothing else names, in place of those in the path. */
  readonly stream?: string | undefined;
  readonly cluster?: string | undefined;
  /** How much a compressed file may unpack to. */
  readonly limits?: Partial<GunzipLimits>;
  readonly signal?: AbortSignal;
  /** What `-` reads. */
  readonly standardInput?: AsyncIterable<Uint8Array>;
}

/** Gzip in gzip in gzip: nobody packs more often. */
const deepest = 3;

/**
 * Opens a file, or standard input for `-`, and finds out its form by its content.
 *
 * @throws what the file system says
 */
export async function openLog(path: string, options: OpenLogOptions = {}): Promise<OpenedLog> {
  const { signal, standardInput = process.stdin } = options;
  const names = namesIn(path);
  const stream = options.stream ?? names.stream;
  const cluster = options.cluster ?? names.cluster;
  const reading = new Reading();
  // A pipe is read only once.
  const again = (await isFile(path)) ? fromOffset(path, signal) : undefined;
  const source = path === '-' ? standardInput : byteChunks(path, signal);
  const { queue, isCompressed } = await unpacked(new ByteQueue(source), reading, options, again);
  const { chunks, isOriginal, mark } = await asUtf8(queue);
  const { head, container, isKnown } = await recognise(chunks);
  const other = isKnown ? undefined : otherForm(head);
  if (other !== undefined) reading.note({ kind: 'damaged', place: undefined, damage: other });
  const hasPlaces = isOriginal && !isCompressed;
  const unwrapper = unwrapperOf(container, reading, {
    stream,
    cluster,
    places: hasPlaces,
    offset: mark,
    gunzip: recordGunzip,
  });
  return {
    path,
    stream,
    cluster,
    container: container.name,
    isPlainText:
      path !== '-' &&
      hasPlaces &&
      (container.name === 'raw' || container.name === 'certificates') &&
      hasBareReturns(head, true) !== true,
    isCompressed,
    reading,
    async *batches() {
      unwrapper.push(head);
      yield reading.take();
      for await (const chunk of chunks) {
        signal?.throwIfAborted();
        unwrapper.push(chunk);
        yield reading.take();
      }
      unwrapper.end();
      yield reading.take();
    },
    close: async () => {
      await chunks.return();
      await queue.close();
    },
  };
}

async function isFile(path: string): Promise<boolean> {
  return path !== '-' && (await stat(path)).isFile();
}

function fromOffset(path: string, signal: AbortSignal | undefined): ReadAgain {
  return (offset) => byteChunks(path, signal, offset);
}

/** Unpacks what is compressed, as often as it is. */
async function unpacked(
  bytes: ByteQueue,
  reading: Reading,
  { limits }: OpenLogOptions,
  again: ReadAgain | undefined,
): Promise<{ readonly queue: ByteQueue; readonly isCompressed: boolean }> {
  let queue = bytes;
  for (let depth = 0; depth < deepest; depth++) {
    if (!isGzip(await queue.peek(4))) return { queue, isCompressed: depth > 0 };
    const onDamage: OnDamage = (damage, offset) => {
      reading.note({ kind: 'damaged', place: { offset, length: 0 }, damage });
    };
    const packed = { ...defaultLimits, ...limits };
    const chunks = gunzipped(queue, packed, onDamage, depth === 0 ? again : undefined);
    queue = new ByteQueue(chunks);
  }
  return { queue, isCompressed: true };
}

/** Reads as much as it takes to know the container. */
async function recognise(chunks: AsyncGenerator<Uint8Array>): Promise<{
  readonly head: Uint8Array;
  readonly container: Container;
  readonly isKnown: boolean;
}> {
  let head: Uint8Array = new Uint8Array(0);
  for (let goesOn = true; ;) {
    const text = new TextDecoder('latin1').decode(head.subarray(0, headLength));
    const container = recognised(text, goesOn);
    if (container !== undefined) return { head, container, isKnown: true };
    if (!goesOn) return { head, container: unrecognised(text), isKnown: false };
    const next = await chunks.next();
    if (next.done !== true) head = joined(head, next.value);
    goesOn = next.done !== true && head.length < headLength;
  }
}
