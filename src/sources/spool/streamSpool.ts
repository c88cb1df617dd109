import * as path from 'node:path';
import type { StoredEvent } from '../logSource';
import { overlap, type TimeRange, uncovered } from '../timeRange';
import { bytesAnEvent } from './segmentIndex';
import { indexFileName, parseIndexFileName, textFileName, type SegmentName } from './segmentName';
import { segmentEvents } from './segmentReader';
import { SegmentWriter } from './segmentWriter';
import type { SpoolFiles } from './spoolFiles';

/**
 * How long after an event's time the service may still take it in, in ms. What was read sooner is
 * shown, and read again when the range is asked for again. CloudHSM does not say how late it delivers.
 */
export const settleMs = 3_600_000;

/** Written anew whenever somebody uses the folder: the least recently used goes first. */
export const usedFile = 'used';

interface Piece extends TimeRange {
  readonly segment: SegmentName;
}

/**
 * What has been fetched of one stream: segments that never change once they are written, so that two
 * windows may read and write beside each other. Where segments overlap, the one read last counts.
 */
export class StreamSpool {
  private segments: readonly SegmentName[] = [];

  /**
   * @param newId gives a name that no other segment has, in any window
   * @param now Unix ms
   */
  constructor(
    private readonly files: SpoolFiles,
    readonly folder: string,
    private readonly newId: () => string,
    private readonly now: () => number,
  ) {}

  /** Says that the stream is in use. */
  touch(): Promise<void> {
    return this.files.touch(path.join(this.folder, usedFile), this.now());
  }

  /** Looks what is there now, also from other windows. */
  async refresh(): Promise<void> {
    const names = await this.files.list(this.folder);
    const found: SegmentName[] = [];
    for (const segment of names.flatMap((name) => parseIndexFileName(name) ?? [])) {
      if (await this.isWhole(segment)) found.push(segment);
    }
    this.segments = found;
  }

  /** Bytes of texts and indexes. */
  get bytes(): number {
    return this.segments.reduce((sum, { bytes, events }) => sum + bytes + events * bytesAnEvent, 0);
  }

  /**
   * The parts of a range that are here, oldest first and joined.
   *
   * @param since Unix ms: what was read before then covers nothing that lay in its future
   */
  covered(range: TimeRange, since = 0): readonly TimeRange[] {
    const parts = this.segments
      .map(({ from, to, readAt }) => ({ from, to: readAt < since ? Math.min(to, readAt) : to }))
      .filter(({ from, to }) => from < to);
    return uncovered(range, uncovered(range, parts));
  }

  /** The parts of a range that have to be asked for: not here, or so fresh that more may have come. */
  wanted(range: TimeRange): readonly TimeRange[] {
    const settled = this.segments.map(({ from, to, readAt }) => ({
      from,
      to: Math.min(to, readAt - settleMs),
    }));
    return uncovered(
      range,
      settled.filter(({ from, to }) => from < to),
    );
  }

  /** How many events of a range are here, found from the names alone where segments are in it whole. */
  async count(range: TimeRange): Promise<number> {
    let count = 0;
    for (const { segment, from, to } of this.pieces(range)) {
      if (from === segment.from && to === segment.to) count += segment.events;
      else for await (const events of this.piece(segment, { from, to })) count += events.length;
    }
    return count;
  }

  /** The events of a range that are here, in their order, batch by batch. */
  async *events(range: TimeRange): AsyncGenerator<readonly StoredEvent[]> {
    for (const { segment, from, to } of this.pieces(range)) {
      yield* this.piece(segment, { from, to });
    }
  }

  /** @param readAt when the first request is sent, Unix ms */
  writer(readAt: number): SegmentWriter {
    return new SegmentWriter(this.files, this.folder, this.newId(), readAt);
  }

  /**
   * Adds what was read at once.
   *
   * @param events in their order
   * @param range what they cover: all events of it
   * @param readAt when they were asked for, Unix ms
   */
  async add(events: readonly StoredEvent[], range: TimeRange, readAt: number): Promise<void> {
    const writer = this.writer(readAt);
    await writer.add(events, range);
    await this.commit(writer);
  }

  /** Makes what a writer wrote part of the stream. @returns its bytes, with its index */
  async commit(writer: SegmentWriter): Promise<number> {
    const segment = await writer.commit();
    if (segment === undefined) return 0;
    this.segments = [...this.segments, segment];
    await this.touch();
    return segment.bytes + segment.events * bytesAnEvent;
  }

  /** Removes the files of segments that others have replaced whole. */
  async sweep(): Promise<void> {
    const range = { from: 0, to: Number.MAX_SAFE_INTEGER };
    const used = new Set(this.pieces(range).map(({ segment }) => segment.id));
    const replaced = this.segments.filter(({ id }) => !used.has(id));
    this.segments = this.segments.filter(({ id }) => used.has(id));
    for (const segment of replaced) {
      await this.files.remove(path.join(this.folder, indexFileName(segment)));
      await this.files.remove(path.join(this.folder, textFileName(segment)));
    }
  }

  private piece(segment: SegmentName, range: TimeRange) {
    return segmentEvents(this.files, this.folder, segment, range);
  }

  private pieces(range: TimeRange): readonly Piece[] {
    const taken: TimeRange[] = [];
    const pieces: Piece[] = [];
    // Of the same moment, the one that was written last.
    const newestFirst = [...this.segments]
      .reverse()
      .sort((one, other) => other.readAt - one.readAt);
    for (const segment of newestFirst) {
      const inside = overlap(segment, range);
      if (inside === undefined) continue;
      for (const part of uncovered(inside, taken)) pieces.push({ segment, ...part });
      taken.push(inside);
    }
    return pieces.sort((one, other) => one.from - other.from);
  }

  /** Half of a text is what a machine leaves behind that lost its power. */
  private async isWhole(segment: SegmentName): Promise<boolean> {
    if (segment.bytes === 0) return true;
    try {
      const size = await this.files.size(path.join(this.folder, textFileName(segment)));
      return size >= segment.bytes;
    } catch {
      return false;
    }
  }
}
