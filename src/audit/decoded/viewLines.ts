import type { DecodedParts, DecodedView } from './decodedView';

/** How many lines are joined at a time. */
const chunkLength = 512;

/** Puts the lines of a decoded view together: new ones, and whole stretches of an older view. */
export class ViewLines {
  private readonly pieces: string[] = [];
  /** The newest lines: joining all at the end would be one long step. */
  private newest: string[] = [];
  private characters = 0;
  private starts = new Uint32Array(1024);
  private entries = new Int32Array(1024);
  private lines = 0;
  private readonly lineOfEntry: Int32Array;
  private events = 0;

  /**
   * @param most how many events there may be
   * @param mostCharacters how long the text may become, in UTF-16 code units
   */
  constructor(
    most: number,
    private readonly mostCharacters: number,
  ) {
    this.lineOfEntry = new Int32Array(most);
  }

  /** Whether nothing more fits. */
  get isFull(): boolean {
    return this.characters > this.mostCharacters;
  }

  get eventCount(): number {
    return this.events;
  }

  /** Adds a line that is no event. */
  addNote(text: string): void {
    this.addLine(text, -1);
  }

  /** Adds the line of the next entry. */
  addEvent(text: string): void {
    this.lineOfEntry[this.events] = this.lines;
    this.addLine(text, this.events++);
  }

  /**
   * Takes lines as they were. Their entries must follow upon those that are here.
   *
   * @param shift what is added to an old entry's number
   */
  takeFrom({ parts }: DecodedView, from: number, to: number, shift: number): void {
    const start = parts.lineStarts[from] ?? 0;
    const end = parts.lineStarts[to + 1] ?? parts.text.length;
    const moved = this.characters - start;
    this.makeRoom(to - from + 1);
    for (let line = from; line <= to; line++) {
      const entry = parts.entryOfLine[line] ?? -1;
      this.starts[this.lines] = (parts.lineStarts[line] ?? 0) + moved;
      this.entries[this.lines] = entry < 0 ? -1 : entry + shift;
      if (entry >= 0) this.lineOfEntry[this.events++] = this.lines;
      this.lines++;
    }
    this.closeChunk();
    this.pieces.push(parts.text.slice(start, end));
    this.characters += end - start;
  }

  /** The text and its places. */
  done(): Pick<DecodedParts, 'text' | 'lineStarts' | 'entryOfLine' | 'lineOfEntry'> {
    this.closeChunk();
    return {
      text: this.pieces.join(''),
      lineStarts: this.starts.slice(0, this.lines),
      entryOfLine: this.entries.slice(0, this.lines),
      lineOfEntry: this.lineOfEntry.slice(0, this.events),
    };
  }

  private closeChunk(): void {
    this.pieces.push(this.newest.join(''));
    this.newest = [];
  }

  private addLine(text: string, entry: number): void {
    this.makeRoom(1);
    this.starts[this.lines] = this.characters;
    this.entries[this.lines++] = entry;
    this.newest.push(`${text}\n`);
    if (this.newest.length === chunkLength) this.closeChunk();
    this.characters += text.length + 1;
  }

  private makeRoom(lines: number): void {
    const needed = this.lines + lines;
    if (needed <= this.starts.length) return;
    const length = Math.max(needed, this.starts.length * 2);
    const starts = new Uint32Array(length);
    starts.set(this.starts);
    this.starts = starts;
    const entries = new Int32Array(length);
    entries.set(this.entries);
    this.entries = entries;
  }
}
