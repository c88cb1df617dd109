import * as vscode from 'vscode';
import { asHumanError, type HumanError } from '../sources/humanError';
import type { Command } from './context';
import { withoutLinks } from './notificationText';
import { typeInTerminal } from './connections/signIn';

/** Whether an error says that its fetch was cancelled, which is no failure. */
function isCancellation(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError ||
    (error instanceof Error && error.name === 'AbortError')
  );
}

/**
 * Shows every error of a command: a `HumanError` as the sentence that it is, with a button for its
 * remedy; anything else with the way to the log.
 *
 * @param report takes every error, for the log
 */
export function reporting(command: Command, report: (error: unknown) => void): Command {
  const reported: Command = async (...args: never[]) => {
    try {
      return await command(...args);
    } catch (error) {
      if (isCancellation(error)) return undefined;
      report(error);
      await showError(asHumanError(error), () => reported(...args));
      return undefined;
    }
  };
  return reported;
}

/**
 * Shows an error with a button for its remedy.
 *
 * @param retry does again what failed
 */
export async function showError(error: HumanError, retry: () => unknown): Promise<void> {
  const button = remedyButton(error, retry);
  const titles = button === undefined ? [] : [button.title];
  const choice = await vscode.window.showErrorMessage(withoutLinks(error.message), ...titles);
  if (button !== undefined && choice === button.title) await button.run();
}

interface Button {
  readonly title: string;
  readonly run: () => unknown;
}

function remedyButton({ remedy, terminal }: HumanError, retry: () => unknown): Button | undefined {
  const command = (title: string, name: string): Button => ({
    title,
    run: () => vscode.commands.executeCommand(`cloudhsm.${name}`),
  });
  switch (remedy) {
    case 'retry':
      return { title: vscode.l10n.t('Try Again'), run: retry };
    case 'signIn':
      return terminal === undefined
        ? undefined
        : { title: vscode.l10n.t('Sign In'), run: () => signInAndRetry(terminal, retry) };
    case 'editConnection':
      return command(vscode.l10n.t('Edit Connections'), 'editConnections');
    case 'addConnection':
      return command(vscode.l10n.t('Add Connection'), 'addConnection');
    case 'showLog':
      return command(vscode.l10n.t('Show Log'), 'showLog');
    case 'openLargeLog':
      return command(vscode.l10n.t('Open Large Log'), 'openLargeLog');
    case undefined:
      return undefined;
  }
}

async function signInAndRetry(terminal: string, retry: () => unknown): Promise<void> {
  typeInTerminal(terminal);
  const again = vscode.l10n.t('Try Again');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Press Enter in the terminal to sign in, and try again then.'),
    again,
  );
  if (answer === again) await retry();
}
