import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { HumanError } from '../../sources/humanError';
import type { LogSource } from '../../sources/logSource';
import type { FetchProgress } from '../../sources/fetch/rangeFetch';
import type { FetchedLog } from './fetchedLog';
import { FetchedRange } from './fetchedRange';
import { FetchedStream } from './fetchedStream';
import { ReadonlyFiles, type FileContent, type FileContents } from '../files/readonlyFiles';
import { streamAddress } from './streamAddress';
import type { StreamStore } from './streamStore';

/** Finds the source of a connection by its name; throws `HumanError` when there is no such one. */
export type FindSource = (connection: string) => LogSource;

/** The fetched streams, as the files of the scheme `cloudhsm-log`. */
export class StreamDocuments implements FileContents, vscode.Disposable {
  private readonly streams = new Map<string, FetchedLog>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when a stream's text, or what of it is here, is another one now. */
  readonly onDidChange = this.changes.event;
  readonly files: ReadonlyFiles;

  /**
   * @param clock Unix ms
   * @param report takes every error, for the log
   */
  constructor(
    private readonly findSource: FindSource,
    private readonly store: StreamStore,
    private readonly clock: () => number,
    report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
  }

  /** The stream or range of a URI, fetched or not; undefined for a URI that names none. */
  get(uri: vscode.Uri): FetchedLog | undefined {
    const address = streamAddress(uri);
    if (address === undefined) return undefined;
    const key = uri.toString();
    let stream = this.streams.get(key);
    if (stream === undefined) {
      const source = (): LogSource => this.findSource(address.connection);
      const { range } = address;
      stream =
        range === undefined
          ? new FetchedStream(address, source, this.store, this.clock)
          : new FetchedRange({ ...address, range }, source, this.store.read, this.clock);
      this.streams.set(key, stream);
    }
    return stream;
  }

  /** Fetches a stream's newest events, or a whole range, unless they are here. */
  async open(
    uri: vscode.Uri,
    signal?: AbortSignal,
    onProgress?: (progress: FetchProgress) => void,
  ): Promise<FetchedLog> {
    const stream = this.get(uri);
    if (stream === undefined) {
      throw new HumanError(l10n.t('{0} is not the address of a log stream.', uri.toString()));
    }
    await stream.load(signal, onProgress);
    return stream;
  }

  /** Tells the editors that a stream's text, or what of it is here, is another one now. */
  announce(uri: vscode.Uri): void {
    this.files.changed(uri);
    this.changes.fire(uri);
  }

  /** Forgets the streams whose connection was edited or removed: their text is another account's. */
  connectionsChanged(): void {
    for (const [key, stream] of [...this.streams]) {
      if (!stream.isOutdated) continue;
      const uri = vscode.Uri.parse(key, true);
      this.forget(uri);
      this.announce(uri);
    }
  }

  /**
   * Forgets a stream that no tab shows any more, also one that no tab of this window has shown yet;
   * opening it again fetches it anew.
   */
  forget(uri: vscode.Uri): void {
    this.get(uri)?.close();
    this.streams.delete(uri.toString());
  }

  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    if (streamAddress(uri) === undefined) return undefined;
    return this.open(uri);
  }

  dispose(): void {
    this.changes.dispose();
    this.files.dispose();
  }
}
