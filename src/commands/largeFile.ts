import * as vscode from 'vscode';
import { looksLikeAuditLog } from '../audit/looksLikeAuditLog';
import { fileHead } from '../sources/files/fileHead';
import type { CommandFactory } from './context';
import { withoutLinks } from './notificationText';

const headBytes = 4096;

/** Offers ways out for an audit log that VS Code shows but hands to no extension. */
export const offerWaysOut: CommandFactory = () => async (uri: vscode.Uri) => {
  if (!looksLikeAuditLog(await fileHead(uri.fsPath, headBytes))) return;
  const decoded = vscode.l10n.t('Open Decoded');
  const range = vscode.l10n.t('Open a Time Range…');
  const name = uri.path.split('/').pop() ?? '';
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
  if (choice === decoded) await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
  if (choice === range) await vscode.commands.executeCommand('cloudhsm.openTimeRange', uri);
};
