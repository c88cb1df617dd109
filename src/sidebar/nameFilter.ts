import type { ListPage } from '../sources/logSource';
import { PagedList } from './pagedList';

/** What a list shows. */
interface Shown<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  /** What stopped the last fetch. */
  readonly error: unknown;
}

/**
 * Narrows a list to the names that hold a text. What is loaded is looked through here, in any case of
 * letters; of a list with more pages, the service is asked for the names that begin with the text.
 */
export class NameFilter<Item> {
  private shown: string | undefined;
  private search: PagedList<Item> | undefined;

  /**
   * @param fetch asks the service for the names that begin so
   * @param nameOf the name that is shown and looked through
   */
  constructor(
    private readonly fetch: (start: string, signal: AbortSignal) => AsyncIterable<ListPage<Item>>,
    private readonly nameOf: (item: Item) => string,
  ) {}

  /** Undefined where nothing is filtered. */
  get text(): string | undefined {
    return this.shown;
  }

  /** The list that «Load more…» goes on with; undefined for the whole list itself. */
  get found(): PagedList<Item> | undefined {
    return this.search;
  }

  /** @param text empty or undefined: everything is shown again */
  set(text: string | undefined): void {
    this.search?.stop();
    this.search = undefined;
    this.shown = text === '' ? undefined : text;
  }

  /** Asks the service anew the next time. */
  reset(): void {
    this.set(this.shown);
  }

  accepts(name: string): boolean {
    return this.shown === undefined || name.toLowerCase().includes(this.shown.toLowerCase());
  }

  /** What of a list that has begun is to be shown. */
  async apply(list: PagedList<Item>): Promise<Shown<Item>> {
    const { shown } = this;
    const here = list.loaded.filter((item) => this.accepts(this.nameOf(item)));
    if (shown === undefined || !list.hasMore || list.isStopped) {
      return { items: here, hasMore: list.hasMore, error: list.error };
    }
    const search = (this.search ??= new PagedList(
      (signal) => this.fetch(shown, signal),
      this.nameOf,
    ));
    await search.begin();
    const names = new Set(here.map((item) => this.nameOf(item)));
    const others = search.loaded.filter((item) => !names.has(this.nameOf(item)));
    return { items: [...here, ...others], hasMore: search.hasMore, error: search.error };
  }
}
