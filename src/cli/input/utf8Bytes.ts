import { TextDecoder } from 'node:util';

/** The first bytes of a text that say how it is encoded, and the encoding's name. */
const byteOrderMarks: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
const utf8Mark = [0xef, 0xbb, 0xbf] as const;

/** The bytes of a text as UTF-8 without a byte order mark; UTF-16 that has one is re-encoded. */
export class Utf8Bytes {
  /**
   * Where the first byte stands in the original; undefined where that was re-encoded. It is known as
   * soon as the first chunk is there.
   */
  firstOffset: number | undefined = 0;

  constructor(private readonly original: AsyncIterable<Uint8Array>) {}

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    let head: Uint8Array | undefined = new Uint8Array(0);
    let decoder: TextDecoder | undefined;
    for await (const chunk of this.original) {
      let bytes = chunk;
      if (head !== undefined) {
        // A mark may come in two pieces.
        bytes = head = Buffer.concat([head, chunk]);
        if (head.length < utf8Mark.length) continue;
        decoder = this.decoderOf(head);
        if (decoder === undefined) bytes = head.subarray(this.firstOffset);
        head = undefined;
      }
      yield decoder === undefined ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }));
    }
    if (head !== undefined) yield head;
    if (decoder !== undefined) yield Buffer.from(decoder.decode());
  }

  private decoderOf(head: Uint8Array): TextDecoder | undefined {
    const starts = (mark: readonly number[]): boolean =>
      mark.every((byte, at) => head[at] === byte);
    const encoding = byteOrderMarks.find(([mark]) => starts(mark))?.[1];
    this.firstOffset =
      encoding === undefined ? (starts(utf8Mark) ? utf8Mark.length : 0) : undefined;
    return encoding === undefined ? undefined : new TextDecoder(encoding);
  }
}
