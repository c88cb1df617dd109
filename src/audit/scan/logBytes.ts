import { utf8Places } from './utf8Places';

/** A text and where its characters are in what it was read from. */
export interface PlacedText {
  readonly text: string;
  /** The offset in the source of an offset (UTF-16 code units) in the text. */
  placeOf(offset: number): number;
}

/**
 * A log as the index reads it: by offsets that are bytes of a file, or UTF-16 code units of a string.
 */
export interface LogBytes {
  /**
   * Copies what stands from `offset` on into `target`, a byte a unit. What is not ASCII becomes bytes
   * from 0x80 on.
   *
   * @returns how many units were copied: all that `target` has room for, fewer at the end
   */
  fill(target: Uint8Array, offset: number): number;
  /** The text of [start, end). A character cut by `end` may come out wrong. */
  text(start: number, end: number): PlacedText;
}

/** How much of a string is copied at a time: enough to make the calls cheap. */
const stretch = 1 << 16;
const notAscii = 0x80;

/** A string, by UTF-16 code units. */
export class StringBytes implements LogBytes {
  private readonly encoder = new TextEncoder();

  constructor(private readonly string: string) {}

  fill(target: Uint8Array, offset: number): number {
    const end = Math.min(this.string.length, offset + target.length);
    for (let start = offset; start < end; start += stretch) {
      const stop = Math.min(end, start + stretch);
      this.fillStretch(target.subarray(start - offset, stop - offset), start, stop);
    }
    return end - offset;
  }

  private fillStretch(target: Uint8Array, start: number, end: number): void {
    const part = this.string.slice(start, end);
    // Only ASCII has a byte a unit in UTF-8: whatever else is in it makes the text too long.
    const { read, written } = this.encoder.encodeInto(part, target);
    if (read === part.length && written === part.length) return;
    for (let at = 0; at < part.length; at++) {
      const code = part.charCodeAt(at);
      target[at] = code < notAscii ? code : notAscii;
    }
  }

  text(start: number, end: number): PlacedText {
    return { text: this.string.slice(start, end), placeOf: (offset) => start + offset };
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of UTF-8 bytes that begin at `start` of their source. A byte order mark is a character. */
export function placedText(bytes: Uint8Array, start: number): PlacedText {
  const text = utf8.decode(bytes);
  if (text.length === bytes.length) return { text, placeOf: (offset) => start + offset };
  let places: Uint32Array | undefined;
  const placeOf = (offset: number): number => {
    places ??= utf8Places(bytes, text.length);
    return start + (places[offset] ?? bytes.length);
  };
  return { text, placeOf };
}

/** UTF-8 bytes that are in memory. */
export class MemoryBytes implements LogBytes {
  constructor(private readonly bytes: Uint8Array) {}

  fill(target: Uint8Array, offset: number): number {
    const part = this.bytes.subarray(offset, offset + target.length);
    target.set(part);
    return part.length;
  }

  text(start: number, end: number): PlacedText {
    return placedText(this.bytes.subarray(start, end), start);
  }
}
