import * as vscode from 'vscode';

const stateKey = 'cloudhsm.hiddenProblems';

/** Which problems a person does not want to see in which file. Kept with the workspace. */
export class HiddenProblems implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changes.event;

  constructor(private readonly state: vscode.Memento) {}

  isHidden(uri: vscode.Uri, code: string): boolean {
    return this.codes(uri).includes(code);
  }

  async hide(uri: vscode.Uri, code: string): Promise<void> {
    if (!this.isHidden(uri, code)) await this.write(uri, [...this.codes(uri), code]);
  }

  /**
   * Shows all problems of a file again.
   * @returns how many kinds were hidden
   */
  async showAll(uri: vscode.Uri): Promise<number> {
    const { length } = this.codes(uri);
    if (length > 0) await this.write(uri, []);
    return length;
  }

  dispose(): void {
    this.changes.dispose();
  }

  private codes(uri: vscode.Uri): readonly string[] {
    return this.all()[uri.toString()] ?? [];
  }

  private all(): Readonly<Record<string, readonly string[]>> {
    return this.state.get(stateKey, {});
  }

  private async write(uri: vscode.Uri, codes: readonly string[]): Promise<void> {
    const all = new Map(Object.entries(this.all()));
    all.delete(uri.toString());
    if (codes.length > 0) all.set(uri.toString(), codes);
    await this.state.update(stateKey, Object.fromEntries(all));
    this.changes.fire();
  }
}
