import * as vscode from 'vscode';
import { streamUri } from '../documents/streamAddress';
import { connectionOf, type StreamNode } from '../sidebar/nodes';
import type { CommandFactory } from './context';
import { withCancellableProgress } from './progress';

/** The address of the document that a node of the tree opens. */
export function nodeUri(node: StreamNode): vscode.Uri {
  return streamUri({
    connection: connectionOf(node).name,
    logGroup: node.parent.cluster.logGroup,
    stream: node.stream.name,
  });
}

/** Opens a stream at its newest events, as the text that the HSM wrote. */
export const openStream: CommandFactory =
  ({ streams }) =>
  async (node: StreamNode) => {
    const uri = nodeUri(node);
    await withCancellableProgress(
      vscode.l10n.t('Fetching the newest events of {0}', node.stream.name),
      (signal) => streams.open(uri, signal),
    );
    const editor = await vscode.window.showTextDocument(uri);
    revealEnd(editor);
  };

/** The newest event stands last; an editor that was open already stays where it is. */
export function revealEnd(editor: vscode.TextEditor): void {
  const { document, selection } = editor;
  if (!selection.isEmpty || selection.active.line > 0 || selection.active.character > 0) return;
  const last = document.lineAt(Math.max(0, document.lineCount - 1)).range.end;
  editor.selection = new vscode.Selection(last, last);
  editor.revealRange(new vscode.Range(last, last));
}
