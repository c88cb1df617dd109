import * as vscode from 'vscode';
import { problemCode, problemSource } from '../../editor/problems/problemSource';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';

/** Hides one kind of problem in one file; offered by the problem itself, or chosen among those of the editor. */
export const hideProblems: CommandFactory =
  ({ hiddenProblems }): Command =>
  async (chosen?: vscode.Uri, chosenCode?: string) => {
    const uri = chosen ?? vscode.window.activeTextEditor?.document.uri;
    const code = chosenCode ?? (uri && (await askForCode(uri)));
    if (uri !== undefined && code !== undefined) await hiddenProblems.hide(uri, code);
  };

async function askForCode(uri: vscode.Uri): Promise<string | undefined> {
  const codes = vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === problemSource)
    .map(problemCode);
  if (codes.length === 0) throw new HumanError(vscode.l10n.t('No problem is shown in this file.'));
  const items = [...new Set(codes)].map((code) => {
    const count = codes.filter((one) => one === code).length;
    return { label: code, description: vscode.l10n.t('{0} in this file', count) };
  });
  const title = vscode.l10n.t('Hide which problems in this file?');
  return (await vscode.window.showQuickPick(items, { title }))?.label;
}

/** Shows the problems of the active file again that were hidden. */
export const showHiddenProblems: CommandFactory =
  ({ hiddenProblems }) =>
  async () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    if (uri === undefined) {
      throw new HumanError(vscode.l10n.t('Open the log first whose problems are hidden.'));
    }
    const count = await hiddenProblems.showAll(uri);
    const sentence =
      count === 0
        ? vscode.l10n.t('No problem is hidden in this file.')
        : vscode.l10n.t('All problems of this file are shown again.');
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 8000);
  };
