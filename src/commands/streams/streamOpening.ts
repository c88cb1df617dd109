import * as vscode from 'vscode';
import { streamUri } from '../../documents/streams/streamAddress';
import type { AuditDocuments } from '../../editor/auditDocuments';
import { auditLanguage } from '../../editor/languages';
import { connectionOf, type StreamNode } from '../../sidebar/nodes';
import type { Command, CommandFactory } from '../context';
import { withCancellableProgress } from '../progress';
import { pickStreamRow } from '../tree/rowPick';

/**
 * Makes a command that opens a stream of the tree at its newest events.
 *
 * @param view the address of what is shown, from the stream's own
 */
export function openingStream(view: (stream: vscode.Uri) => vscode.Uri): CommandFactory {
  return (context): Command =>
    async (chosen?: StreamNode) => {
      const node =
        chosen ?? (await pickStreamRow(context, vscode.l10n.t('Open which log stream?')));
      if (node === undefined) return;
      const uri = streamUri({
        connection: connectionOf(node).name,
        logGroup: node.parent.cluster.logGroup,
        stream: node.stream.name,
      });
      await withCancellableProgress(
        vscode.l10n.t('Fetching the newest events of {0}', node.stream.name),
        (signal) => context.streams.open(uri, signal),
      );
      const editor = await vscode.window.showTextDocument(view(uri), { preview: false });
      revealEnd(editor, context.audit);
    };
}

/** The newest event stands last; an editor that was open already stays where it is. */
function revealEnd(editor: vscode.TextEditor, audit: AuditDocuments): void {
  const { document, selection } = editor;
  if (!selection.isEmpty || !selection.active.isEqual(new vscode.Position(0, 0))) return;
  const start = newestEvent(document, audit);
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(end, end));
  editor.revealRange(new vscode.Range(start, end));
}

/** Where the last event begins; decoded, an event is a line. */
function newestEvent(document: vscode.TextDocument, audit: AuditDocuments): vscode.Position {
  if (document.languageId === auditLanguage) {
    const log = audit.log(document);
    if (log.length > 0) return document.positionAt(log.table.start(log.length - 1));
  }
  let line = document.lineCount - 1;
  while (line > 0 && document.lineAt(line).isEmptyOrWhitespace) line--;
  return new vscode.Position(line, 0);
}
