import { TextDecoder } from 'node:util';
import { byteOrderMark, longestMark } from '../../sources/files/byteOrderMark';

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
        if (head.length < longestMark) continue;
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
    const { length, encoding } = byteOrderMark(head);
    this.firstOffset = encoding === 'utf-8' ? length : undefined;
    return encoding === 'utf-8' ? undefined : new TextDecoder(encoding);
  }
}
