import * as vscode from 'vscode';
import { ShownEvents } from '../audit/decoded/shownEvents';
import type { DecodedView } from '../audit/decoded/decodedView';
import { shownWith } from '../documents/readingPlaces';
import { auditLanguage } from '../editor/languages';
import { eventStart } from '../editor/eventRange';
import type { Context } from './context';
import { noLog } from './noLog';

/** The events in the active editor, raw, decoded or tailed, and the place of the cursor among them. */
export interface ActiveLog {
  readonly events: ShownEvents;
  /** The number of the event at the cursor, or else of the one before it; -1 before the first. */
  readonly at: number;
  /** The cursor in the log's own text (UTF-16 code units); undefined in a decoded view. */
  readonly offset: number | undefined;
  /** Puts the cursor on an event and brings it to the screen. */
  readonly show: (entry: number) => void;
}

/** @throws HumanError where no log is in the active editor */
export async function activeLog({
  audit,
  decoded,
  tails,
}: Pick<Context, 'audit' | 'decoded' | 'tails'>): Promise<ActiveLog> {
  const editor = vscode.window.activeTextEditor;
  const uri = editor?.document.uri;
  const tail = uri && tails.view(uri);
  if (editor !== undefined && tail !== undefined) {
    await shownWith(editor.document, tail.lineCount);
    return inView(editor, tail);
  }
  const view = uri && (await decoded.current(uri));
  if (editor !== undefined && view !== undefined) return inView(editor, view);
  if (editor?.document.languageId !== auditLanguage) {
    throw await noLog(vscode.l10n.t('Open an audit log first, and put the cursor in it.'));
  }
  const { document, selection } = editor;
  const log = audit.log(document);
  const offset = document.offsetAt(selection.active);
  return {
    events: ShownEvents.ofLog(log),
    at: log.rowAtOrBefore(offset) ?? -1,
    offset,
    show: (row) => reveal(editor, eventStart(log, row)),
  };
}

function inView(editor: vscode.TextEditor, view: DecodedView): ActiveLog {
  return {
    events: ShownEvents.ofView(view),
    at: view.entryAtOrBefore(editor.selection.active.line),
    offset: undefined,
    show: (entry) => {
      const line = view.parts.lineOfEntry[entry];
      if (line !== undefined) reveal(editor, new vscode.Position(line, 0));
    },
  };
}

function reveal(editor: vscode.TextEditor, position: vscode.Position): void {
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, position),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}
