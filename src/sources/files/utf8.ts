import { byteOrderMark, longestMark } from './byteOrderMark';
import type { ByteQueue } from './byteQueue';

/** A text's bytes in UTF-8, whatever they were. */
export interface Utf8 {
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
  /** False where the bytes were another encoding's, so that places in them would mean nothing. */
  readonly isOriginal: boolean;
  /** The length of the byte order mark, which is no text and not in the chunks. */
  readonly mark: number;
}

/** Finds out the encoding: UTF-8, or UTF-16 where a byte order mark says so. */
export async function asUtf8(bytes: ByteQueue): Promise<Utf8> {
  const { length, encoding } = byteOrderMark(await bytes.peek(longestMark));
  bytes.take(length);
  const isOriginal = encoding === 'utf-8';
  const chunks = bytes.all();
  return { chunks: isOriginal ? chunks : encoded(chunks, encoding), isOriginal, mark: length };
}

async function* encoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}
