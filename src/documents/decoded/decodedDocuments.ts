import * as vscode from 'vscode';
import { baseName } from '../files/baseName';
import type { EventColumn } from '../../audit/decoded/decodedColumns';
import { decodedSteps } from '../../audit/decoded/decodedSteps';
import type { DecodedView, NamedLog } from '../../audit/decoded/decodedView';
import { decodedAddress, type DecodedAddress } from './decodedAddress';
import { decodedScheme } from './decodedScheme';
import { shownWith } from '../readingPlaces';
import { ReadonlyFiles, type FileContent, type FileContents } from '../files/readonlyFiles';
import { hostSlicing, inSlices } from '../../audit/slices';
import type { SourceLogs } from './sourceLogs';
import { SourceWatch } from './sourceWatch';
import { streamAddress } from '../streams/streamAddress';
import type { StreamDocuments } from '../streams/streamDocuments';

/** A decoded document: its file's content and the view behind it. */
interface DecodedDocument extends FileContent {
  readonly view: DecodedView;
  readonly logs: readonly NamedLog[];
  /** As the setting had them: a merged view has one more. */
  readonly columns: readonly EventColumn[];
}

/** A view that is being made. */
interface Making {
  readonly logs: readonly NamedLog[];
  readonly columns: readonly EventColumn[];
  readonly abort: AbortController;
  readonly document: Promise<DecodedDocument>;
}

/** The columns of decoded views, as the setting has them. */
export interface ColumnSetting {
  readonly value: readonly EventColumn[];
  readonly onDidChange: vscode.Event<unknown>;
}

/** How long typing rests before a log is decoded anew, in ms. */
const restMs = 300;

/** VS Code gives no text of more than 50 MB to an extension: no hover, no way to the raw event. */
const mostCharacters = 45_000_000;

/** The decoded views, as the files of the scheme `cloudhsm-decoded`. They follow their logs. */
export class DecodedDocuments implements FileContents, vscode.Disposable {
  private readonly documents = new Map<string, DecodedDocument>();
  private readonly making = new Map<string, Making>();
  private readonly subscriptions: vscode.Disposable[] = [];
  /** Logs that are being typed in, by address. */
  private readonly rests = new Map<string, NodeJS.Timeout>();
  private readonly watch = new SourceWatch((source) => this.refreshAtRest(source));
  readonly files: ReadonlyFiles;

