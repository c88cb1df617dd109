import * as vscode from 'vscode';
import { looksLikeTrail } from '../../audit/trail/trailRecords';
import { trailUri } from '../../documents/trail/trailAddress';
import type { CommandFactory } from '../context';
import { withCancellableProgress } from '../progress';

/** The characters of a file in which the first record stands. */
const mostHead = 20_000;

/** Opens a file of CloudTrail records decoded: the one chosen in the explorer, the one in the editor, or one that is asked for. */
export const openTrailFile: CommandFactory =
  ({ trail }) =>
  async (chosen?: vscode.Uri) => {
    const file = chosen ?? trailInEditor() ?? (await askForFile());
    if (file === undefined) return;
    const uri = trailUri({ kind: 'file', file });
    await withCancellableProgress(vscode.l10n.t('Reading {0}', file.path), () => trail.open(uri));
    await vscode.window.showTextDocument(uri, { preview: false });
  };

/** The file in the editor, where its beginning is of CloudTrail. */
function trailInEditor(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme !== 'file') return undefined;
  const head = document.getText(new vscode.Range(0, 0, 100, 0)).slice(0, mostHead);
  return looksLikeTrail(head) ? document.uri : undefined;
}

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
