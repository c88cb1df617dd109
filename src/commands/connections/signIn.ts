import * as vscode from 'vscode';
import { plainLabel } from '../../editor/plainLabel';
import type { MessageNode } from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory, Context } from '../context';
import { withCancellableProgress } from '../progress';
import { pickConnectionRow } from '../tree/rowPick';

/**
 * Writes the sign-in command that an error names into a terminal: the error of the sidebar, or what a
 * connection that is asked for answers now.
 */
export const signIn: CommandFactory =
  (context): Command =>
  async (node?: MessageNode) => {
    const command = node === undefined ? await askedCommand(context) : node.error?.terminal;
    if (command !== undefined) typeInTerminal(command);
  };

async function askedCommand(context: Context): Promise<string | undefined> {
  const connection = await pickConnectionRow(
    context,
    vscode.l10n.t('Sign in for which connection?'),
    false,
  );
  if (connection === undefined) return undefined;
  try {
    await withCancellableProgress(
      vscode.l10n.t('Asking AWS whether {0} is signed in', connection.name),
      (signal) => context.sourceOf(connection.name).clusters(signal)[Symbol.asyncIterator]().next(),
    );
  } catch (error) {
    if (error instanceof HumanError && error.terminal !== undefined) return error.terminal;
    throw error;
  }
  const sentence = vscode.l10n.t('The connection {0} is signed in.', connection.name);
  vscode.window.setStatusBarMessage(`$(check) ${plainLabel(sentence)}`, 8000);
  return undefined;
}

/** The person presses Enter: the extension starts nothing with credentials by itself. */
export function typeInTerminal(command: string): void {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('AWS sign-in') });
  terminal.show();
  terminal.sendText(command, false);
}
