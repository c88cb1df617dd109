import * as vscode from 'vscode';

/**
 * Shows a document with the cursor at a place. A file that VS Code hands to no extension (more than
 * 50 MB) is shown too.
 *
 * @param place left out: where the cursor was
 */
export async function showAt(uri: vscode.Uri, place?: vscode.Position): Promise<void> {
  const selection = place && new vscode.Range(place, place);
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch {
    // VS Code itself says what is wrong with a file that cannot be shown at all.
    await vscode.commands.executeCommand('vscode.open', uri, { selection });
    return;
  }
  const editor = await vscode.window.showTextDocument(document);
  if (place === undefined) return;
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(
    new vscode.Range(place, place),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}
