import * as vscode from 'vscode';
import { HumanError } from '../../sources/humanError';
import type { CommandFactory } from '../context';

/** Hides one kind of problem in one file; offered by the problem itself. */
export const hideProblems: CommandFactory =
  ({ hiddenProblems }) =>
  (uri: vscode.Uri, code: string) =>
    hiddenProblems.hide(uri, code);

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
