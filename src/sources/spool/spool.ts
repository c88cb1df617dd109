import { createHash } from 'node:crypto';
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Clock } from '../clock';
import { HumanError } from '../humanError';
import { bytesAnEvent } from './segmentIndex';
import { parseIndexFileName, type SegmentName } from './segmentName';
import type { SpoolFiles } from './spoolFiles';
import { allTime, type TimeRange } from '../timeRange';
import { StreamSpool, usedFile } from './streamSpool';

export interface SpoolOptions {
  /** Where everything is kept. */
  readonly folder: string;
  readonly files: SpoolFiles;
  readonly clock: Clock;
  /** The most bytes that streams together may take, those in use aside. It may change. */
  readonly limit: () => number;
  /** Gives a name that nothing else has, here or in any other window. */
  readonly newId: () => string;
}

/** Text without an index that is older than this, in ms, is nobody's any more. */
const leftoverMs = 86_400_000;
/** What was used so short a time ago, in ms, another window may be writing to. */
const inUseMs = 600_000;

/** A stream that is used here, and what of it: each range as often as it is. */
interface OpenStream {
  readonly spool: StreamSpool;
  readonly ranges: TimeRange[];
}

/** Something that can be given up. */
interface Removable {
  readonly bytes: number;
  readonly remove: () => Promise<void>;
}

interface MeasuredStream {
  readonly name: string;
  readonly bytes: number;
  /** Unix ms. */
  readonly used: number;
  /** Whether text has come a moment ago that has no index yet: a window that begins a stream says no more of its use. */
  readonly isWritten: boolean;
}

/**
 * Fetched streams on disk, each in a folder of its own. Where they take more room than they may, those
 * go that have not been used for longest; then, of those in use, what lies outside the used ranges.
 */
export class Spool {
  private readonly streams = new Map<string, OpenStream>();
  /** When streams were used last that this window has given back, Unix ms. */
  private readonly givenBack = new Map<string, number>();

  constructor(private readonly options: SpoolOptions) {}

  /**
   * A stream, which stays until it is released as often as it was asked for.
   *
   * @param key says which stream of which account: the same key gives the same stream
   * @param range the part that is used, and stays; left out: all of it
   */
  async open(key: readonly string[], range: TimeRange = allTime): Promise<StreamSpool> {
    const { folder, files, clock, newId } = this.options;
    const name = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
    let entry = this.streams.get(name);
    if (entry === undefined) {
      entry = {
        spool: new StreamSpool(files, path.join(folder, name), newId, () => clock.now()),
        ranges: [],
      };
      this.streams.set(name, entry);
    }
    entry.ranges.push(range);
    await entry.spool.refresh();
    if (entry.spool.bytes > 0) await entry.spool.touch();
    return entry.spool;
  }

  /** Does something with a stream, which stays until that is done. */
  async use<Result>(
    key: readonly string[],
    work: (spool: StreamSpool) => Promise<Result>,
    range: TimeRange = allTime,
  ): Promise<Result> {
    const spool = await this.open(key, range);
    try {
      return await work(spool);
    } finally {
      this.release(spool, range);
    }
  }

  /** @param range as it was opened with */
  release(spool: StreamSpool, range: TimeRange = allTime): void {
    const name = path.basename(spool.folder);
    const { ranges = [] } = this.streams.get(name) ?? {};
    ranges.splice(ranges.indexOf(range) >>> 0, 1);
    if (ranges.length > 0) return;
    this.streams.delete(name);
    if (spool.usedAt !== undefined) this.givenBack.set(name, spool.usedAt);
  }

  /** Gives up what newer segments of a stream have replaced, where nobody may be reading from it. */
  async sweep(spool: StreamSpool): Promise<void> {
    const { ranges = [] } = this.streams.get(path.basename(spool.folder)) ?? {};
    if (ranges.length !== 1) return;
    await spool.compact();
    await spool.sweep(this.options.clock.now() - inUseMs);
  }

