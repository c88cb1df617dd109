import type { Container, ContainerName, EventRecord } from '../../audit/containers/container';
import { headLength, otherText, recognised } from '../../audit/containers/containers';
import { joined } from '../../audit/containers/byteText';
import { Reading } from '../../audit/containers/reading';
import { byteChunks } from './byteChunks';
import { namesIn } from './namesIn';
import { asUtf8 } from './utf8';

/** One file (or standard input) whose form is known and whose events are still to be read. */
export interface OpenedLog {
  /** The path as it was given; `-` for standard input. */
  readonly path: string;
  readonly container: ContainerName;
  /**
   * Whether the file is UTF-8 text without compression or prefixes, so that an index of its bytes gives
   * the same events with the same places.
   */
  readonly isPlainText: boolean;
  /** What has been found besides events; whole when the batches have ended. */
  readonly reading: Reading;
  /** The events in the order of the file, some at a time, with memory that does not grow with the file. To be read once. */
  batches(): AsyncGenerator<readonly EventRecord[], void, undefined>;
}

/**
 * Opens a file, or standard input for `-`, and finds out its form.
 *
 * @throws what the file system says: `unreadable` has the sentences
 */
export async function openLog(path: string, signal?: AbortSignal): Promise<OpenedLog> {
  const reading = new Reading();
  const { chunks, isOriginal, mark } = await asUtf8(byteChunks(path, signal));
  const { head, container } = await recognise(chunks);
  const unwrapper = container.unwrap(reading, {
    ...namesIn(path),
    places: isOriginal,
    offset: mark,
  });
  return {
    path,
    container: container.name,
    isPlainText: container.name === 'raw' && isOriginal,
    reading,
    async *batches() {
      unwrapper.push(head);
      yield reading.take();
      for await (const chunk of chunks) {
        unwrapper.push(chunk);
        yield reading.take();
      }
      unwrapper.end();
      yield reading.take();
    },
  };
}

/** Reads as much as it takes to know the container. */
async function recognise(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly container: Container }> {
  let head: Uint8Array = new Uint8Array(0);
  for (;;) {
    const container = recognised(new TextDecoder('latin1').decode(head.subarray(0, headLength)));
    if (container !== undefined) return { head, container };
    const next =
      head.length < headLength ? await chunks.next() : { done: true as const, value: undefined };
    if (next.done === true) return { head, container: otherText };
    head = joined(head, next.value);
  }
}
