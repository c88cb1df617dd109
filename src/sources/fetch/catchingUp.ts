import type { StoredEvent } from '../logSource';

/**
 * A page of so many events, or of so many bytes, may have been cut off: the service gives 10,000 events or
 * 1 MB at most, by its reference of GetLogEvents.
 */
const fullEvents = 9000;
const fullBytes = 900_000;
/** What the service counts for an event beside its text. */
const bytesBeside = 26;

/**
 * Tells when a reader of newer and newer pages has caught up with a log that grows. To a busy stream there
 * is no end: with each page has come another event. Who has come to what is newer than the reading itself
 * has read all that was there; who reads no further into a stream than its time goes on meanwhile is as near
 * to its end as reading brings anybody, unless the pages are full: these are of what was there before.
 */
export class CatchingUp {
  private readonly begun: number;
  private before: { readonly newest: number; readonly at: number } | undefined;

  /** @param clock Unix ms */
  constructor(private readonly clock: () => number) {
    this.begun = clock();
  }

  /**
   * Whether a page, oldest event first, is the last that needs to be asked for.
   *
   * @param fresh how many of its events were not there before: pages of what is known end nothing
   * @param clockAhead how much the service's clock is ahead of this one, in ms, as the page has shown
   */
  isDone(page: readonly StoredEvent[], fresh: number, clockAhead = 0): boolean {
    const { before } = this;
    const newest = page.at(-1)?.timestamp;
    if (newest === undefined) return false;
    const at = this.clock();
    this.before = { newest, at };
    if (before === undefined || fresh === 0) return false;
    // Of the same millisecond there may be more.
    if (newest > this.begun + clockAhead) return true;
    const passed = at - before.at;
    return passed > 0 && newest - before.newest <= passed && !isFull(page);
  }
}

function isFull(page: readonly StoredEvent[]): boolean {
  if (page.length >= fullEvents) return true;
  const beside = bytesBeside * page.length;
  // Characters are fewer than bytes: to count these costs more, and logs of HSMs have hardly any others.
  return page.reduce((sum, { message }) => sum + message.length, beside) >= fullBytes;
}
