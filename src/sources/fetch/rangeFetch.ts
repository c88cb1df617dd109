import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock';
import { inOrder } from '../eventOrder';
import { asHumanError, HumanError } from '../humanError';
import type { EventPage, LogSource, StreamName } from '../logSource';
import { isDiskFull } from '../spool/spoolFiles';
import type { Spool } from '../spool/spool';
import type { StreamSpool } from '../spool/streamSpool';
import { type TimeRange, uncovered } from '../timeRange';
import { Changes } from './changes';
import { diskFull, diskFailed, givenUp } from './diskErrors';
import { isClosed } from './gap';
import { type FetchedInto, type Lane, LanePlan, laneRange } from './lanePlan';
import { Retries } from './retries';

export interface FetchOptions {
  readonly source: LogSource;
  readonly streams: readonly FetchedInto[];
  readonly range: TimeRange;
  /** A part of the range that is read though it is there: what came late is found so. */
  readonly again?: TimeRange;
  readonly spool: Pick<Spool, 'makeRoom' | 'freeAll'>;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Aborting it ends the requests at once; what has come stays. */
  readonly signal?: AbortSignal;
  /** Requests at the same time. Left out: as many as a fast quota takes on a slow line. */
  readonly lanes?: number;
}

export interface FetchProgress {
  /** Events that have come. */
  readonly events: number;
  /** Characters of their texts. */
  readonly characters: number;
  /** Requests that were answered. */
  readonly pages: number;
  /** How many more pages there may be; undefined while nothing is known. */
  readonly pagesLeft: number | undefined;
}

/** A part that was asked for and is not here. */
export interface Unread {
  readonly stream: StreamName;
  readonly range: TimeRange;
  /** Undefined where somebody cancelled. */
  readonly reason: HumanError | undefined;
}

const defaultLanes = 12;
/** A segment is written out when it has so many bytes. */
const segmentBytes = 4 << 20;

/**
 * Fetches a time range of streams into their spools, as far as it is not there yet. Each gap is read
 * from both ends at once, the newest end first; while readers are free, gaps that turn out dense are
 * cut, and the cut is read in both directions. Where two readers meet, each event is one's or the
 * other's: nothing comes twice, nothing is left out. Nothing is kept in memory but the pages under way.
 */
export class RangeFetch {
  private readonly plan: LanePlan;
  private readonly changes = new Changes();
  private readonly abort = new AbortController();
  private fatal: HumanError | undefined;
  /** Whether all was read that was asked for, as far as nothing failed. */
  private isThrough = false;
  private events = 0;
  private characters = 0;
  private pages = 0;
  /** The ids of the segments that it wrote. */
  private readonly written = new Set<string>();
  /** Bytes written since the room was last looked at. */
  private uncounted = 0;

  constructor(private readonly options: FetchOptions) {
    this.plan = new LanePlan(options.clock);
    setMaxListeners(0, this.abort.signal); // a request of each lane listens, and no more
  }

