import type * as vscode from 'vscode';
import type { Clock } from '../sources/clock';
import { searchLogs, type SearchResult } from '../sources/search/logSearch';
import { ReadonlyFiles, type FileContent, type FileContents } from './readonlyFiles';
import { searchAddress, searchKey, type SearchAddress } from './searchAddress';
import type { FindSource } from './streamDocuments';

/** So many searches are kept; an older one whose tab is looked at again is made again. */
const mostKept = 6;

/** What searches found, as the files of the scheme `cloudhsm-search`: of each stream a log of its own. */
export class SearchDocuments implements FileContents, vscode.Disposable {
  /** The one used last stands last. */
  private readonly searches = new Map<string, Promise<SearchResult & { readonly made: number }>>();
  readonly files: ReadonlyFiles;

  /** @param report takes every error, for the log */
  constructor(
    private readonly findSource: FindSource,
    private readonly clock: Clock,
    report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
  }

  /** Searches anew. What has come when the signal aborts, or when a request fails, is kept. */
  async search(
    address: SearchAddress,
    signal: AbortSignal,
    onProgress?: (part: number, found: number) => void,
  ): Promise<SearchResult & { readonly made: number }> {
    const { connection, logGroup, searched, query, range } = address;
    const key = searchKey(address);
    const searching = searchLogs(
      this.findSource(connection),
      { cluster: { logGroup, name: logGroup, arn: undefined }, stream: searched, query, range },
      {
        clock: this.clock,
        random: Math.random,
        signal,
        ...(onProgress !== undefined && { onProgress }),
      },
    ).then((result) => ({ ...result, made: this.clock.now() }));
    this.keep(key, searching);
    searching.catch(() => this.searches.delete(key)); // the caller sees the error
    return searching;
  }

  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    const address = searchAddress(uri);
    if (address === undefined) return undefined;
    const result = await this.known(address);
    const texts = result.events
      .filter(({ stream }) => stream === address.stream)
      .map(({ message }) => (message.endsWith('\n') ? `${message}\n` : `${message}\n\n`));
    return { text: texts.join(''), changed: result.made };
  }

  dispose(): void {
    this.files.dispose();
  }

  private async known(address: SearchAddress): Promise<SearchResult & { readonly made: number }> {
    const key = searchKey(address);
    const known = this.searches.get(key);
    if (known !== undefined) {
      this.keep(key, known);
      return known;
    }
    // A tab of an earlier window: it shows all that it names, or says why it cannot.
    const result = await this.search(address, new AbortController().signal);
    if (result.failure === undefined) return result;
    this.searches.delete(key);
    throw result.failure;
  }

  private keep(key: string, searching: Promise<SearchResult & { readonly made: number }>): void {
    this.searches.delete(key);
    this.searches.set(key, searching);
    for (const old of [...this.searches.keys()].slice(0, -mostKept)) this.searches.delete(old);
  }
}
