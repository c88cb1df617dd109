import type { StoredEvent } from '../logSource';

/**
 * Tells when a reader of newer and newer pages has caught up with a log that grows. To a busy stream there
 * is no end: with each page has come another event. Who reads no further into it than its time goes on
 * meanwhile is as near to its end as reading brings anybody. Only lengths of time are compared, so that it
 * does not matter how wrong this machine's clock is.
 */
export class CatchingUp {
  private before: { readonly newest: number; readonly at: number } | undefined;

  /** @param clock Unix ms */
  constructor(private readonly clock: () => number) {}

  /**
   * Whether a page, oldest event first, is the last that needs to be asked for.
   *
   * @param fresh how many of its events were not there before: pages of what is known end nothing
   */
  isDone(page: readonly StoredEvent[], fresh: number): boolean {
    const { before } = this;
    const newest = page.at(-1)?.timestamp;
    if (newest === undefined) return false;
    const at = this.clock();
    this.before = { newest, at };
    if (before === undefined || fresh === 0) return false;
    const passed = at - before.at;
    return passed > 0 && newest - before.newest <= passed;
  }
}