  /**
   * Removes what nobody uses until the rest keeps to the limit.
   *
   * @param extra bytes that are to come
   * @throws HumanError where what is in use alone is more than that
   */
  async makeRoom(extra = 0): Promise<void> {
    const limit = this.options.limit();
    const kept = await this.measure();
    let total = kept.reduce((sum, { bytes }) => sum + bytes, extra);
    for (const { bytes, remove } of this.removable(kept)) {
      if (total <= limit) return;
      await remove();
      total -= bytes;
    }
    if (total > limit) throw tooMuch(limit);
  }

  /** Frees what can be freed, when the disk is full. @returns whether that was anything */
  async freeAll(): Promise<boolean> {
    const removable = [...this.removable(await this.measure())].filter(({ bytes }) => bytes > 0);
    for (const { remove } of removable) await remove();
    return removable.length > 0;
  }

  /** What can be given up, the dearest last. */
  private *removable(streams: readonly MeasuredStream[]): Generator<Removable> {
    const { folder, files } = this.options;
    for (const { name, bytes } of this.idle(streams)) {
      yield { bytes, remove: () => files.remove(path.join(folder, name)) };
    }
    for (const { spool, ranges } of this.streams.values()) {
      for (const segment of spool.outside(ranges)) {
        yield { bytes: sizeOf(segment), remove: () => spool.remove(segment) };
      }
    }
  }

  /** The streams that no window uses, the one first that has not been used for longest. */
  private idle(streams: readonly MeasuredStream[]): readonly MeasuredStream[] {
    const since = this.options.clock.now() - inUseMs;
    return streams
      .filter(({ name, isWritten }) => !isWritten && !this.streams.has(name))
      .filter(({ name, used }) => used < since || this.isGivenBack(name, used))
      .sort((one, other) => one.used - other.used);
  }

  /** Whether it was this window that used a stream last: others may be in the middle of it. */
  private isGivenBack(name: string, used: number): boolean {
    const own = this.givenBack.get(name);
    return own !== undefined && Math.abs(own - used) < 2; // a file's time is not that exact
  }

  private async measure(): Promise<readonly MeasuredStream[]> {
    const { folder, files } = this.options;
    const streams = [];
    for (const name of await files.list(folder)) {
      const inside = path.join(folder, name);
      const names = await files.list(inside);
      const written = await this.sweepLeftovers(inside, names);
      const isWritten = written > this.options.clock.now() - inUseMs;
      const bytes = names
        .flatMap((file) => parseIndexFileName(file) ?? [])
        .reduce((sum, segment) => sum + sizeOf(segment), 0);
      const used = await files.touched(path.join(inside, usedFile));
      streams.push({ name, bytes, used, isWritten });
    }
    return streams;
  }

  /**
   * What a window that was killed left behind. One that still runs is given time.
   *
   * @returns when the last of what stays was written, Unix ms; 0 where nothing does
   */
  private async sweepLeftovers(folder: string, names: readonly string[]): Promise<number> {
    const { files, clock } = this.options;
    let written = 0;
    const ids = new Set(names.flatMap((name) => parseIndexFileName(name)?.id ?? []));
    for (const name of names) {
      const left =
        name.endsWith('.part') || (name.endsWith('.text') && !ids.has(name.slice(0, -5)));
      if (!left) continue;
      const file = path.join(folder, name);
      const touched = await files.touched(file);
      if (touched < clock.now() - leftoverMs) await files.remove(file);
      else written = Math.max(written, touched);
    }
    return written;
  }
}

/** In bytes, with the index. */
function sizeOf({ bytes, events }: SegmentName): number {
  return bytes + events * bytesAnEvent;
}

function tooMuch(limit: number): HumanError {
  return new HumanError(
    l10n.t(
      'The fetched logs would take more than the {0} MB that they may. Choose a shorter time range, or raise the limit.',
      Math.round(limit / 1e6),
    ),
  );
}
