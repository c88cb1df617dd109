import * as vscode from 'vscode';
import type { MessageNode } from '../../sidebar/nodes';
import type { CommandFactory } from '../context';

/** Writes the sign-in command that an error in the sidebar names into a terminal. */
export const signIn: CommandFactory = () => (node: MessageNode) => {
  if (node.error?.terminal !== undefined) typeInTerminal(node.error.terminal);
};

/** The person presses Enter: the extension starts nothing with credentials by itself. */
export function typeInTerminal(command: string): void {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('AWS sign-in') });
  terminal.show();
  terminal.sendText(command, false);
}
