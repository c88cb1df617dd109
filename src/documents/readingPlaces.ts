import * as vscode from 'vscode';

/** How long an editor may take to show a text that has grown, in ms. */
const patienceMs = 5000;

/**
 * Lets documents grow at their start and keeps what is read on the screen, in every editor that shows
 * one of them. An editor that stands at the top would stay there otherwise, above the new text.
 *
 * @param grow announces the new text; the editors show it some time later
 */
export async function keepingPlaces(uris: readonly vscode.Uri[], grow: () => void): Promise<void> {
  const keys = new Set(uris.map(String));
  const editors = vscode.window.visibleTextEditors.filter(({ document }) =>
    keys.has(document.uri.toString()),
  );
  const kept = Promise.all(editors.map(keepPlace));
  grow();
  await kept;
}

async function keepPlace(editor: vscode.TextEditor): Promise<void> {
  const { document, selection, visibleRanges } = editor;
  const top = visibleRanges[0]?.start.line ?? 0;
  const { lineCount } = document;
  await changed(document);
  const added = document.lineCount - lineCount;
  if (added <= 0) return;
  if (selection.isEmpty && selection.active.isEqual(new vscode.Position(0, 0))) {
    const start = new vscode.Position(added, 0);
    editor.selection = new vscode.Selection(start, start);
  }
  const first = new vscode.Position(top + added, 0);
  editor.revealRange(new vscode.Range(first, first), vscode.TextEditorRevealType.AtTop);
}

/**
 * Lets documents grow at their end and keeps the cursor of every editor that shows one of them: at the
 * end of the text it would go along with what is put in there.
 *
 * @param grow announces the new text; the editors show it some time later
 */
export async function keepingCursors(uris: readonly vscode.Uri[], grow: () => void): Promise<void> {
  const keys = new Set(uris.map(String));
  const atEnd = vscode.window.visibleTextEditors.filter(
    ({ document, selections }) =>
      keys.has(document.uri.toString()) &&
      selections.some(({ end }) => end.line === document.lineCount - 1),
  );
  const kept = Promise.all(atEnd.map(keepCursor));
  grow();
  await kept;
}

async function keepCursor(editor: vscode.TextEditor): Promise<void> {
  const { selections } = editor;
  await changed(editor.document);
  editor.selections = selections;
}

/**
 * Waits until a document shows a text of so many lines, which its file has already: an editor gets what
 * is new some time later, and what is a line of the one would be none of the other.
 *
 * @param lineCount without the empty line behind the last line end
 */
export async function shownWith(document: vscode.TextDocument, lineCount: number): Promise<void> {
  if (document.lineCount !== lineCount + 1) await changed(document);
}

/** Waits for a document's next change, but not for ever: its text may be the same in the end. */
function changed(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(done, patienceMs);
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && event.contentChanges.length > 0) done();
    });
  });
}
