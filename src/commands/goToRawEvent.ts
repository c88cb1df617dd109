import * as vscode from 'vscode';
import { sourceUri } from '../documents/decodedAddress';
import { HumanError } from '../sources/humanError';
import type { CommandFactory } from './context';

/** From a line of a decoded view to the event's own text. */
export const goToRawEvent: CommandFactory =
  ({ decoded }) =>
  async () => {
    const active = vscode.window.activeTextEditor;
    const source = active === undefined ? undefined : sourceUri(active.document.uri);
    if (active === undefined || source === undefined) {
      throw new HumanError(vscode.l10n.t('Put the cursor on an event of a decoded log first.'));
    }
    const shown = decoded.get(active.document.uri);
    const row = shown?.decoded.rowOfLine[active.selection.active.line] ?? -1;
    const span = shown === undefined || row < 0 ? undefined : shown.log.event(row).span;
    const editor = await vscode.window.showTextDocument(source);
    if (span === undefined) return;
    const start = new vscode.Position(span.line, span.column);
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(
      new vscode.Range(start, start),
      vscode.TextEditorRevealType.InCenterIfOutsideViewport,
    );
  };
