import * as vscode from 'vscode';

/** A setting of the extension, or of VS Code itself. This is the only reader and writer of settings. */
export class ConfigValue<Value> implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<Value>();
  readonly onDidChange = this.changes.event;
  private readonly subscription: vscode.Disposable;

  /**
   * @param key without the section: `connections` for `cloudhsm.connections`
   * @param fallback the default that is declared for it
   */
  constructor(
    private readonly key: string,
    private readonly fallback: Value,
    private readonly section = 'cloudhsm',
  ) {
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${section}.${key}`)) this.changes.fire(this.value);
    });
  }

  get value(): Value {
    return vscode.workspace.getConfiguration(this.section).get(this.key, this.fallback);
  }

  /** The value for a file, which its folder's settings may have. */
  valueFor(resource: vscode.Uri): Value {
    return vscode.workspace.getConfiguration(this.section, resource).get(this.key, this.fallback);
  }

  /** Writes the user's own settings, never the workspace's. */
  async write(value: Value): Promise<void> {
    await vscode.workspace
      .getConfiguration(this.section)
      .update(this.key, value, vscode.ConfigurationTarget.Global);
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.changes).dispose();
  }
}
