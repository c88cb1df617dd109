import * as vscode from 'vscode';
import { withoutLinks } from '../notificationText';

/** The folder of a file, or of the workspace for what is no file. */
export function folderOf(source: vscode.Uri | undefined): vscode.Uri | undefined {
  if (source !== undefined && vscode.workspace.fs.isWritableFileSystem(source.scheme) === true) {
    return vscode.Uri.joinPath(source, '..');
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

/**
 * Asks where to write a file.
 *
 * @param folder what is proposed; undefined: what VS Code proposes
 */
export async function askForTarget(
  title: string,
  folder: vscode.Uri | undefined,
  name: string,
  filters?: Record<string, string[]>,
): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title,
    ...(filters && { filters }),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}

/** Says where something was written, with a button that opens it. */
export async function offerToOpen(target: vscode.Uri, sentence: string): Promise<void> {
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(withoutLinks(sentence), open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', target);
}
