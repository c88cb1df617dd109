import * as vscode from 'vscode';
import type { DecodedView } from '../../audit/decoded/decodedView';
import { hostSlicing } from '../../audit/slices';
import { systemClock } from '../../sources/clock';
import type { ColumnSetting } from '../decoded/decodedDocuments';
import { ReadonlyFiles, type FileContent, type FileContents } from '../files/readonlyFiles';
import type { FindSource } from '../streams/streamDocuments';
import { tailAddress } from './tailAddress';
import { TailDocument } from './tailDocument';

/** The tails, as the files of the scheme `cloudhsm-tail`. One runs as long as a tab shows it. */
export class TailDocuments implements FileContents, vscode.Disposable {
  private readonly tails = new Map<string, TailDocument>();
  /** Those that were stopped because no tab showed them any more. */
  private readonly unshown = new Set<string>();
  private readonly states = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when a tail goes another way than before, or has other events. */
  readonly onDidChangeState = this.states.event;
  private readonly subscription: vscode.Disposable;
  readonly files: ReadonlyFiles;

  /**
   * @param limit the most events that a tail keeps
   * @param report takes every error, for the log
   */
  constructor(
    private readonly findSource: FindSource,
    private readonly columns: ColumnSetting,
    private readonly limit: () => number,
    private readonly report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument((document) => {
        const key = document.uri.toString();
        if (!document.isClosed) return;
        this.tails.get(key)?.stop();
        this.tails.delete(key);
        this.unshown.delete(key);
      }),
      // VS Code may keep the document for minutes, and a live session costs.
      vscode.window.tabGroups.onDidChangeTabs(() => this.followTabs()),
    );
  }

  /** The tail of an address, if it was opened. */
  get(uri: vscode.Uri): TailDocument | undefined {
    return this.tails.get(uri.toString());
  }

  /** What an open tail shows. */
  view(uri: vscode.Uri): DecodedView | undefined {
    return this.get(uri)?.view;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous
  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    const address = tailAddress(uri);
    if (address === undefined) return undefined;
    const known = this.get(uri);
    if (known !== undefined) return known;
    const tail = new TailDocument(address, {
      source: () => this.findSource(address.connection),
      clock: systemClock,
      slicing: hostSlicing,
      columns: () => this.columns.value,
      limit: this.limit,
      report: this.report,
      onText: () => this.files.changed(uri),
      onState: () => this.states.fire(uri),
    });
    this.tails.set(uri.toString(), tail);
    tail.start();
    return tail;
  }

  /** Ends what no tab shows, and begins it anew when one does again. */
  private followTabs(): void {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = new Set(
      tabs.map(({ input }) => (input instanceof vscode.TabInputText ? input.uri.toString() : '')),
    );
    for (const [key, tail] of this.tails) {
      if (shown.has(key)) {
        if (this.unshown.delete(key)) tail.start();
      } else if (tail.mode !== 'stopped') {
        tail.stop();
        this.unshown.add(key);
      }
    }
  }

  dispose(): void {
    for (const tail of this.tails.values()) tail.stop();
    vscode.Disposable.from(this.subscription, this.states, this.files).dispose();
  }
}
