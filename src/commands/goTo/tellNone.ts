import * as vscode from 'vscode';

const shownMs = 5000;

/** That there is no place to go to is no error: it is said where it disturbs nobody. */
export function tellNone(sentence: string): void {
  vscode.window.setStatusBarMessage(`$(info) ${sentence}`, shownMs);
}
