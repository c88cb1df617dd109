import * as vscode from 'vscode';
import type { AuditLog } from '../audit/table/auditLog';
import { auditLanguage } from '../editor/languages';
import { eventStart } from '../editor/eventRange';
import { HumanError } from '../sources/humanError';
import type { Context } from './context';

/** The log in the active editor, raw or decoded, and the place of the cursor in it. */
export interface ActiveLog {
  readonly log: AuditLog;
  /** The row of the event at the cursor, or else of the one before it; -1 before the first. */
  readonly row: number;
  /** The cursor in the log's own text (UTF-16 code units); undefined in a decoded view. */
  readonly offset: number | undefined;
  /** Puts the cursor on an event and brings it to the screen. */
  readonly show: (row: number) => void;
}

/** Throws `HumanError` where no log is in the active editor. */
export function activeLog({
  audit,
  decoded,
  tails,
}: Pick<Context, 'audit' | 'decoded' | 'tails'>): ActiveLog {
  const editor = vscode.window.activeTextEditor;
  const uri = editor?.document.uri;
  const view = uri && (decoded.get(uri) ?? tails.view(uri));
  const shown = editor && view?.eventAtOrBefore(editor.selection.active.line);
  const of = shown && view?.logs[shown.log];
  if (editor !== undefined && shown !== undefined && of !== undefined) {
    return {
      log: of.log,
      row: shown.row,
      offset: undefined,
      show: (row) => {
        const line = view?.lineOf({ log: shown.log, row });
        if (line !== undefined) reveal(editor, new vscode.Position(line, 0));
      },
    };
  }
  if (editor?.document.languageId !== auditLanguage) {
    throw new HumanError(vscode.l10n.t('Open an audit log first, and put the cursor in it.'));
  }
  const { document, selection } = editor;
  const log = audit.log(document);
  const offset = document.offsetAt(selection.active);
  return {
    log,
    row: log.rowAtOrBefore(offset) ?? -1,
    offset,
    show: (row) => reveal(editor, eventStart(log, row)),
  };
}

function reveal(editor: vscode.TextEditor, position: vscode.Position): void {
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, position),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}
