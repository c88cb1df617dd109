import type { ListPage } from '../sources/logSource';
import { NameFilter } from './nameFilter';
import { PagedList } from './pagedList';

export interface NodeListOptions<Item> {
  /**
   * Pages of the service.
   *
   * @param start only what begins so; left out: everything
   */
  readonly fetch: (signal: AbortSignal, start?: string) => AsyncIterable<ListPage<Item>>;
  /** The name that is shown, and looked through by a filter. */
  readonly nameOf: (item: Item) => string;
  /** The name that the service knows an item by. */
  readonly keyOf: (item: Item) => string;
  /** The keys of the favourites of this list, in no order. */
  readonly favourites: () => readonly string[];
  /** What is filtered by from the beginning. */
  readonly filter: string | undefined;
  /** Takes what is no failure of the list, for the log. */
  readonly report: (error: unknown) => void;
}

/** What is to be shown of a list. */
interface ShownList<Item> {
  /** The favourites first. */
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  /** What stopped the last fetch. */
  readonly error: unknown;
}

/**
 * What a branch of the tree lists: pages of a service, narrowed by name, favourites first. A favourite
 * that is on a page still to come is asked for by its name.
 */
export class NodeList<Item> {
  private readonly whole: PagedList<Item>;
  private readonly narrowed: NameFilter<Item>;
  /** A look for each favourite that the pages have not brought. */
  private readonly looks = new Map<string, PagedList<Item>>();

  constructor(private readonly options: NodeListOptions<Item>) {
    const { fetch, keyOf, nameOf, filter } = options;
    this.whole = new PagedList((signal) => fetch(signal), keyOf);
    this.narrowed = new NameFilter((start, signal) => fetch(signal, start), nameOf);
    this.narrowed.set(filter);
  }

  /** The pages so far, whatever is filtered by. */
  get loaded(): readonly Item[] {
    return this.whole.loaded;
  }

  /** Whether there may be more than what is loaded. */
  get hasMore(): boolean {
    return this.whole.hasMore;
  }

  /** Whether there may be more of what is shown: of the names that a filter lets through, or of all. */
  get showsPart(): boolean {
    return (this.narrowed.found ?? this.whole).hasMore;
  }

  /** What stopped the last fetch of a page. */
  get error(): unknown {
    return this.whole.error;
  }

  get isStopped(): boolean {
    return this.whole.isStopped;
  }

  /** Undefined where nothing is filtered. */
  get filter(): string | undefined {
    return this.narrowed.text;
  }

  /** @param text empty or undefined: everything is shown again */
  narrow(text: string | undefined): void {
    this.narrowed.set(text);
  }

  /** Whether the filter lets a name through. */
  accepts(name: string): boolean {
    return this.narrowed.accepts(name);
  }

  /** Fetches the first page, where that was not done. */
  async shown(): Promise<ShownList<Item>> {
    await this.whole.begin();
    const { items, hasMore, error } = await this.narrowed.apply(this.whole);
    const wanted = new Set(this.options.favourites());
    if (wanted.size === 0) return { items, hasMore, error };
    const isFavourite = (item: Item): boolean => wanted.has(this.options.keyOf(item));
    const here = items.filter(isFavourite);
    const elsewhere = await this.elsewhere(wanted, items);
    const others = items.filter((item) => !isFavourite(item));
    return { items: [...here, ...elsewhere, ...others], hasMore, error };
  }

  /** Fetches the next page of what is shown. */
  async more(): Promise<void> {
    await (this.narrowed.found ?? this.whole).more();
  }

  /** Forgets everything but the filter, so that it is fetched anew. */
  reset(): void {
    this.whole.reset();
    this.narrowed.reset();
    this.forgetLooks();
  }

  /** Gives the list up: what is being fetched ends, and nothing is fetched any more. */
  stop(): void {
    this.whole.stop();
    this.narrowed.found?.stop();
    this.forgetLooks();
  }

  /** The favourites that are on pages still to come, as far as they still exist. */
  private async elsewhere(
    wanted: ReadonlySet<string>,
    items: readonly Item[],
  ): Promise<readonly Item[]> {
    if (!this.whole.hasMore || this.whole.isStopped) return [];
    const { keyOf, nameOf, fetch, report } = this.options;
    const known = new Set([...this.whole.loaded, ...items].map(keyOf));
    const looked = [...wanted]
      .filter((key) => !known.has(key))
      .map(async (key): Promise<readonly Item[]> => {
        let look = this.looks.get(key);
        if (look === undefined) {
          look = new PagedList((signal) => fetch(signal, key), keyOf);
          this.looks.set(key, look);
        }
        await look.begin();
        if (look.error !== undefined) report(look.error);
        // Of all names that begin so, the name itself comes first.
        return look.loaded.filter((item) => keyOf(item) === key && this.accepts(nameOf(item)));
      });
    return (await Promise.all(looked)).flat();
  }

  private forgetLooks(): void {
    for (const look of this.looks.values()) look.stop();
    this.looks.clear();
  }
}
