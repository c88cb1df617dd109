import * as vscode from 'vscode';

/** VS Code hands no file of more bytes to an extension. */
export const mostSyncedBytes = 50 * 1024 * 1024;

/** How long VS Code may take to hand a document over, in ms. */
const patienceMs = 1500;

/** Calls for each file that a tab shows and that may be an audit log, but is too large for extensions. */
export class LargeTabs implements vscode.Disposable {
  private readonly seen = new Set<string>();
  private readonly subscription: vscode.Disposable;

  /** @param report takes every error, for the log */
  constructor(
    private readonly found: (uri: vscode.Uri) => Promise<void>,
    private readonly report: (error: unknown) => void,
  ) {
    this.subscription = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => this.look(opened));
    for (const { tabs } of vscode.window.tabGroups.all) this.look(tabs);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private look(tabs: readonly vscode.Tab[]): void {
    for (const { input } of tabs) {
      if (!(input instanceof vscode.TabInputText)) continue;
      const { uri } = input;
      if (uri.scheme !== 'file' || !/\.(hsmaudit|log|txt)$/i.test(uri.path)) continue;
      if (this.seen.has(uri.toString())) continue;
      this.seen.add(uri.toString());
      setTimeout(() => void this.check(uri).catch(this.report), patienceMs);
    }
  }

  private async check(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === key)) return;
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostSyncedBytes) await this.found(uri);
  }
}
