import { createReadStream } from 'node:fs';

/** Large enough to be read at the disk's speed, small enough to be nothing. */
const chunkBytes = 1 << 20;

/** The bytes of a file from an offset on, as they come. */
export function byteChunks(
  path: string,
  signal?: AbortSignal,
  start = 0,
): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: chunkBytes, start, ...(signal && { signal }) });
}
