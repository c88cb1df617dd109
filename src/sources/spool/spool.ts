import { createHash } from 'node:crypto';
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Clock } from '../clock';
import { HumanError } from '../humanError';
import { bytesAnEvent } from './segmentIndex';
import { parseIndexFileName } from './segmentName';
import type { SpoolFiles } from './spoolFiles';
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

interface MeasuredStream {
  readonly name: string;
  readonly bytes: number;
  /** Unix ms. */
  readonly used: number;
}

/**
 * Fetched streams on disk, each in a folder of its own. Where they take more room than they may, those
 * go that have not been used for longest.
 */
export class Spool {
  private readonly streams = new Map<string, { readonly spool: StreamSpool; users: number }>();

  constructor(private readonly options: SpoolOptions) {}

  /**
   * A stream, which stays until it is released as often as it was asked for.
   *
   * @param key says which stream of which account: the same key gives the same stream
   */
  async open(key: readonly string[]): Promise<StreamSpool> {
    const { folder, files, clock, newId } = this.options;
    const name = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
    let entry = this.streams.get(name);
    if (entry === undefined) {
      entry = {
        spool: new StreamSpool(files, path.join(folder, name), newId, () => clock.now()),
        users: 0,
      };
      this.streams.set(name, entry);
    }
    entry.users++;
    await entry.spool.refresh();
    if (entry.spool.bytes > 0) await entry.spool.touch();
    return entry.spool;
  }

  /** Does something with a stream, which stays until that is done. */
  async use<Result>(
    key: readonly string[],
    work: (spool: StreamSpool) => Promise<Result>,
  ): Promise<Result> {
    const spool = await this.open(key);
    try {
      return await work(spool);
    } finally {
      this.release(spool);
    }
  }

  release(spool: StreamSpool): void {
    const name = path.basename(spool.folder);
    const entry = this.streams.get(name);
    if (entry === undefined) return;
    entry.users--;
    if (entry.users <= 0) this.streams.delete(name);
  }

  /**
   * Removes streams that nobody uses until the rest keeps to the limit.
   *
   * @param extra bytes that are to come
   * @throws HumanError where what is in use alone is more than that
   */
  async makeRoom(extra = 0): Promise<void> {
    const limit = this.options.limit();
    const kept = await this.measure();
    let total = kept.reduce((sum, { bytes }) => sum + bytes, extra);
    for (const { name, bytes } of this.idle(kept)) {
      if (total <= limit) return;
      await this.options.files.remove(path.join(this.options.folder, name));
      total -= bytes;
    }
    if (total > limit) throw tooMuch(limit);
  }

  /** Frees what can be freed, when the disk is full. @returns whether that was anything */
  async freeAll(): Promise<boolean> {
    const idle = this.idle(await this.measure()).filter(({ bytes }) => bytes > 0);
    for (const { name } of idle) {
      await this.options.files.remove(path.join(this.options.folder, name));
    }
    return idle.length > 0;
  }

  /** The streams that no window uses, the one first that has not been used for longest. */
  private idle(streams: readonly MeasuredStream[]): readonly MeasuredStream[] {
    const since = this.options.clock.now() - inUseMs;
    return streams
      .filter(({ name, used }) => used < since && !this.streams.has(name))
      .sort((one, other) => one.used - other.used);
  }

  private async measure(): Promise<readonly MeasuredStream[]> {
    const { folder, files } = this.options;
    const streams = [];
    for (const name of await files.list(folder)) {
      const inside = path.join(folder, name);
      const names = await files.list(inside);
      await this.sweepLeftovers(inside, names);
      const bytes = names
        .flatMap((file) => parseIndexFileName(file) ?? [])
        .reduce((sum, segment) => sum + segment.bytes + segment.events * bytesAnEvent, 0);
      streams.push({ name, bytes, used: await files.touched(path.join(inside, usedFile)) });
    }
    return streams;
  }

  /** What a window that was killed left behind. One that still runs is given time. */
  private async sweepLeftovers(folder: string, names: readonly string[]): Promise<void> {
    const { files, clock } = this.options;
    const ids = new Set(names.flatMap((name) => parseIndexFileName(name)?.id ?? []));
    for (const name of names) {
      const left =
        name.endsWith('.part') || (name.endsWith('.text') && !ids.has(name.slice(0, -5)));
      if (!left) continue;
      const file = path.join(folder, name);
      if ((await files.touched(file)) < clock.now() - leftoverMs) await files.remove(file);
    }
  }
}

function tooMuch(limit: number): HumanError {
  return new HumanError(
    l10n.t(
      'The fetched logs would take more than the {0} MB that they may. Choose a shorter time range, or raise the limit.',
      Math.round(limit / 1e6),
    ),
  );
}
