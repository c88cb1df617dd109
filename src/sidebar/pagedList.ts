import type { ListPage } from '../sources/logSource';

/** A list that is fetched page by page, as far as it has been asked for. */
export class PagedList<Item> {
  private items: Item[] = [];
  private pages: AsyncIterator<ListPage<Item>> | undefined;
  private pending: Promise<void> | undefined;
  private abort = new AbortController();
  private state: 'new' | 'partial' | 'complete' | 'failed' = 'new';
  private failure: unknown;

  /** @param fetch begins the list anew; its pages are fetched when they are asked for */
  constructor(private readonly fetch: (signal: AbortSignal) => AsyncIterable<ListPage<Item>>) {}

  get loaded(): readonly Item[] {
    return this.items;
  }

  /** Whether there may be more than what is loaded. */
  get hasMore(): boolean {
    return this.state === 'partial';
  }

  /** What stopped the last fetch; the items before it stay. */
  get error(): unknown {
    return this.failure;
  }

  /** Fetches the first page with items, once. */
  async begin(): Promise<void> {
    if (this.state === 'new') await this.more();
  }

  /** Fetches the next page; a call during a fetch waits for that one. Failures go to `error`. */
  async more(): Promise<void> {
    if (this.state === 'complete' || this.state === 'failed') return;
    this.pending ??= this.next().finally(() => (this.pending = undefined));
    await this.pending;
  }

  /** Forgets everything, so that the next `begin` fetches anew. */
  reset(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.items = [];
    this.pages = undefined;
    this.pending = undefined;
    this.state = 'new';
    this.failure = undefined;
  }

  private async next(): Promise<void> {
    const { signal } = this.abort;
    try {
      this.pages ??= this.fetch(signal)[Symbol.asyncIterator]();
      const before = this.items.length;
      do {
        const page = await this.pages.next();
        if (signal.aborted) return;
        if (page.done !== true) this.items.push(...page.value.items);
        this.state = page.done !== true && page.value.hasMore ? 'partial' : 'complete';
      } while (this.state === 'partial' && this.items.length === before);
    } catch (error) {
      if (signal.aborted) return;
      // A generator that threw is finished: only a reset begins the list anew.
      this.failure = error;
      this.state = 'failed';
    }
  }
}
