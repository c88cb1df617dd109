import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { HumanError } from '../sources/humanError';
import type { LogSource } from '../sources/logSource';
import { FetchedStream } from './fetchedStream';
import { ReadonlyFiles, type FileContent, type FileContents } from './readonlyFiles';
import { streamAddress } from './streamAddress';

/** Finds the source of a connection by its name; throws `HumanError` when there is no such one. */
export type FindSource = (connection: string) => LogSource;

/** The fetched streams, as the files of the scheme `cloudhsm-log`. */
export class StreamDocuments implements FileContents, vscode.Disposable {
  private readonly streams = new Map<string, FetchedStream>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when a stream's text has grown. */
  readonly onDidChange = this.changes.event;
  readonly files = new ReadonlyFiles(this);

  constructor(
    private readonly findSource: FindSource,
    private readonly clock: () => number,
  ) {}

  /** The stream of a URI, fetched or not; undefined for a URI that names none. */
  get(uri: vscode.Uri): FetchedStream | undefined {
    const address = streamAddress(uri);
    if (address === undefined) return undefined;
    const key = uri.toString();
    let stream = this.streams.get(key);
    if (stream === undefined) {
      stream = new FetchedStream(address, () => this.findSource(address.connection), this.clock);
      this.streams.set(key, stream);
    }
    return stream;
  }

  /** Fetches a stream's newest events unless they are here. */
  async open(uri: vscode.Uri, signal?: AbortSignal): Promise<FetchedStream> {
    const stream = this.get(uri);
    if (stream === undefined) {
      throw new HumanError(l10n.t('{0} is not the address of a log stream.', uri.toString()));
    }
    await stream.loadNewest(signal);
    return stream;
  }

  /** Adds the events before the oldest one shown. @returns how many came */
  async openOlder(uri: vscode.Uri, signal?: AbortSignal): Promise<number> {
    const stream = await this.open(uri, signal);
    const count = await stream.loadOlder(signal);
    if (count > 0) this.announce(uri);
    return count;
  }

  /** Forgets a stream that no tab shows any more; opening it again fetches it anew. */
  forget(uri: vscode.Uri): void {
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

  private announce(uri: vscode.Uri): void {
    this.files.changed(uri);
    this.changes.fire(uri);
  }
}
