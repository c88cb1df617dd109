/** What the first bytes of a text say of its encoding. */
export interface ByteOrderMark {
  /** How many bytes the mark is; 0 where there is none. */
  readonly length: number;
  /** A name that `TextDecoder` knows; UTF-8 where there is no mark. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}

/** So many bytes tell which mark it is. */
export const longestMark = 3;

const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

export function byteOrderMark(head: Uint8Array): ByteOrderMark {
  const found = marks.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  return { length: found?.bytes.length ?? 0, encoding: found?.encoding ?? 'utf-8' };
}
