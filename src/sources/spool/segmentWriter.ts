import * as path from 'node:path';
import type { StoredEvent } from '../logSource';
import type { TimeRange } from '../timeRange';
import { encodeIndex } from './segmentIndex';
import { indexFileName, textFileName, type SegmentName } from './segmentName';
import type { SpoolFiles } from './spoolFiles';

/** The rows of one page. */
interface Rows {
  readonly timestamps: readonly number[];
  readonly lengths: readonly number[];
  readonly offset: number;
}

/**
 * Writes a piece of a stream, page by page in either direction. Nobody sees the segment before
 * `commit` has written its index; without it the text file is rubbish that is swept away later.
 */
export class SegmentWriter {
  private readonly pages: Rows[] = [];
  private covered: TimeRange | undefined;
  private length = 0;
  private count = 0;

  /** @param readAt when the first request was sent, Unix ms */
  constructor(
    private readonly files: SpoolFiles,
    private readonly folder: string,
    readonly id: string,
    private readonly readAt: number,
  ) {}

  /** Bytes of the texts so far. */
  get bytes(): number {
    return this.length;
  }

  /**
   * Adds a page before or behind the others.
   *
   * @param events in their order; every event of the range
   * @param range touches the range so far
   */
  async add(events: readonly StoredEvent[], range: TimeRange): Promise<void> {
    if (events.length > 0) {
      const { bytes, lengths } = encoded(events);
      await this.append(bytes);
      const rows = {
        timestamps: events.map(({ timestamp }) => timestamp),
        lengths,
        offset: this.length,
      };
      if (this.covered !== undefined && range.from < this.covered.from) this.pages.unshift(rows);
      else this.pages.push(rows);
      this.length += bytes.length;
      this.count += events.length;
    }
    const { from, to } = this.covered ?? range;
    this.covered = { from: Math.min(from, range.from), to: Math.max(to, range.to) };
  }

  /** @returns undefined where nothing was covered */
  async commit(): Promise<SegmentName | undefined> {
    if (this.covered === undefined) return undefined;
    const name: SegmentName = {
      ...this.covered,
      readAt: Math.floor(this.readAt), // a name has no fractions
      events: this.count,
      bytes: this.length,
      id: this.id,
    };
    const timestamps = new Float64Array(this.count);
    const offsets = new Uint32Array(this.count);
    const lengths = new Uint32Array(this.count);
    let row = 0;
    for (const page of this.pages) {
      let { offset } = page;
      for (const [index, length] of page.lengths.entries()) {
        timestamps[row] = page.timestamps[index] ?? 0;
        offsets[row] = offset;
        lengths[row] = length;
        offset += length;
        row++;
      }
    }
    const index = encodeIndex({ timestamps, offsets, lengths });
    await this.files.makeFolder(this.folder);
    await this.files.write(path.join(this.folder, indexFileName(name)), index);
    return name;
  }

  private async append(bytes: Uint8Array): Promise<void> {
    const file = path.join(this.folder, textFileName(this));
    try {
      if (this.length === 0) await this.files.makeFolder(this.folder);
      await this.files.append(file, bytes);
    } catch (error) {
      // What was written of this page is of no use, and its room may be needed for the index.
      await this.files.truncate(file, this.length).catch(() => undefined);
      throw error;
    }
  }
}

/** The texts one after the other as UTF-8, and how long each is, in bytes. */
function encoded(events: readonly StoredEvent[]): {
  bytes: Uint8Array;
  lengths: readonly number[];
} {
  const lengths = events.map(({ message }) => Buffer.byteLength(message));
  const bytes = Buffer.from(events.map(({ message }) => message).join(''));
  if (bytes.length === lengths.reduce((sum, length) => sum + length, 0)) return { bytes, lengths };
  // Half a character at the end of one text and at the start of the next are none together.
  return { bytes: Buffer.concat(events.map(({ message }) => Buffer.from(message))), lengths };
}
