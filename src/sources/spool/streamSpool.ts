import * as path from 'node:path';
import type { StoredEvent } from '../logSource';
import { allTime, overlap, type TimeRange, uncovered } from '../timeRange';
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

/** So many segments may be there of which only a part is used. */
const mostLeft = 16;
/** So little text is put together with what is left of others. */
const smallBytes = 1 << 18;

interface Piece extends TimeRange {
  readonly segment: SegmentName;
}

/** Pieces in their order, those together of which one begins where the one before ends. */
function touching(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run?.at(-1)?.to === piece.from) run.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

/**
 * What has been fetched of one stream: segments that never change once they are written, so that two
 * windows may read and write beside each other. Where segments overlap, the one read last counts.
 */
export class StreamSpool {
  private segments: readonly SegmentName[] = [];
  /** The ids of segments that were given up here: a look that had begun before still saw them. */
  private readonly removed = new Set<string>();
  /** When this window used it last, Unix ms. */
  usedAt: number | undefined;

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
    this.usedAt = this.now();
    return this.files.touch(path.join(this.folder, usedFile), this.usedAt);
  }

  /** Looks what is there now, also from other windows. What is committed meanwhile stays. */
  async refresh(): Promise<void> {
    const before = new Set(this.segments.map(({ id }) => id));
    const names = await this.files.list(this.folder);
    const found: SegmentName[] = [];
    for (const segment of names.flatMap((name) => parseIndexFileName(name) ?? [])) {
      // A segment never changes: one look is enough.
      if (before.has(segment.id) || (await this.isWhole(segment))) found.push(segment);
    }
    const ids = new Set(found.map(({ id }) => id));
    const since = this.segments.filter(({ id }) => !before.has(id) && !ids.has(id));
    this.segments = [...found, ...since].filter(({ id }) => !this.removed.has(id));
  }

  /** Bytes of texts and indexes. */
  get bytes(): number {
    return this.segments.reduce((sum, { bytes, events }) => sum + bytes + events * bytesAnEvent, 0);
  }

  /**
   * The parts of a range that are here, oldest first and joined.
   *
   * @param now ids of segments of now: all others cover nothing that lay in their future when they were
   *   read. Left out: all are of now
   */
  covered(range: TimeRange, now?: ReadonlySet<string>): readonly TimeRange[] {
    const parts = this.segments
      .map(({ from, to, readAt, id }) => ({
        from,
        to: now?.has(id) === false ? Math.min(to, readAt) : to,
      }))
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

  /** The segments that lie outside some ranges, the one first that was read longest ago. */
  outside(ranges: readonly TimeRange[]): readonly SegmentName[] {
    return this.segments
      .filter((segment) => ranges.every((range) => overlap(segment, range) === undefined))
      .sort((one, other) => one.readAt - other.readAt);
  }

  /** @param readAt when the first request is sent, by the service's clock, Unix ms */
  writer(readAt: number): SegmentWriter {
    return new SegmentWriter(this.files, this.folder, this.newId(), readAt);
  }

  /**
   * Adds what was read at once.
   *
   * @param events in their order
   * @param range what they cover: all events of it
   * @param readAt when they were asked for, by the service's clock, Unix ms
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

  /**
   * Removes the files of segments that others have replaced whole.
   *
   * @param before Unix ms: those that were read later stay, as another window may be reading from them
   */
  async sweep(before = Infinity): Promise<void> {
    const used = new Set(this.pieces(allTime).map(({ segment }) => segment.id));
    const replaced = this.segments.filter(({ id, readAt }) => !used.has(id) && readAt < before);
    for (const segment of replaced) await this.remove(segment);
  }

  /**
   * Puts what little is left of older segments into new ones, where that is much in files: whoever looks at
   * a log again and again leaves an hour of it each time, of which the next look replaces all but the start.
   */
  async compact(): Promise<void> {
    const isPart = ({ segment, from, to }: Piece): boolean =>
      from > segment.from || to < segment.to;
    const settled = this.pieces(allTime).filter(
      ({ segment, to }) => to <= segment.readAt - settleMs,
    );
    if (settled.filter(isPart).length < mostLeft) return;
    const left = settled.filter((piece) => isPart(piece) || piece.segment.bytes < smallBytes);
    for (const run of touching(left)) {
      if (run.length < 2) continue;
      // What was read last counts: nothing of what it replaces was read later.
      const writer = this.writer(Math.max(...run.map(({ segment: { readAt } }) => readAt)));
      for (const { segment, from, to } of run) {
        const events: StoredEvent[] = [];
        for await (const batch of this.piece(segment, { from, to })) events.push(...batch);
        await writer.add(events, { from, to });
      }
      await this.commit(writer);
    }
  }

  /** Gives a segment up. */
  async remove(segment: SegmentName): Promise<void> {
    this.removed.add(segment.id);
    this.segments = this.segments.filter(({ id }) => id !== segment.id);
    await this.files.remove(path.join(this.folder, indexFileName(segment)));
    await this.files.remove(path.join(this.folder, textFileName(segment)));
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
