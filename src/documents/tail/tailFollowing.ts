import * as vscode from 'vscode';
import { tailScheme } from './tailScheme';

interface Followed {
  isFollowing: boolean;
  /** The first line on the screen; undefined while the text has just changed below it. */
  top: number | undefined;
}

/** Keeps the end of a tail on the screen, until somebody scrolls up; at the end it follows again. */
export class TailFollowing implements vscode.Disposable {
  private readonly editors = new WeakMap<vscode.TextEditor, Followed>();
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.grown(document)),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) =>
        this.scrolled(textEditor),
      ),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private grown(document: vscode.TextDocument): void {
    if (document.uri.scheme !== tailScheme) return;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== document) continue;
      const followed = this.of(editor);
      // Lines that fell off at the start move the screen, which is nobody's scrolling.
      followed.top = undefined;
      if (!followed.isFollowing) continue;
      const end = document.lineAt(document.lineCount - 1).range.end;
      editor.revealRange(new vscode.Range(end, end));
    }
  }

  private scrolled(editor: vscode.TextEditor): void {
    const { document, visibleRanges } = editor;
    if (document.uri.scheme !== tailScheme) return;
    const followed = this.of(editor);
    const top = visibleRanges[0]?.start.line ?? 0;
    const bottom = visibleRanges.at(-1)?.end.line ?? 0;
    if (bottom >= document.lineCount - 2) followed.isFollowing = true;
    else if (followed.top !== undefined && top < followed.top) followed.isFollowing = false;
    followed.top = top;
  }

  private of(editor: vscode.TextEditor): Followed {
    const known = this.editors.get(editor) ?? { isFollowing: true, top: undefined };
    this.editors.set(editor, known);
    return known;
  }
}
