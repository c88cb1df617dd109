import type { EventPage, LogSource, StoredEvent } from '../sources/logSource';
import type { StreamAddress } from './streamAddress';

/**
 * A stream as far as it has been fetched: its newest events, and older ones as they are asked for.
 * Each event's text is kept as stored; a blank line parts one from the next.
 */
export class FetchedStream {
  private texts: string[] = [];
  private joined: string | undefined;
  private older: string | undefined;
  private loading: Promise<unknown> = Promise.resolve();
  private loaded = false;
  private events = 0;
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
  loadNewest(signal?: AbortSignal): Promise<void> {
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
    const { logGroup, stream } = this.address;
    const cluster = { logGroup, name: logGroup, arn: undefined };
    this.origin = this.source();
    const pages = this.origin.read(
      { cluster, name: stream },
      {
        direction: 'older',
        ...(from === undefined ? {} : { from }),
        ...(signal === undefined ? {} : { signal }),
      },
    );
    let last: EventPage = { events: [], next: undefined };
    for await (const page of pages) {
      last = page;
      if (page.events.length > 0) break;
    }
    return last;
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
    if (page.events.length > 0) {
      this.texts.unshift(pageText(page.events));
      this.joined = undefined;
    }
    // A change within the same millisecond must be seen as one too.
    this.changed = Math.max(this.clock(), this.changed + 1);
  }
}

function pageText(events: readonly StoredEvent[]): string {
  return events
    .map(({ message }) => (message.endsWith('\n') ? `${message}\n` : `${message}\n\n`))
    .join('');
}
