import { countLineEnds } from '../text/linePlaces';

/** The lines of places in a text that are asked for in order. Going back counts from the beginning. */
export class LineCounter {
  private counted = 0;
  private lines = 0;

  /** @param first the number of the text's first line */
  constructor(
    private readonly text: string,
    private readonly first: number,
  ) {}

  at(offset: number): number {
    if (offset < this.counted) this.counted = this.lines = 0;
    this.lines += countLineEnds(this.text, this.counted, offset);
    this.counted = offset;
    return this.first + this.lines;
  }
}
