import * as vscode from 'vscode';
import { Ended } from '../../audit/table/eventTable';
import { auditLanguage } from '../../editor/languages';
import { HumanError } from '../../sources/humanError';
import type { CommandFactory } from '../context';

export const foldSuccessfulEvents = onSuccessfulEvents('editor.fold');
export const unfoldSuccessfulEvents = onSuccessfulEvents('editor.unfold');

/** Folds every event that succeeded to its first line, so that what failed stands out; or undoes it. */
function onSuccessfulEvents(command: 'editor.fold' | 'editor.unfold'): CommandFactory {
  return ({ audit }) =>
    async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document?.languageId !== auditLanguage) {
        throw new HumanError(vscode.l10n.t('Open an audit log first: this folds its events.'));
      }
      const { table } = audit.log(document);
      const selectionLines: number[] = [];
      for (let row = 0; row < table.length; row++) {
        if (table.ended(row) === Ended.success) selectionLines.push(table.line(row));
      }
      await vscode.commands.executeCommand(command, { selectionLines, levels: 1 });
    };
}
