import * as vscode from 'vscode';
import { baseName } from '../../documents/files/baseName';
import { evidenceFiles } from '../../documents/export/evidence/evidenceFiles';
import { hostSlicing } from '../../audit/slices';
import { writeWholeFolder } from '../../documents/files/wholeFiles';
import { HumanError } from '../../sources/humanError';
import { chosenEvents } from './chosenEvents';
import { keptByTail, rawSource } from './rawSource';
import type { CommandFactory } from '../context';
import { exportChoice } from './exportChoice';
import { folderOf } from './exportTarget';
import { withoutLinks } from '../notificationText';
import { withCancellableProgress } from '../progress';

/**
 * Writes the logs byte by byte, their events decoded, a manifest and checksums into a new folder inside
 * the one that a person chooses.
 */
export const exportEvidence: CommandFactory = (context) => async () => {
  const chosen = await chosenEvents(context);
  const unsaved = vscode.workspace.textDocuments.find(
    (document) =>
      document.isDirty &&
      chosen.address.sources.some((source) => source.toString() === document.uri.toString()),
  );
  if (unsaved !== undefined) {
    throw new HumanError(
      vscode.l10n.t(
        'This log has changes that are not saved. Save or undo them first: evidence is of what is stored.',
      ),
    );
  }
  const choice = await exportChoice(chosen);
  if (choice === undefined) return;
  const { sources, filter } = chosen.address;
  const folder = await askForFolder(sources);
  if (folder === undefined) return;
  const now = context.clock();
  const target = vscode.Uri.joinPath(folder, folderName(now));
  await withCancellableProgress(vscode.l10n.t('Exporting evidence'), async (signal, progress) => {
    const raw = await Promise.all(
      sources.map((source, log) =>
        chosen.isTail
          ? keptByTail(context, source, chosen.logs[log]?.log.text, signal)
          : rawSource(context, source, signal),
      ),
    );
    const files = await evidenceFiles(
      {
        list: choice.list,
        raw,
        filter,
        isSelection: choice.isSelection,
        now,
        version: context.version,
      },
      { slicing: hostSlicing, signal, progress },
    );
    await writeWholeFolder(target, files, signal);
  });
  await offerToShow(target);
};

async function askForFolder(sources: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const folder = folderOf(sources[0]);
  const folders = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Export evidence into a new folder in'),
    openLabel: vscode.l10n.t('Export Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(folder === undefined ? {} : { defaultUri: folder }),
  });
  return folders?.[0];
}

/** `cloudhsm-evidence-20260312T031207Z`, in the alphabet of every file system. */
function folderName(now: number): string {
  const moment = new Date(now).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `cloudhsm-evidence-${moment}`;
}

async function offerToShow(target: vscode.Uri): Promise<void> {
  const show = vscode.l10n.t('Show Manifest');
  const chosen = await vscode.window.showInformationMessage(
    withoutLinks(
      vscode.l10n.t(
        'The evidence is in {0}. Its README.txt says how to verify it.',
        baseName(target),
      ),
    ),
    show,
  );
  if (chosen !== show) return;
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(target, 'manifest.json'));
}
