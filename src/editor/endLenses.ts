import * as vscode from 'vscode';
import type { FetchedLookup } from './fetchedDocument';

/** At the two ends of a fetched document: what is there, and the way to fetch more. */
export class EndLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changes.event;
  private readonly subscription: vscode.Disposable;

  /** @param onDidChange fires when more was fetched */
  constructor(
    private readonly fetched: FetchedLookup,
    onDidChange: vscode.Event<unknown>,
  ) {
    this.subscription = onDidChange(() => this.changes.fire());
  }

  provideCodeLenses({ lineCount, uri }: vscode.TextDocument): vscode.CodeLens[] {
    const stream = this.fetched(uri);
    if (stream === undefined) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const bottom = new vscode.Range(lineCount - 1, 0, lineCount - 1, 0);
    const older: vscode.Command = stream.hasOlder
      ? {
          title: `$(arrow-up) ${vscode.l10n.t('Open older events')}`,
          command: 'cloudhsm.openOlderEvents',
          arguments: [uri],
        }
      : { title: vscode.l10n.t('The stream begins here.'), command: '' };
    const newer: vscode.Command = {
      title: `$(refresh) ${vscode.l10n.t('Fetch the newest events anew')}`,
      command: 'cloudhsm.reloadStream',
      arguments: [uri],
    };
    return [new vscode.CodeLens(top, older), new vscode.CodeLens(bottom, newer)];
  }

  dispose(): void {
    this.subscription.dispose();
    this.changes.dispose();
  }
}
