import type * as vscode from 'vscode';
import type { Clock } from '../../sources/clock';
import type { StoredEvent } from '../../sources/logSource';
import type { FoundEvents, KeptSearch, KeptSearches } from '../../sources/search/keptSearches';
import { searchLogs, type SearchResult } from '../../sources/search/logSearch';
import { missingWords } from '../../sources/search/missingWords';
import { eventTexts } from '../streams/fetchedLog';
import { ReadonlyFiles, type FileContent, type FileContents } from '../files/readonlyFiles';
import { RecentlyUsed } from '../recentlyUsed';
import { searchAddress, searchKey, type FoundAddress, type SearchAddress } from './searchAddress';
import type { FindSource } from '../streams/streamDocuments';

/** So many searches are kept in memory; what an older one found is on the disk. */
const mostKept = 6;

/** So many searches of this window are known to have been cut off. */
const mostCutOff = 1000;

interface MadeSearch extends SearchResult {
  /** What was not searched, in a sentence. */
  readonly missing: string | undefined;
  /** Unix ms. */
  readonly made: number;
}

/** Where what searches found lasts longer than the window. */
export interface SearchStorage {
  /** The account of a connection: another one of the same name may be another account. */
  readonly placeOf: (connection: string) => string;
  readonly kept: () => Promise<Pick<KeptSearches, 'keep' | 'found'>>;
}

/** What searches found, as the files of the scheme `cloudhsm-search`: of each stream a log of its own. */
export class SearchDocuments implements FileContents, vscode.Disposable {
  private readonly searches = new RecentlyUsed<Promise<MadeSearch>>(mostKept);
  /** What was not searched, by the key of the search. */
  private readonly cutOff = new RecentlyUsed<string>(mostCutOff);
  readonly files: ReadonlyFiles;

  /** @param report takes every error, for the log */
  constructor(
    private readonly findSource: FindSource,
    private readonly storage: SearchStorage,
    private readonly clock: Clock,
    private readonly report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
  }

  /** Searches anew. What has come when the signal aborts, or when a request fails, is kept. */
  async search(
    address: SearchAddress,
    signal: AbortSignal,
    onProgress?: (part: number, found: number) => void,
  ): Promise<MadeSearch> {
    const key = searchKey(address);
    const searching = this.searchAnew(address, signal, onProgress);
    this.searches.set(key, searching);
    searching.catch(() => this.searches.delete(key)); // the caller sees the error
    return searching;
  }

  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    const address = searchAddress(uri);
    if (address === undefined) return undefined;
    const { events, made } = await this.found(address);
    return { text: eventTexts(events), changed: made };
  }

  /** What the search of a document that was read did not search, in a sentence. */
  missing(uri: vscode.Uri): string | undefined {
    const address = searchAddress(uri);
    return address && this.cutOff.get(searchKey(address));
  }

  dispose(): void {
    this.files.dispose();
  }

  private async searchAnew(
    address: SearchAddress,
    signal: AbortSignal,
    onProgress?: (part: number, found: number) => void,
  ): Promise<MadeSearch> {
    const { connection, logGroup, searched, query, range } = address;
    const result = await searchLogs(
      this.findSource(connection),
      { cluster: { logGroup, name: logGroup, arn: undefined }, stream: searched, query, range },
      {
        clock: this.clock,
        random: Math.random,
        signal,
        ...(onProgress !== undefined && { onProgress }),
      },
    );
    const made = this.clock.now();
    const missing = missingWords(result);
    this.note(address, missing);
    await this.store(address, { events: result.events, range, missing, made });
    return { ...result, missing, made };
  }

  private note(address: SearchAddress, missing: string | undefined): void {
    const key = searchKey(address);
    if (missing === undefined) this.cutOff.delete(key);
    else this.cutOff.set(key, missing);
  }

  /** A disk that fails costs the window after this one its search, and no more. */
  private async store(address: SearchAddress, found: FoundEvents): Promise<void> {
    try {
      const kept = await this.storage.kept();
      await kept.keep(this.storageKey(address), found);
    } catch (error) {
      this.report(error);
    }
  }

  private async found(
    address: FoundAddress,
  ): Promise<{ readonly events: readonly StoredEvent[]; readonly made: number }> {
    const key = searchKey(address);
    const known = this.searches.get(key);
    if (known === undefined) {
      // A tab of an earlier window: it shows what it showed.
      const kept = await this.kept(address);
      if (kept !== undefined) {
        this.note(address, kept.missing);
        // The result of one search does not change, so that its time need not either.
        return { events: kept.events, made: address.range.from };
      }
    }
    // Of what is kept nowhere, all that the tab names is shown, or why it cannot be.
    const result = await (known ?? this.search(address, new AbortController().signal));
    if (known === undefined && result.failure !== undefined) {
      this.searches.delete(key);
      throw result.failure;
    }
    return { ...result, events: result.events.filter(({ stream }) => stream === address.stream) };
  }

  private async kept(address: FoundAddress): Promise<KeptSearch | undefined> {
    try {
      const kept = await this.storage.kept();
      return await kept.found(this.storageKey(address), address.stream, address.range);
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  private storageKey(address: SearchAddress): readonly string[] {
    return [this.storage.placeOf(address.connection), searchKey(address)];
  }
}
