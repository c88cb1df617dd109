import { createReadStream } from 'node:fs';

/** Large enough to be read at the disk's speed, small enough to be nothing. */
const chunkBytes = 1 << 20;

/** The bytes of a file as they come: all, or those from an offset on. */
export function byteChunks(
  path: string,
  signal?: AbortSignal,
  start?: number,
): AsyncIterable<Uint8Array> {
  return createReadStream(path, {
    highWaterMark: chunkBytes,
    ...(signal && { signal }),
    ...(start !== undefined && { start }), // a pipe has no places
  });
}
