import { inOrder } from '../../sources/eventOrder';
import type { StoredEvent } from '../../sources/logSource';
import { eventTexts } from './fetchedLog';

/** How far back from the newest event late ones are looked for, in ms. */
const lookBack = 60_000;

/**
 * The text of a stream's events, which grows at both ends. Each event's text is kept as stored; a blank
 * line parts one from the next. The last minute is kept event by event, so that each of them is known
 * again and late ones find their place.
 */
export class StreamText {
  /** What no event can come into any more. */
  private texts: string[] = [];
  private recent: readonly StoredEvent[] = [];
  private recentFrom: number | undefined;
  private joined: string | undefined;
  private events = 0;

  get text(): string {
    this.joined ??= this.texts.join('') + eventTexts(this.recent);
    return this.joined;
  }

  get eventCount(): number {
    return this.events;
  }

  /** From when on newer events have to be asked for, Unix ms: some of them are here, and known again. */
  get newerFrom(): number {
    return this.recentFrom ?? 0;
  }

  /**
   * Adds events before the oldest one.
   *
   * @param isWhole whether there are none before them
   */
  addOlder(events: readonly StoredEvent[], isWhole: boolean): void {
    const [first] = events;
    if (first === undefined) return;
    const sorted = inOrder(events);
    this.joined = undefined;
    this.events += events.length;
    if (this.recentFrom !== undefined) {
      this.texts.unshift(eventTexts(sorted));
      return;
    }
    // Of the first millisecond there may be more on the page before.
    this.recentFrom = isWhole ? 0 : first.timestamp + 1;
    this.recent = sorted;
    this.settle();
  }

  /**
   * Begins to add what is read from `newerFrom` on, page by page.
   * @returns adds a page, and gives how many of its events were not here yet
   */
  newer(): (page: readonly StoredEvent[]) => number {
    const known = new Map<string, number>();
    for (const event of this.recent) known.set(keyOf(event), (known.get(keyOf(event)) ?? 0) + 1);
    return (page) => {
      const fresh = page.filter((event) => {
        const left = known.get(keyOf(event)) ?? 0;
        known.set(keyOf(event), left - 1);
        return left <= 0;
      });
      if (fresh.length === 0) return 0;
      this.joined = undefined;
      this.events += fresh.length;
      this.recent = inOrder([...this.recent, ...fresh]);
      this.settle();
      return fresh.length;
    };
  }

  /** Lets go of the events before the last minute; their text stays. */
  private settle(): void {
    const newest = this.recent.at(-1)?.timestamp ?? 0;
    const from = Math.max(this.newerFrom, newest - lookBack);
    const settled = this.recent.filter(({ timestamp }) => timestamp < from);
    if (settled.length > 0) this.texts.push(eventTexts(settled));
    this.recent = this.recent.filter(({ timestamp }) => timestamp >= from);
    this.recentFrom = from;
  }
}

function keyOf({ timestamp, message }: StoredEvent): string {
  return `${timestamp} ${message}`;
}
