import * as vscode from 'vscode';
import { trailUri } from '../../documents/trail/trailAddress';
import type { CommandFactory } from '../context';
import { withCancellableProgress } from '../progress';

/** Opens a file of CloudTrail records decoded: the one chosen in the explorer, in the editor, or asked for. */
export const openTrailFile: CommandFactory =
  ({ trail }) =>
  async (chosen?: vscode.Uri) => {
    const file = chosen ?? (await askForFile());
    if (file === undefined) return;
    const uri = trailUri({ kind: 'file', file });
    await withCancellableProgress(vscode.l10n.t('Reading {0}', file.path), () => trail.open(uri));
    await vscode.window.showTextDocument(uri, { preview: false });
  };

async function askForFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open CloudTrail records decoded'),
    openLabel: vscode.l10n.t('Open Decoded'),
    filters: {
      [vscode.l10n.t('CloudTrail records')]: ['json', 'gz', 'jsonl', 'ndjson', 'log', 'txt'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return files?.[0];
}
