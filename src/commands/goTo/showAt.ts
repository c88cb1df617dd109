import * as vscode from 'vscode';
import { shownWith } from '../../documents/readingPlaces';

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

/**
 * Shows a fetched document with the cursor at an offset (UTF-16 code units) of its text as it is now. One
 * that is open already shows that text some time later, and the cursor would stop at its old end.
 */
export async function showInText(uri: vscode.Uri, text: string, offset: number): Promise<void> {
  await shownWith(await vscode.workspace.openTextDocument(uri), lineEnds(text));
  await showAt(uri, new vscode.Position(lineEnds(text.slice(0, offset)), 0));
}

/** How many line ends the editor finds. */
function lineEnds(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}
