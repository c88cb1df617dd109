import { CatchingUp } from '../../sources/fetch/catchingUp';
import * as l10n from '@vscode/l10n';
import { type Gap, gapOf, isClosed, takePage, type GapSide } from '../../sources/fetch/gap';
import type { FetchProgress } from '../../sources/fetch/rangeFetch';
import type { RangeRead, RangeReadOptions } from '../../sources/fetch/rangeReader';
import { unreadWords } from '../../sources/fetch/unreadWords';
import { HumanError } from '../../sources/humanError';
import type {
  EventPage,
  LogSource,
  ReadOptions,
  StoredEvent,
  StreamName,
} from '../../sources/logSource';
import { allTime, endOfTime, type TimeRange } from '../../sources/timeRange';
import type { FetchedLog } from './fetchedLog';
import type { StreamAddress } from './streamAddress';
import type { StreamStore } from './streamStore';
import { StreamText } from './streamText';

/** How many events are asked for first: a few screens. To transfer and decode more takes as long as its round trip. */
export const firstEvents = 250;

/**
 * A stream from its newest events on, with older and newer ones as they are asked for. Its pages are
 * kept, so that it is there again, as far as it was shown, when its window is reloaded.
 */
export class FetchedStream implements FetchedLog {
  private fetched = new StreamText();
  /** What is older than the events that are here. */
  private olderGap: Gap = gapOf(allTime);
  /** The service's place of the page before; undefined where it is found by its time. */
  private olderPlace: string | undefined;
  private loading: Promise<unknown> = Promise.resolve();
  private loaded = false;
  private isShown = true;
  private notRead: string | undefined;
  readonly isRange = false;
  /** Where the text came from; undefined before the first fetch. */
  private origin: LogSource | undefined;
  /** Unix ms of the last change of the text. */
  changed = 0;

  /**
   * @param source gives the connection's source when it is needed
   * @param clock Unix ms
   */
  constructor(
    readonly address: StreamAddress,
    private readonly source: () => LogSource,
    private readonly store: StreamStore,
    private readonly clock: () => number,
  ) {}

  get text(): string {
    return this.fetched.text;
  }

  /** How many events have been fetched. */
  get eventCount(): number {
    return this.fetched.eventCount;
  }

  get missing(): string | undefined {
    return this.notRead;
  }

  /** Whether the stream may have events before the oldest one that is here. */
  get hasOlder(): boolean {
    return !isClosed(this.olderGap);
  }

  /** Whether its connection leads elsewhere now than to where the text came from. */
  get isOutdated(): boolean {
    return this.origin !== this.currentSource();
  }

  /**
   * Fetches the newest page, once; or what an earlier window showed, and what has come since. Later
   * calls wait for the same fetch.
   */
  load(signal?: AbortSignal, onProgress?: (progress: FetchProgress) => void): Promise<void> {
    return this.inTurn(async () => {
      if (this.loaded) return;
      const shownFrom = this.store.shown.from(this.address);
      const read =
        shownFrom === undefined
          ? undefined
          : await this.restore(shownFrom, {
              ...(signal && { signal }),
              ...(onProgress && { onProgress }),
            });
      if (read === undefined || !canShow(read)) {
        const page = this.addPage(signal);
        this.store.prepare();
        await page;
      }
      this.loaded = true;
    });
  }

  /**
   * Fetches the page before the oldest event that is here. Where the first event of the stream is here
   * already, nothing is asked for.
   * @returns how many events came; 0 at the start of the stream
   */
  loadOlder(signal?: AbortSignal): Promise<number> {
    return this.inTurn(async () => {
      const before = this.eventCount;
      if (this.hasOlder) await this.addPage(signal);
      return this.eventCount - before;
    });
  }

  /**
   * Fetches what has come since, to the end of the stream or, of one that is busy, as near to it as reading
   * brings it. Asks by time, so that it does not matter how
   * long ago the last fetch was; an event that was delivered up to a minute late comes to its place.
   * The pages that came before a failure stay.
   * @returns how many events came
   */
  loadNewer(signal?: AbortSignal): Promise<number> {
    return this.inTurn(async () => {
      const before = this.eventCount;
      if (this.notRead !== undefined) {
        await this.restore(this.shownFrom, { ...(signal && { signal }) });
        return this.eventCount - before;
      }
      const gap = gapOf({ from: this.fetched.newerFrom, to: endOfTime });
      const add = this.fetched.newer();
      const options = { direction: 'newer' as const, range: { from: gap.from, to: gap.to } };
      const catchingUp = new CatchingUp(this.clock);
      let readAt = this.clock();
      for await (const page of this.pages(options, signal)) {
        const fresh = add(page.events);
        if (fresh > 0) this.touch();
        this.keep(gap, 'low', page, readAt);
        if (catchingUp.isDone(page.events, fresh, this.origin?.clockAhead)) break;
        readAt = this.clock();
      }
      return this.eventCount - before;
    });
  }

