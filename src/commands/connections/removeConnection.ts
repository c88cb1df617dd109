import * as vscode from 'vscode';
import type { ConnectionNode } from '../../sidebar/nodes';
import type { CommandFactory } from '../context';

/** Removes a connection from the sidebar, after asking. Nothing changes in AWS. */
export const removeConnection: CommandFactory =
  ({ connections }) =>
  async (node?: ConnectionNode) => {
    const name = node?.name ?? (await chooseConnection(connections.all().map((one) => one.name)));
    if (name === undefined) return;
    const remove = vscode.l10n.t('Remove');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Remove the connection “{0}” from the sidebar?', name),
      { modal: true, detail: vscode.l10n.t('Nothing changes in AWS.') },
      remove,
    );
    if (answer === remove) await connections.remove(name);
  };

async function chooseConnection(names: readonly string[]): Promise<string | undefined> {
  if (names.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('There is no AWS connection to remove.'),
    );
    return undefined;
  }
  return vscode.window.showQuickPick([...names], {
    title: vscode.l10n.t('Remove a connection'),
    placeHolder: vscode.l10n.t('Which connection?'),
  });
}
