import { readPrefix } from '../containers/linePrefix';
import { skipBlanks } from '../text/fieldLine';

const oneByte = new TextDecoder('latin1');
const blank = 0x20;
const ascii = /^[\0-\x7f]*$/;

/**
 * What tools have put before the events of a log. It is blanked out of the scanner's input, which then reads
 * indented events where the decoder's own readers would have to read each; the streams are kept apart.
 */
export class PrefixMask {
  /** Lines with a prefix that says a stream, in order: where they begin in the log. */
  private lines: number[] = [];
  private streams: string[] = [];
  private taken = 0;

  /**
   * Blanks out the prefixes before the `Time` of whole lines. Others are left to the decoder's readers.
   *
   * @param input from the beginning of a line to the end of one
   * @param offset where it stands in the log
   * @returns how many there were
   */
  blank(input: Uint8Array, offset: number): number {
    const text = oneByte.decode(input);
    let count = 0;
    let next: number;
    for (let time = text.indexOf('Time'); time >= 0; time = text.indexOf('Time', next)) {
      const line = text.lastIndexOf('\n', time) + 1;
      const end = text.indexOf('\n', time);
      // A line has one prefix: a hostile one is full of the word.
      next = end < 0 ? text.length : end;
      const first = skipBlanks(text, line, time);
      const prefix = readPrefix(text, first);
      if (prefix === undefined || !text.startsWith('Time', prefix.end)) continue;
      if (!ascii.test(text.slice(first, prefix.end))) continue;
      input.fill(blank, first, prefix.end);
      count++;
      if (prefix.stream === undefined) continue;
      this.lines.push(offset + line);
      this.streams.push(prefix.stream);
    }
    return count;
  }

  /** Whether no stream waits for its event. */
  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  /** The stream of the prefix on the line that begins at an offset; asked for growing offsets. */
  streamAt(offset: number): string | undefined {
    let line = this.lines[this.taken];
    while (line !== undefined && line < offset) line = this.lines[++this.taken];
    return line === offset ? this.streams[this.taken] : undefined;
  }

  /** Lets go of what is before an offset. */
  drop(offset: number): void {
    let count = this.taken;
    for (let line; (line = this.lines[count]) !== undefined && line < offset;) count++;
    this.lines.splice(0, count);
    this.streams.splice(0, count);
    this.taken = 0;
  }
}
