import * as vscode from 'vscode';

/** Calls once when a document of one of the languages is open, at once where one is already. */
export class DocumentWatch implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly languages: readonly string[],
    private readonly found: () => void,
  ) {
    // A change of the language comes as close and open.
    this.subscription = vscode.workspace.onDidOpenTextDocument((document) => this.look(document));
    for (const document of vscode.workspace.textDocuments) this.look(document);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private look({ languageId }: vscode.TextDocument): void {
    if (this.languages.includes(languageId)) this.found();
  }
}