  /**
   * @param clock Unix ms
   * @param report takes every error, for the log
   */
  constructor(
    private readonly streams: StreamDocuments,
    private readonly sources: SourceLogs,
    private readonly columns: ColumnSetting,
    private readonly clock: () => number,
    report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
    this.subscriptions.push(
      streams.onDidChange((source) => this.refresh(source)),
      columns.onDidChange(() => {
        for (const key of this.documents.keys()) this.files.changed(vscode.Uri.parse(key, true));
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.refreshAtRest(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        // A change of the language comes as close and open, too, of a document that stays open.
        if (document.isClosed) this.closed(document.uri);
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        // A tab of the window before that nobody has looked at has no document that could close.
        for (const uri of closed.flatMap(uriOf)) if (!isOpen(uri)) this.closed(uri);
      }),
    );
  }

  /** What an open decoded document shows. */
  get(uri: vscode.Uri): DecodedView | undefined {
    return this.documents.get(uri.toString())?.view;
  }

  /**
   * A view of its logs as they are now, once the open document shows it too, so that lines of one are
   * lines of the other.
   */
  async current(uri: vscode.Uri): Promise<DecodedView | undefined> {
    const before = this.documents.get(uri.toString());
    const now = await this.read(uri);
    if (now === undefined) return undefined;
    const document = vscode.workspace.textDocuments.find((open) => sameUri(open.uri, uri));
    if (document === undefined) return now.view;
    if (now !== before) this.files.changed(uri);
    await shownWith(document, now.view.lineCount);
    return now.view;
  }

  /** The open views that a log is part of. */
  viewsOf(source: vscode.Uri): readonly vscode.Uri[] {
    return [...this.documents.keys()]
      .map((key) => vscode.Uri.parse(key, true))
      .filter((uri) => decodedAddress(uri)?.sources.some((one) => sameUri(one, source)));
  }

  async read(uri: vscode.Uri): Promise<DecodedDocument | undefined> {
    const address = decodedAddress(uri);
    if (address === undefined) return undefined;
    const key = uri.toString();
    const logs = await Promise.all(
      address.sources.map((source) => this.named(source, address.sources.length > 1)),
    );
    const columns = this.columns.value;
    const known = this.documents.get(key);
    if (known !== undefined && isOf(known, logs, columns)) return known;
    const making = this.making.get(key);
    if (making !== undefined && isOf(making, logs, columns)) return making.document;
    // What is being made of an older text is of no use; who waits for it gets the new one.
    making?.abort.abort();
    const made = this.make(uri, address, logs, columns);
    this.making.set(key, made);
    return made.document;
  }

  /** @param isMerged one log of several needs a name in any case */
  private async named(source: vscode.Uri, isMerged: boolean): Promise<NamedLog> {
    const opened = await this.sources.open(source);
    if (opened.name !== undefined || !isMerged) return opened;
    return { ...opened, name: baseName(source) };
  }

  private make(
    uri: vscode.Uri,
    { filter }: DecodedAddress,
    logs: readonly NamedLog[],
    columns: readonly EventColumn[],
  ): Making {
    const key = uri.toString();
    const abort = new AbortController();
    const known = this.documents.get(key);
    const steps = decodedSteps({ logs, columns, filter, mostCharacters }, known?.view);
    const make = async (): Promise<DecodedDocument> => {
      try {
        const view = await inSlices(steps, hostSlicing, abort.signal);
        const changed = Math.max(this.clock(), (known?.changed ?? 0) + 1);
        const document = { view, logs, columns, text: view.text, changed };
        this.documents.set(key, document);
        this.watchSources();
        return document;
      } catch (error) {
        const newer = abort.signal.aborted ? this.making.get(key)?.document : undefined;
        if (newer === undefined) throw error;
        return await newer;
      } finally {
        if (this.making.get(key)?.abort === abort) this.making.delete(key);
      }
    };
    return { logs, columns, abort, document: make() };
  }

  dispose(): void {
    for (const timer of this.rests.values()) clearTimeout(timer);
    this.rests.clear();
    for (const { abort } of this.making.values()) abort.abort();
    vscode.Disposable.from(...this.subscriptions, this.watch, this.files).dispose();
  }

  /** Decodes a log anew when nobody has typed in it for a moment. */
  private refreshAtRest(source: vscode.Uri): void {
    if (source.scheme === decodedScheme || this.viewsOf(source).length === 0) return;
    const key = source.toString();
    clearTimeout(this.rests.get(key));
    const atRest = (): void => {
      this.rests.delete(key);
      this.refresh(source);
    };
    this.rests.set(key, setTimeout(atRest, restMs));
  }

  private watchSources(): void {
    this.watch.watch(
      [...this.documents.keys()].flatMap((key) => sourcesOf(vscode.Uri.parse(key, true))),
    );
  }

  private refresh(source: vscode.Uri): void {
    for (const uri of this.viewsOf(source)) this.files.changed(uri);
  }

  /** Lets go of what no tab shows any more. A fetched stream serves its raw and its decoded tabs. */
  private closed(uri: vscode.Uri): void {
    if (this.documents.delete(uri.toString())) this.watchSources();
    const documents = vscode.workspace.textDocuments.filter(({ isClosed }) => !isClosed);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.flatMap(uriOf));
    const open = [...documents.map((document) => document.uri), ...tabs];
    const shown = new Set(open.flatMap((one) => sourcesOf(one).map(String)));
    for (const source of sourcesOf(uri)) {
      if (shown.has(source.toString())) continue;
      this.sources.forget(source);
      if (streamAddress(source) !== undefined) this.streams.forget(source);
    }
  }
}

/** The logs that a document shows: itself, or those of a decoded view. */
function sourcesOf(uri: vscode.Uri): readonly vscode.Uri[] {
  return decodedAddress(uri)?.sources ?? [uri];
}

/** The address of what a tab shows as text; none for another one. */
function uriOf({ input }: vscode.Tab): readonly vscode.Uri[] {
  return input instanceof vscode.TabInputText ? [input.uri] : [];
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((open) => !open.isClosed && sameUri(open.uri, uri));
}

function sameUri(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}

/** Whether a view is one of these logs, in these columns. */
function isOf(
  shown: Pick<Making, 'logs' | 'columns'>,
  logs: readonly NamedLog[],
  columns: readonly EventColumn[],
): boolean {
  return (
    shown.logs.length === logs.length &&
    shown.logs.every(
      ({ log, missing }, index) => log === logs[index]?.log && missing === logs[index].missing,
    ) &&
    shown.columns.join() === columns.join()
  );
}
