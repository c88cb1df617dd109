import type { EventPage, LogSource, ReadOptions, StoredEvent } from '../sources/logSource';
import { endOfTime } from '../sources/timeRange';
import { eventTexts, type FetchedLog } from './fetchedLog';
import type { StreamAddress } from './streamAddress';

/** A stream from its newest events on, with older and newer ones as they are asked for. */
export class FetchedStream implements FetchedLog {
  private texts: string[] = [];
  private joined: string | undefined;
  private older: string | undefined;
  private loading: Promise<unknown> = Promise.resolve();
  private loaded = false;
  private events = 0;
  /** The latest events that are here, all of one time: where newer ones go on. */
  private latest: readonly StoredEvent[] = [];
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
    this.joined ??= this.texts.join('');
    return this.joined;
  }

  /** How many events have been fetched. */
  get eventCount(): number {
    return this.events;
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
      const before = this.events;
      if (this.older !== undefined) this.add(await this.page(this.older, signal));
      return this.events - before;
    });
  }

  /**
   * Fetches what has come since the newest event that is here, up to the end of the stream. What comes
   * with an earlier time than that event's is not found so.
   * @returns how many events came
   */
  loadNewer(signal?: AbortSignal): Promise<number> {
    return this.inTurn(async () => {
      const before = this.events;
      const from = this.latest[0]?.timestamp;
      if (from === undefined) {
        this.add(await this.page(undefined, signal));
        this.loaded = true;
      } else {
        const range = { from, to: endOfTime };
        for await (const page of this.pages({ direction: 'newer', range }, signal)) {
          this.append(page.events);
        }
      }
      return this.events - before;
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

  private add(page: EventPage): void {
    this.older = page.next;
    this.events += page.events.length;
    if (this.texts.length === 0) this.latest = latestOf(page.events);
    if (page.events.length > 0) {
      this.texts.unshift(eventTexts(page.events));
      this.joined = undefined;
    }
    this.touch();
  }

  /** Adds newer events, those left out that are here already. */
  private append(events: readonly StoredEvent[]): void {
    const known = this.latest.map(({ message }) => message);
    const [first] = this.latest;
    const added = events.filter(({ timestamp, message }) => {
      const at = timestamp === first?.timestamp ? known.indexOf(message) : -1;
      if (at >= 0) known.splice(at, 1);
      return at < 0;
    });
    if (added.length === 0) return;
    this.latest = latestOf([...this.latest, ...added]);
    this.texts.push(eventTexts(added));
    this.joined = undefined;
    this.events += added.length;
    this.touch();
  }

  private touch(): void {
    // A change within the same millisecond must be seen as one too.
    this.changed = Math.max(this.clock(), this.changed + 1);
  }
}

/** The events with the latest time. */
function latestOf(events: readonly StoredEvent[]): readonly StoredEvent[] {
  const time = events.reduce((latest, { timestamp }) => Math.max(latest, timestamp), -Infinity);
  return events.filter(({ timestamp }) => timestamp === time);
}