  /**
   * Fetches, and says after each page how far it is. It ends when all is read, when the signal aborts
   * or when nothing more can be read; `unread` then says what is missing. It throws nothing.
   */
  async *run(): AsyncGenerator<FetchProgress> {
    const { signal } = this.options;
    const stop = (): void => this.abort.abort();
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop);
    try {
      await this.begin();
      this.fill();
      while (this.plan.busy > 0) {
        await this.changes.next();
        yield this.progress;
      }
      this.isThrough = !this.abort.signal.aborted;
      yield this.progress;
    } finally {
      stop();
      signal?.removeEventListener('abort', stop);
      while (this.plan.busy > 0) await this.changes.next();
    }
  }

  get progress(): FetchProgress {
    const { events, characters, pages } = this;
    return { events, characters, pages, pagesLeft: this.plan.pagesLeft };
  }

  /** Why not all could be read; undefined where it was, or where somebody cancelled. */
  get failure(): HumanError | undefined {
    return this.fatal ?? this.plan.failure;
  }

  /** What of the range is not here, oldest first. */
  get unread(): readonly Unread[] {
    const gone = this.isThrough ? givenUp() : undefined;
    return this.options.streams.flatMap(({ stream, spool }) => {
      const reason = this.plan.readingInto(spool)?.failure ?? this.fatal ?? gone;
      return this.missing(spool).map((range) => ({ stream, range, reason }));
    });
  }

  /** Before this time, Unix ms, everything of every stream is here. */
  get frontier(): number {
    const { streams, range } = this.options;
    return Math.min(...streams.map(({ spool }) => this.missing(spool)[0]?.from ?? range.to));
  }

  private missing(spool: StreamSpool): readonly TimeRange[] {
    const { range } = this.options;
    return uncovered(range, spool.covered(range, this.written));
  }

  private async begin(): Promise<void> {
    const { again, streams, range, spool } = this.options;
    try {
      await spool.makeRoom();
    } catch (error) {
      this.fatal = asHumanError(error);
      return;
    }
    for (const into of streams) {
      const wanted = into.spool.wanted(range);
      const parts = again === undefined ? wanted : [...wanted, again];
      this.plan.add(into, uncovered(range, uncovered(range, parts)));
    }
  }

  /** Puts every free lane to work. */
  private fill(): void {
    const { lanes = defaultLanes } = this.options;
    while (this.plan.busy < lanes && !this.isOver()) {
      const lane = this.plan.nextLane();
      if (lane === undefined) return;
      this.drive(lane)
        .catch((error: unknown) => {
          lane.reading.failure ??= asHumanError(error);
        })
        .finally(() => {
          this.plan.release(lane);
          this.fill();
          this.changes.tell();
        });
    }
  }

  private isOver(): boolean {
    return this.abort.signal.aborted || this.fatal !== undefined;
  }

  /** Reads from one end of a gap until it closes, or until another lane will close it. */
  private async drive(lane: Lane): Promise<void> {
    try {
      await this.readPages(lane);
    } finally {
      lane.gap[lane.side].pending = [];
      await this.writing(() => this.commit(lane));
    }
  }

  private async readPages(lane: Lane): Promise<void> {
    const { source, clock, random } = this.options;
    const { signal } = this.abort;
    const retries = new Retries(clock, random);
    let from: string | undefined;
    let range = laneRange(lane);
    while (!this.isOver() && !isClosed(lane.gap) && lane.reading.failure === undefined) {
      try {
        const direction = lane.side === 'low' ? 'newer' : 'older';
        lane.askedAt = clock.now();
        const pages = source.read(lane.reading.stream, {
          direction,
          range,
          signal,
          ...(from !== undefined && { from }),
        });
        for await (const page of pages) {
          retries.worked();
          from = page.next;
          await this.accept(lane, page);
          lane.askedAt = clock.now();
          if (from === undefined || this.isOver() || isClosed(lane.gap)) return;
          if (this.plan.otherWillClose(lane)) return;
        }
        return;
      } catch (error) {
        if (signal.aborted) return;
        if ((await retries.failed(error, signal)) === 'fromTime') {
          from = undefined;
          lane.gap[lane.side].pending = [];
          range = laneRange(lane);
        }
      }
    }
  }

  private async accept(lane: Lane, page: EventPage): Promise<void> {
    this.pages++;
    if (isClosed(lane.gap)) return;
    const taken = this.plan.take(lane, page);
    this.fill();
    await this.writing(() => {
      // The answer has shown what time it is there.
      const { clockAhead = 0 } = this.options.source;
      lane.writer ??= lane.reading.spool.writer(lane.askedAt + clockAhead);
      return lane.writer.add(inOrder(taken.events), taken.range);
    });
    if ((lane.writer?.bytes ?? 0) >= segmentBytes) await this.writing(() => this.commit(lane));
    this.events += taken.events.length;
    this.characters += taken.events.reduce((sum, { message }) => sum + message.length, 0);
    this.changes.tell();
  }

  private async commit(lane: Lane): Promise<void> {
    const { writer } = lane;
    if (writer === undefined) return;
    this.uncounted += await lane.reading.spool.commit(writer);
    this.written.add(writer.id);
    lane.writer = undefined;
    if (this.uncounted < 4 * segmentBytes) return;
    this.uncounted = 0;
    await this.options.spool.makeRoom();
  }

  /** Writes; where the disk is full, once more after making room. What cannot be written ends it all. */
  private async writing(write: () => Promise<void>): Promise<void> {
    if (this.fatal !== undefined) return write().catch(() => undefined); // what fits still counts
    try {
      await write();
    } catch (error) {
      if (error instanceof HumanError) this.fatal = error;
      else if (!isDiskFull(error)) this.fatal = diskFailed(error);
      else if (!(await this.options.spool.freeAll().catch(() => false)))
        this.fatal = diskFull(error);
      else await write().catch((again: unknown) => (this.fatal = diskFull(again)));
      if (this.fatal !== undefined) this.abort.abort();
    }
  }
}
