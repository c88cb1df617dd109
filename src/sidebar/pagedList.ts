import type { ListPage } from '../sources/logSource';

/** A list from its first page on, until a reset begins another one. */
interface Run<Item> {
  readonly abort: AbortController;
  readonly items: Item[];
  readonly keys: Set<string>;
  pages: AsyncIterator<ListPage<Item>> | undefined;
  pending: Promise<void> | undefined;
  state: 'new' | 'partial' | 'complete' | 'failed';
  failure: unknown;
}

/** A list that is fetched page by page, as far as it has been asked for. */
export class PagedList<Item> {
  private run = newRun<Item>();

  /**
   * @param fetch begins the list anew; its pages are fetched when they are asked for
   * @param keyOf tells items apart: a service that sorts by time may give one on two pages
   */
  constructor(
    private readonly fetch: (signal: AbortSignal) => AsyncIterable<ListPage<Item>>,
    private readonly keyOf: (item: Item) => string,
  ) {}

  get loaded(): readonly Item[] {
    return this.run.items;
  }

  /** Whether there may be more than what is loaded. */
  get hasMore(): boolean {
    return this.run.state === 'partial';
  }

  /** What stopped the last fetch; the items before it stay. */
  get error(): unknown {
    return this.run.failure;
  }

  /** Whether the list was given up. */
  get isStopped(): boolean {
    return this.run.abort.signal.aborted;
  }

  /** Fetches the first page with items, once. A reset meanwhile makes it wait for the new list's. */
  async begin(): Promise<void> {
    while (this.run.state === 'new' && !this.isStopped) await this.more();
  }

  /** Fetches the next page; a call during a fetch waits for that one. Failures go to `error`. */
  async more(): Promise<void> {
    const { run } = this;
    if (run.state === 'complete' || run.state === 'failed' || this.isStopped) return;
    run.pending ??= this.next(run).finally(() => (run.pending = undefined));
    await run.pending;
  }

  /** Forgets everything, so that the next `begin` fetches anew. */
  reset(): void {
    this.run.abort.abort();
    this.run = newRun();
  }

  /** Gives the list up: what is being fetched ends, and nothing is fetched any more. */
  stop(): void {
    this.run.abort.abort();
  }

  private async next(run: Run<Item>): Promise<void> {
    const { signal } = run.abort;
    try {
      run.pages ??= this.fetch(signal)[Symbol.asyncIterator]();
      const before = run.items.length;
      do {
        const page = await run.pages.next();
        if (signal.aborted) return;
        if (page.done !== true) this.add(run, page.value.items);
        run.state = page.done !== true && page.value.hasMore ? 'partial' : 'complete';
      } while (run.state === 'partial' && run.items.length === before);
    } catch (error) {
      if (signal.aborted) return;
      // A generator that threw is finished: only a reset begins the list anew.
      run.failure = error;
      run.state = 'failed';
    }
  }

  private add({ items, keys }: Run<Item>, page: readonly Item[]): void {
    for (const item of page) {
      const key = this.keyOf(item);
      if (keys.has(key)) continue;
      keys.add(key);
      items.push(item);
    }
  }
}

function newRun<Item>(): Run<Item> {
  return {
    abort: new AbortController(),
    items: [],
    keys: new Set(),
    pages: undefined,
    pending: undefined,
    state: 'new',
    failure: undefined,
  };
}
