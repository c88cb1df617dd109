import * as vscode from 'vscode';
import type { ResultDocuments } from './resultDocuments';
import type { RowEvents } from './rowEvents';

/** From a row of a result to its event: Go to Definition, Peek, Ctrl+click. */
export class ResultDefinitions implements vscode.DefinitionProvider {
  constructor(
    private readonly results: ResultDocuments,
    private readonly events: RowEvents,
  ) {}

  async provideDefinition(
    document: vscode.TextDocument,
    { line }: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.LocationLink[]> {
    const row = await this.results.rowAt(document.uri, line);
    if (row === undefined) return [];
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => abort.abort());
    try {
      const place = await this.events.find(row, abort.signal);
      if (place === undefined) return [];
      const { uri, position } = place;
      const originSelectionRange = document.lineAt(line).range;
      const targetRange = new vscode.Range(position, position);
      return [{ targetUri: uri, targetRange, originSelectionRange }];
    } catch (error) {
      if (token.isCancellationRequested) return [];
      throw error;
    } finally {
      subscription.dispose();
    }
  }
}
