import type { Span } from '../event/auditEvent';

/** Turns offsets into spans with line and column, for one event of a text. */
export class LinePlaces {
  /** Where each line from the event's first one on begins, as far as has been looked. */
  private readonly starts: number[];
  /** Up to where the text has been looked through for line ends. */
  private seen: number;

  /**
   * @param start the offset of the event's first character
   * @param line its line, from 0
   * @param column its column on that line
   */
  constructor(
    private readonly text: string,
    start: number,
    private readonly line: number,
    column: number,
  ) {
    this.starts = [start - column];
    this.seen = start;
  }

  /** The span of [start, end). However many are asked for, the text is read once, and not beyond. */
  span(start: number, end: number): Span {
    for (; this.seen < start; this.seen++) {
      if (this.text.charCodeAt(this.seen) === 0x0a) this.starts.push(this.seen + 1);
    }
    let index = this.starts.length - 1;
    while (index > 0 && (this.starts[index] ?? 0) > start) index--;
    const column = start - (this.starts[index] ?? 0);
    return { offset: start, length: end - start, line: this.line + index, column };
  }
}

/** How many line ends stand in [start, end). */
export function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    count++;
  return count;
}

/** Counts lines along a text: asked for growing offsets, it reads the text once. */
export class LineCount {
  /** The line of the last offset asked for, from 0, and where that line begins. */
  line = 0;
  lineStart = 0;
  private nextEnd: number;

  constructor(private readonly text: string) {
    this.nextEnd = text.indexOf('\n');
  }

  /** Goes on to an offset that is not before the last one. */
  goTo(offset: number): void {
    while (this.nextEnd >= 0 && this.nextEnd < offset) {
      this.line++;
      this.lineStart = this.nextEnd + 1;
      this.nextEnd = this.text.indexOf('\n', this.lineStart);
    }
  }
}
