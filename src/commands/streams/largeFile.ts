import * as vscode from 'vscode';
import { baseName } from '../../documents/files/baseName';
import { looksLikeAuditLog } from '../../audit/text/looksLikeAuditLog';
import { fileHead } from '../../sources/files/fileHead';
import { HumanError } from '../../sources/humanError';
import { activeFile } from '../activeFile';
import type { CommandFactory } from '../context';
import { withoutLinks } from '../notificationText';

const headBytes = 4096;

/** Offers ways out for an audit log that VS Code shows but hands to no extension. */
export const offerWaysOut: CommandFactory =
  ({ largeLogs }) =>
  async (uri: vscode.Uri) => {
    if (!looksLikeAuditLog(await fileHead(uri.fsPath, headBytes))) return;
    largeLogs.add(uri);
    const decoded = vscode.l10n.t('Open Decoded');
    const range = vscode.l10n.t('Open a Time Range…');
    const name = baseName(uri);
    const choice = await vscode.window.showInformationMessage(
      withoutLinks(
        vscode.l10n.t(
          '{0} is larger than 50 MB: VS Code shows its text, but lets no extension explain or colour it.',
          name,
        ),
      ),
      decoded,
      range,
    );
    if (choice === decoded) await openDecoded(uri);
    if (choice === range) await openTimeRange(uri);
  };

/** The same ways in a list, for as long as the file is on the screen. */
export const openLargeLog: CommandFactory = () => async () => {
  const uri = activeFile();
  if (uri === undefined) {
    throw new HumanError(vscode.l10n.t('Open the file of a large audit log first.'));
  }
  const ways = [
    {
      label: vscode.l10n.t('Open Decoded'),
      detail: vscode.l10n.t(
        'One line an event, with a hover and filters. Of a very large log the first 45 MB of lines.',
      ),
      open: openDecoded,
    },
    {
      label: vscode.l10n.t('Open a Time Range…'),
      detail: vscode.l10n.t('The text of a time as it stands there, with colours and all else.'),
      open: openTimeRange,
    },
  ];
  const way = await vscode.window.showQuickPick(ways, {
    title: vscode.l10n.t('Open Large Log'),
    placeHolder: vscode.l10n.t('How to read a log of more than 50 MB'),
  });
  await way?.open(uri);
};

async function openDecoded(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
}

async function openTimeRange(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('cloudhsm.openTimeRange', uri);
}
