import { countLineEnds } from '../text/linePlaces';
import { ByteText } from './byteText';
import type { SourcePlace, UnwrapOptions } from './container';
import { LineCounter } from './lineCounter';
import { PendingBytes } from './pendingBytes';

/** What has arrived of a document of records and is not read yet. */
export interface WindowText {
  readonly bytes: ByteText;
  readonly text: string;
  /** Where a stretch of the text stands in the file; undefined where a place would mean nothing. */
  readonly placeOf: (start: number, end: number) => SourcePlace | undefined;
}

/** Moves over the bytes of a document as they arrive, a record at least at a time. */
export class RecordWindow {
  private readonly rest = new PendingBytes();
  /** A shorter rest is a record that has not ended: looking again at each chunk would be quadratic. */
  private enough = 0;
  private offset: number;
  private line = 1;

  /** @param longest what no record is longer than, in bytes */
  constructor(
    private readonly options: UnwrapOptions,
    private readonly longest: number,
  ) {
    this.offset = options.offset ?? 0;
  }

  /** @param look called whenever there is enough to look at; it lets go of some where it is too long */
  add(bytes: Uint8Array, look: () => void): void {
    this.rest.add(bytes, this.longest, () => {
      if (this.rest.length >= this.enough) look();
    });
  }

  /** Whether the rest is longer than a record may be. */
  get isTooLong(): boolean {
    return this.rest.length >= this.longest;
  }

  look(): WindowText {
    const bytes = new ByteText(this.rest.bytes);
    const { text } = bytes;
    const { offset } = this;
    const lines = new LineCounter(text, this.line);
    const hasPlaces = this.options.places !== false;
    return {
      bytes,
      text,
      placeOf: (start, end) =>
        hasPlaces
          ? { offset: offset + start, length: end - start, line: lines.at(start) }
          : undefined,
    };
  }

  /** Lets go of the first characters of a text that was looked at. */
  drop(text: string, count: number): void {
    this.line += countLineEnds(text, 0, count);
    this.offset += count;
    this.rest.drop(count);
    this.enough = Math.min(2 * this.rest.length, this.longest);
  }
}
