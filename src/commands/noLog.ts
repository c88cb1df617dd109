import * as vscode from 'vscode';
import { mostSyncedBytes } from '../editor/largeLogs/largeTabs';
import { HumanError } from '../sources/humanError';
import { activeFile } from './activeFile';

/**
 * What to say where the active editor shows no log. VS Code hands no file of more than 50 MB to an
 * extension: of such a one on the screen the way out is said, not to open what is open.
 *
 * @param otherwise the sentence for any other editor
 */
export async function noLog(otherwise: string): Promise<HumanError> {
  const file = vscode.window.activeTextEditor === undefined ? activeFile() : undefined;
  if (file === undefined) return new HumanError(otherwise);
  const size = await vscode.workspace.fs.stat(file).then(
    (found) => found.size,
    () => 0, // it is gone
  );
  if (size <= mostSyncedBytes) return new HumanError(otherwise);
  return new HumanError(
    vscode.l10n.t(
      'This file is larger than 50 MB: VS Code lets no extension read its text. Open it decoded, or a time range of it.',
    ),
    'openLargeLog',
  );
}
