import * as vscode from 'vscode';
import { decodedLanguage } from '../languages';
import type { DecodedLookup } from './decodedHover';

/**
 * Marks the failed events of a decoded view: a bar before the line and a mark in the scroll bar.
 */
export class FailureMarks implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: 'solid',
    borderWidth: '0 0 0 3px',
    // Unlike many colours these two are there in the high contrast themes, too.
    borderColor: new vscode.ThemeColor('editorError.foreground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.errorForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  private readonly subscription: vscode.Disposable;

  constructor(private readonly lookup: DecodedLookup) {
    this.subscription = vscode.Disposable.from(
      this.decoration,
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(this.mark)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const shown = vscode.window.visibleTextEditors.filter(
          (editor) => editor.document === document,
        );
        shown.forEach(this.mark);
      }),
    );
    vscode.window.visibleTextEditors.forEach(this.mark);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private readonly mark = (editor: vscode.TextEditor): void => {
    const { languageId, uri } = editor.document;
    const shown = languageId === decodedLanguage ? this.lookup(uri) : undefined;
    if (shown === undefined) return;
    const failed = shown.failedLines().map((line) => new vscode.Range(line, 0, line, 0));
    editor.setDecorations(this.decoration, failed);
  };
}
