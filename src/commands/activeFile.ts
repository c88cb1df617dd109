import * as vscode from 'vscode';

/** The file of the active tab: one that is too large for extensions has no editor that they see. */
export function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText && input.uri.scheme === 'file'
    ? input.uri
    : undefined;
}
