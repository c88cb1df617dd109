import type { Span } from './auditEvent';

/** Turns offsets into spans with line and column, for one event of a text. */
export class LinePlaces {
  /** Where each line from the event's first one on begins. */
  private readonly starts: number[];

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
  }

  /** The span of [start, end). Asked for from left to right it reads the text once. */
  span(start: number, end: number): Span {
    let index = this.starts.length - 1;
    while (index > 0 && (this.starts[index] ?? 0) > start) index--;
    for (;;) {
      const lineStart = this.starts[index] ?? 0;
      const next = this.starts[index + 1] ?? this.following(lineStart);
      if (next === undefined || next > start) {
        return {
          offset: start,
          length: end - start,
          line: this.line + index,
          column: start - lineStart,
        };
      }
      this.starts[++index] = next;
    }
  }

  /** Where the line behind the one at `lineStart` begins; undefined on the text's last line. */
  private following(lineStart: number): number | undefined {
    const end = this.text.indexOf('\n', Math.max(lineStart, 0));
    return end < 0 ? undefined : end + 1;
  }
}

/** How many line ends stand in [start, end). */
export function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    count++;
  return count;
}
