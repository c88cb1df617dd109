import * as vscode from 'vscode';
import { estimateWords } from '../sources/insights/scanWords';
import { isMistaken, type QueryDocuments } from './queryDocuments';

/** Over a query: run it, what it scans at most, its range. */
export class QueryLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(private readonly queries: QueryDocuments) {
    this.onDidChangeCodeLenses = queries.onDidChange;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, name: string): vscode.CodeLens =>
      new vscode.CodeLens(top, { title, command: `cloudhsm.${name}` });
    const query = this.queries.query(document);
    const bytes = isMistaken(query) ? undefined : this.queries.estimate(query);
    return [
      lens(`$(play)\u00a0${vscode.l10n.t('Run Query')}`, 'runQuery'),
      lens(vscode.l10n.t('Change the Range'), 'chooseQueryRange'),
      // Last, as it is the longest: a narrow window cuts it off.
      lens(
        bytes === undefined
          ? vscode.l10n.t('Estimate the Cost')
          : vscode.l10n.t('Estimate: {0}', estimateWords(bytes)),
        'estimateQuery',
      ),
    ];
  }
}
