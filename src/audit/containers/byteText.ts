import { skipBlanks } from '../text/fieldLine';

/**
 * Bytes as a text with one character a byte: what is looked for in it is ASCII, and its offsets are those
 * of the file, whatever its bytes mean or fail to mean. What has been found is decoded from the bytes.
 */
export class ByteText {
  private readonly ascii: boolean;
  readonly text: string;

  constructor(readonly bytes: Uint8Array) {
    this.text = oneByte.decode(bytes);
    this.ascii = !beyondAscii.test(this.text);
  }

  /** The text of [start, end); bytes that are no UTF-8 become U+FFFD. */
  decode(start = 0, end = this.bytes.length): string {
    return this.ascii ? this.text.slice(start, end) : utf8.decode(this.bytes.subarray(start, end));
  }

  /** Whether [start, end) is blank, line ends included. */
  isBlank(start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      at = skipBlanks(this.text, at, end);
      if (at < end && this.text.charCodeAt(at) !== 0x0a) return false;
    }
    return true;
  }
}

// windows-1252 by another name: every byte is one character, and those below 0x80 are themselves.
const oneByte = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const beyondAscii = /[^\0-\x7f]/;

/** Joins what is left over with what has arrived. */
export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
