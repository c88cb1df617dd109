import * as vscode from 'vscode';
import type { FetchedLookup } from './fetchedDocument';
import { plainLabel } from '../plainLabel';

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
    const { missing } = stream;
    const older = stream.isRange ? wholeRange(missing) : olderEvents(uri, stream.hasOlder);
    const newer: vscode.Command = {
      title: `$(arrow-down) ${vscode.l10n.t('Fetch newer events')}`,
      command: 'cloudhsm.openNewerEvents',
      arguments: [uri],
    };
    const again: vscode.Command = {
      title: `$(warning) ${plainLabel(missing ?? '', 400)} ${vscode.l10n.t('Fetch what is missing')}`,
      command: 'cloudhsm.openNewerEvents',
      arguments: [uri],
    };
    return [
      ...(missing === undefined ? [] : [new vscode.CodeLens(top, again)]),
      ...(older === undefined ? [] : [new vscode.CodeLens(top, older)]),
      new vscode.CodeLens(bottom, newer),
    ];
  }

  dispose(): void {
    this.subscription.dispose();
    this.changes.dispose();
  }
}

function olderEvents(uri: vscode.Uri, hasOlder: boolean): vscode.Command {
  if (!hasOlder) return { title: vscode.l10n.t('The stream begins here.'), command: '' };
  return {
    title: `$(arrow-up) ${vscode.l10n.t('Open older events')}`,
    command: 'cloudhsm.openOlderEvents',
    arguments: [uri],
  };
}

/** Said of a range of which nothing is missing. */
function wholeRange(missing: string | undefined): vscode.Command | undefined {
  if (missing !== undefined) return undefined;
  return { title: vscode.l10n.t('All events of the range are here.'), command: '' };
}
