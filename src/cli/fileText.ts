/** The first bytes of a text that say how it is encoded, and the encoding's name. */
const byteOrderMarks: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** The text of a file: UTF-8, or UTF-16 where a byte order mark says so. The mark is not part of it. */
export function fileText(bytes: Uint8Array): string {
  const marked = byteOrderMarks.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  return new TextDecoder(marked?.[1] ?? 'utf-8').decode(bytes);
}
