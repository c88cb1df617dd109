import * as vscode from 'vscode';

/**
 * Says in the status bar, while a log is on the screen that VS Code hands to no extension, how else to
 * read it. A notification alone may be gone before so large a file is drawn.
 */
export class LargeLogStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'cloudhsm.largeLog',
    vscode.StatusBarAlignment.Right,
    102,
  );
  private readonly logs = new Set<string>();
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.item.name = vscode.l10n.t('CloudHSM: Large Audit Log');
    this.item.text = `$(info) ${vscode.l10n.t('Large Audit Log')}`;
    this.item.tooltip = vscode.l10n.t(
      'This audit log is larger than 50 MB: VS Code shows its text, but lets no extension explain or colour it. Click for other ways to read it.',
    );
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('Large audit log: other ways to read it'),
      role: 'button',
    };
    this.item.command = 'cloudhsm.openLargeLog';
    this.subscription = vscode.Disposable.from(
      vscode.window.tabGroups.onDidChangeTabs(() => this.update()),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.update()),
    );
  }

  /** Takes notice of a log that is too large for extensions. */
  add(uri: vscode.Uri): void {
    this.logs.add(uri.toString());
    this.update();
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.item).dispose();
  }

  private update(): void {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const isShown = input instanceof vscode.TabInputText && this.logs.has(input.uri.toString());
    if (isShown) this.item.show();
    else this.item.hide();
  }
}
