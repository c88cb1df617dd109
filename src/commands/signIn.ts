import * as vscode from 'vscode';
import { connectionOf, type Node } from '../sidebar/nodes';
import type { CommandFactory } from './context';

/**
 * Writes the AWS CLI's sign-in command for the connection's profile into a terminal. The person
 * presses Enter: the extension starts nothing with credentials by itself.
 */
export const signIn: CommandFactory = () => (node: Node) => {
  const profile = connectionOf(node)?.aws?.profile;
  const command =
    profile === undefined ? 'aws sso login' : `aws sso login --profile ${quote(profile)}`;
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('AWS sign-in') });
  terminal.show();
  terminal.sendText(command, false);
};

/** A profile's name comes from a file: it must stay one word of the command. */
function quote(profile: string): string {
  return /^[\w.@-]+$/.test(profile) ? profile : JSON.stringify(profile.replace(/[$`!\\"]/g, ''));
}