  fetchAgain(part: TimeRange, signal?: AbortSignal): Promise<number> {
    return this.inTurn(async () => {
      const before = this.eventCount;
      const read = await this.restore(this.shownFrom, { again: part, ...(signal && { signal }) });
      if (read.failure !== undefined) throw read.failure;
      if (read.isTooLong) {
        throw new HumanError(
          l10n.t(
            'What this stream has since the first event shown is more than one document holds, so that the gap could not be compared. Open a time range around it.',
          ),
        );
      }
      return this.eventCount - before;
    });
  }

  close(): void {
    this.isShown = false;
    this.store.shown.forget(this.address);
  }

  /** One fetch after another, so that no page is asked for twice. */
  private inTurn<Result>(fetch: () => Promise<Result>): Promise<Result> {
    const turn = this.loading.then(fetch);
    this.loading = turn.catch(() => undefined); // the caller sees the error; the next turn goes on
    return turn;
  }

  /**
   * Shows what the stream has from a time on, unless that is nothing or more than a document can show
   * (`canShow`). What is kept is not asked for again.
   */
  private async restore(
    from: number,
    options: Pick<RangeReadOptions, 'again' | 'signal' | 'onProgress'>,
  ): Promise<RangeRead> {
    const source = (this.origin = this.source());
    const range = { from, to: endOfTime };
    const { connection } = this.address;
    const asked = { ...options, source, stream: this.stream, range };
    const read = await this.store.read(connection, asked);
    options.signal?.throwIfAborted();
    if (!canShow(read)) return read;
    const { events, unread } = read;
    this.fetched = new StreamText();
    this.fetched.addOlder(events, from === 0);
    this.olderGap = gapOf({ from: 0, to: from });
    this.olderPlace = undefined;
    [this.notRead] = unreadWords(unread);
    this.touch();
    return read;
  }

  /** Adds the first page with events before those that are here, if there is one. */
  private async addPage(signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.addFrom(this.olderPlace, signal);
    } catch (error) {
      if (!(error instanceof HumanError) || error.nature !== 'placeLost') throw error;
      // The service knows a place for a day only.
      this.olderPlace = undefined;
      await this.addFrom(undefined, signal);
    }
    if (this.isShown) this.store.shown.note(this.address, this.shownFrom);
  }

  private async addFrom(place: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    const gap = this.olderGap;
    const byTime = place === undefined;
    const begin = byTime ? { range: { from: 0, to: gap.to } } : { from: place };
    const fresh = byTime ? withoutKnown(gap.high.pending) : all;
    let readAt = this.clock();
    const size = this.eventCount === 0 ? { pageEvents: firstEvents } : {};
    for await (const page of this.pages({ direction: 'older', ...begin, ...size }, signal)) {
      // By time, the millisecond at the edge comes again.
      if (byTime && this.olderPlace === undefined) gap.high.pending = [];
      this.olderPlace = page.next;
      const events = fresh(page.events);
      this.keep(gap, 'high', page, readAt);
      this.fetched.addOlder(events, isClosed(gap));
      this.touch();
      if (events.length > 0) return;
      readAt = this.clock();
    }
  }

  /** Takes a page as read, and keeps it for the next window. */
  private keep(gap: Gap, side: GapSide, page: EventPage, readAt: number): void {
    const taken = takePage(gap, side, page);
    const kept = { stream: this.stream, ...taken, readAt: this.serviceTime(readAt) };
    this.store.keep(this.address.connection, kept);
  }

  /** @param time by this machine's clock, Unix ms */
  private serviceTime(time: number): number {
    return time + (this.origin?.clockAhead ?? 0);
  }

  private pages(
    options: Omit<ReadOptions, 'signal'>,
    signal: AbortSignal | undefined,
  ): AsyncIterable<EventPage> {
    this.origin = this.source();
    return this.origin.read(this.stream, { ...options, ...(signal !== undefined && { signal }) });
  }

  /** From when on it is shown, Unix ms. Of the millisecond at the edge not all may be kept. */
  private get shownFrom(): number {
    const { high, to } = this.olderGap;
    return high.pending.length > 0 ? to - 1 : to;
  }

  private get stream(): StreamName {
    const { logGroup, stream } = this.address;
    return { cluster: { logGroup, name: logGroup, arn: undefined }, name: stream };
  }

  private currentSource(): LogSource | undefined {
    try {
      return this.source();
    } catch {
      return undefined; // the connection is gone; whoever fetches is told so
    }
  }

  private touch(): void {
    // A change within the same millisecond must be seen as one too.
    this.changed = Math.max(this.clock(), this.changed + 1);
  }
}

function canShow({ events, isTooLong }: RangeRead): boolean {
  return events.length > 0 && !isTooLong;
}

function all(events: readonly StoredEvent[]): readonly StoredEvent[] {
  return events;
}

/** Leaves out what is known from pages that are read towards older ones: each known event once. */
function withoutKnown(
  events: readonly StoredEvent[],
): (page: readonly StoredEvent[]) => readonly StoredEvent[] {
  const known = [...events];
  return (page) =>
    page.filter((event) => {
      const at = known.findIndex((one) => isSame(one, event));
      if (at >= 0) known.splice(at, 1);
      return at < 0;
    });
}

function isSame(one: StoredEvent, other: StoredEvent): boolean {
  return one.timestamp === other.timestamp && one.message === other.message;
}
