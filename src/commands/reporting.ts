import * as vscode from 'vscode';
import { HumanError, type Remedy } from '../sources/humanError';
import type { Command } from './context';

/** Whether an error says that its fetch was cancelled, which is no failure. */
export function isCancellation(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError ||
    (error instanceof Error && error.name === 'AbortError')
  );
}

/** What the button beside an error runs, by its remedy. */
const buttons: Readonly<Partial<Record<Remedy, () => { title: string; command: string }>>> = {
  addConnection: () => ({
    title: vscode.l10n.t('Add Connection'),
    command: 'cloudhsm.addConnection',
  }),
  editConnection: () => ({
    title: vscode.l10n.t('Edit Connections'),
    command: 'cloudhsm.editConnections',
  }),
  showLog: () => ({ title: vscode.l10n.t('Show Log'), command: 'cloudhsm.showLog' }),
};

/**
 * Shows every error of a command: a `HumanError` as the sentence that it is, with a button where its
 * remedy has one; anything else with the way to the log.
 */
export function reporting(command: Command, log: vscode.LogOutputChannel): Command {
  return async (...args: never[]) => {
    try {
      return await command(...args);
    } catch (error) {
      if (isCancellation(error)) return undefined;
      const shown =
        error instanceof HumanError
          ? error
          : new HumanError(
              vscode.l10n.t(
                'Something went wrong here that should not have. The log has the details.',
              ),
              'showLog',
            );
      log.error(error instanceof Error ? error : String(error));
      const button = shown.remedy === undefined ? undefined : buttons[shown.remedy]?.();
      const titles = button === undefined ? [] : [button.title];
      const choice = await vscode.window.showErrorMessage(shown.message, ...titles);
      if (button !== undefined && choice === button.title) {
        await vscode.commands.executeCommand(button.command);
      }
      return undefined;
    }
  };
}
