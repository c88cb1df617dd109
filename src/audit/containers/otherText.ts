import { ByteText, joined } from './byteText';
import type { ContainerNote, SourcePlace } from './container';

/** More than that of other text is not kept for a note, in UTF-16 units. */
export const longestNote = 200;

/** No character takes more bytes in UTF-8 for each of its UTF-16 units. */
const longestHead = 3 * longestNote;

const blank = /[\t-\r ]/;

/**
 * Text that belongs to no event. It comes in pieces, as the bytes arrive, and is one from the first
 * character that means something to the last one: how the bytes were cut makes no difference.
 */
export class OtherText {
  private place: SourcePlace | undefined;
  private head: Uint8Array = new Uint8Array(0);
  /** With the blanks at its end. */
  private total = 0;
  private shown = 0;

  /** @param something finds the first character that is more than nothing: a blank, a bracket of a list */
  constructor(private readonly something: RegExp) {}

  /** In bytes, without the blanks at its end; 0 where there is none. */
  get length(): number {
    return this.shown;
  }

  /**
   * The stretch [start, end) follows what came before.
   *
   * @param placeOf says where the text begins, with any length
   */
  add(
    { bytes, text }: ByteText,
    start: number,
    end: number,
    placeOf: (at: number) => SourcePlace | undefined,
  ): void {
    const piece = text.slice(start, end);
    let from = 0;
    if (this.shown === 0) {
      from = piece.search(this.something);
      if (from < 0) return;
      this.place = placeOf(start + from);
    }
    let last = piece.length;
    while (last > from && blank.test(piece.charAt(last - 1))) last--;
    if (last > from) this.shown = this.total + last - from;
    this.total += piece.length - from;
    const missing = longestHead - this.head.length;
    if (missing > 0) {
      this.head = joined(
        this.head,
        bytes.subarray(start + from, Math.min(end, start + from + missing)),
      );
    }
  }

  /**
   * It ends here, and another one may begin.
   *
   * @param length how much of it is meant
   * @returns undefined where there was none
   */
  take(length = this.shown): ContainerNote | undefined {
    const { place, head } = this;
    this.head = new Uint8Array(0);
    this.total = this.shown = 0;
    if (length === 0) return undefined;
    const text = new ByteText(head.subarray(0, length)).decode().slice(0, longestNote);
    return { kind: 'foreign', place: place && { ...place, length }, bytes: length, text };
  }
}
