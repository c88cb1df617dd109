import type { EventPage, LogSource, ReadOptions } from '../sources/logSource';
import { endOfTime } from '../sources/timeRange';
import type { FetchedLog } from './fetchedLog';
import type { StreamAddress } from './streamAddress';
import { StreamText } from './streamText';

/** A stream from its newest events on, with older and newer ones as they are asked for. */
export class FetchedStream implements FetchedLog {
  private readonly fetched = new StreamText();
  private older: string | undefined;
  private loading: Promise<unknown> = Promise.resolve();
  private loaded = false;
  readonly isRange = false;
  readonly missing = undefined;
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
    private readonly clock: () => number,
  ) {}

  get text(): string {
    return this.fetched.text;
  }

  /** How many events have been fetched. */
  get eventCount(): number {
    return this.fetched.eventCount;
  }

  /** Whether the stream may have events before the oldest one that is here. */
  get hasOlder(): boolean {
    return this.older !== undefined;
  }

  /** Whether its connection leads elsewhere now than to where the text came from. */
  get isOutdated(): boolean {
    return this.origin !== this.currentSource();
  }

  /** Fetches the newest page, once. Later calls wait for the same fetch. */
  load(signal?: AbortSignal): Promise<void> {
    return this.inTurn(async () => {
      if (this.loaded) return;
      this.add(await this.page(undefined, signal));
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
      if (this.older !== undefined) this.add(await this.page(this.older, signal));
      return this.eventCount - before;
    });
  }

  /**
   * Fetches what has come since, to the end of the stream. Asks by time, so that it does not matter how
   * long ago the last fetch was; an event that was delivered up to a minute late comes to its place.
   * The pages that came before a failure stay.
   * @returns how many events came
   */
  loadNewer(signal?: AbortSignal): Promise<number> {
    return this.inTurn(async () => {
      const before = this.eventCount;
      const range = { from: this.fetched.newerFrom, to: endOfTime };
      const add = this.fetched.newer();
      for await (const { events } of this.pages({ direction: 'newer', range }, signal)) {
        if (add(events) > 0) this.touch();
      }
      return this.eventCount - before;
    });
  }

  /** One fetch after another, so that no page is asked for twice. */
  private inTurn<Result>(fetch: () => Promise<Result>): Promise<Result> {
    const turn = this.loading.then(fetch);
    this.loading = turn.catch(() => undefined); // the caller sees the error; the next turn goes on
    return turn;
  }

  /** The first page with events from `from` on towards older ones, or the stream's last, empty one. */
  private async page(
    from: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<EventPage> {
    const options = { direction: 'older' as const, ...(from !== undefined && { from }) };
    let last: EventPage = { events: [], next: undefined };
    for await (const page of this.pages(options, signal)) {
      last = page;
      if (page.events.length > 0) break;
    }
    return last;
  }

  private pages(
    options: Omit<ReadOptions, 'signal'>,
    signal: AbortSignal | undefined,
  ): AsyncIterable<EventPage> {
    const { logGroup, stream } = this.address;
    const cluster = { logGroup, name: logGroup, arn: undefined };
    this.origin = this.source();
    return this.origin.read(
      { cluster, name: stream },
      { ...options, ...(signal !== undefined && { signal }) },
    );
  }

  private currentSource(): LogSource | undefined {
    try {
      return this.source();
    } catch {
      return undefined; // the connection is gone; whoever fetches is told so
    }
  }

  private add({ events, next }: EventPage): void {
    this.older = next;
    this.fetched.addOlder(events, next === undefined);
    this.touch();
  }

  private touch(): void {
    // A change within the same millisecond must be seen as one too.
    this.changed = Math.max(this.clock(), this.changed + 1);
  }
}
