import type { StoredEvent } from '../logSource';

/** How far back late events are looked for, in ms. */
export const lookBack = 60_000;
/** So many are known again however old they are: one that comes live much too late may be among them. */
const leastKnown = 2000;

/**
 * Knows the events of a stream again, read or live, from a minute before the place up to which it was
 * read. Pages can hold the same text more than once, and each counts; what comes live again does not:
 * an event that really is there twice comes with the pages.
 */
export class SeenEvents {
  /** Unix ms: up to here pages have been read, so that nothing is missing but what comes late. */
  private confirmed: number;
  private readonly counts = new Map<string, { readonly keptTo: number; count: number }>();
  /** How often each came in the reading of now. */
  private reading = new Map<string, number>();
  private sweptAt = -Infinity;

  /** @param since Unix ms: where it begins */
  constructor(private readonly since: number) {
    this.confirmed = since;
  }

  /** Where to read on, Unix ms. */
  get place(): number {
    return this.confirmed;
  }

  /** The earliest time of which everything is known again, Unix ms. */
  get horizon(): number {
    return Math.max(this.since, this.confirmed - lookBack);
  }

  /** Pages are going to be read, from some time on. */
  beginReading(): void {
    this.reading = new Map();
  }

  /**
   * Those of a page that were not there before.
   *
   * @param now Unix ms: an event of the future says nothing about how far the log was read
   */
  ofPage(events: readonly StoredEvent[], now: number): readonly StoredEvent[] {
    const fresh = events.filter((event) => this.isFresh(event));
    for (const { timestamp } of events) {
      this.confirmed = Math.max(this.confirmed, Math.min(timestamp, now));
    }
    this.sweep();
    return fresh;
  }

  /**
   * Whether a live event was not there before. A session sends only what has just been taken in, so that
   * one is new though its time has long been read.
   */
  isNewLive(event: StoredEvent): boolean {
    const key = keyOf(event);
    if (event.timestamp < this.since || this.counts.has(key)) return false;
    this.counts.set(key, { keptTo: Math.max(event.timestamp, this.confirmed), count: 1 });
    return true;
  }

  private isFresh(event: StoredEvent): boolean {
    const key = keyOf(event);
    const place = (this.reading.get(key) ?? 0) + 1;
    this.reading.set(key, place);
    const known = this.counts.get(key);
    if (known !== undefined && place <= known.count) return false;
    this.counts.set(key, { keptTo: event.timestamp, count: place });
    return true;
  }

  /** Forgets what is not looked at any more. */
  private sweep(): void {
    if (this.confirmed - this.sweptAt < lookBack / 4) return;
    this.sweptAt = this.confirmed;
    for (const [key, { keptTo }] of this.counts) {
      if (this.counts.size <= leastKnown) return;
      if (keptTo >= this.horizon) continue;
      this.counts.delete(key);
      this.reading.delete(key);
    }
  }
}

function keyOf({ timestamp, message }: StoredEvent): string {
  return `${timestamp} ${message}`;
}
