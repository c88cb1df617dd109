import { joined } from '../../audit/containers/byteText';

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
export async function asUtf8(source: AsyncIterable<Uint8Array>): Promise<Utf8> {
  const bytes = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < longestMark) {
    const next = await bytes.next();
    if (next.done === true) break;
    head = joined(head, next.value);
  }
  const [mark, encoding] = byteOrderMarks.find(([first]) =>
    first.every((byte, at) => head[at] === byte),
  ) ?? [[], 'utf-8'];
  const isOriginal = encoding === 'utf-8';
  const chunks = rest(head.subarray(mark.length), bytes);
  return {
    chunks: isOriginal ? chunks : encoded(chunks, encoding),
    isOriginal,
    mark: mark.length,
  };
}

async function* rest(
  head: Uint8Array,
  bytes: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (head.length > 0) yield head;
    for (let next = await bytes.next(); next.done !== true; next = await bytes.next()) {
      yield next.value;
    }
  } finally {
    await bytes.return?.();
  }
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
