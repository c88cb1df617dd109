import { createReadStream } from 'node:fs';

/** Large enough to be read at the disk's speed, small enough to be nothing. */
const chunkBytes = 1 << 20;

/** The bytes of a file, or of standard input for `-`, as they come. */
export function byteChunks(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array> {
  if (path === '-') return process.stdin as AsyncIterable<Uint8Array>;
  return createReadStream(path, { highWaterMark: chunkBytes, ...(signal && { signal }) });
}
