import type { ByteQueue } from './byteQueue';

/** A text's bytes in UTF-8, whatever they were. */
export interface Utf8 {
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
  /** False where the bytes were another encoding's, so that places in them would mean nothing. */
  readonly isOriginal: boolean;
  /** The length of the byte order mark, which is no text and not in the chunks. */
  readonly mark: number;
}

/** The first bytes of a text that say how it is encoded. */
const byteOrderMarks: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const longestMark = 3;

/** Finds out the encoding: UTF-8, or UTF-16 where a byte order mark says so. */
export async function asUtf8(bytes: ByteQueue): Promise<Utf8> {
  const head = await bytes.peek(longestMark);
  const [mark, encoding] = byteOrderMarks.find(([first]) =>
    first.every((byte, at) => head[at] === byte),
  ) ?? [[], 'utf-8'];
  bytes.take(mark.length);
  const isOriginal = encoding === 'utf-8';
  const chunks = bytes.all();
  return { chunks: isOriginal ? chunks : encoded(chunks, encoding), isOriginal, mark: mark.length };
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
