import * as vscode from 'vscode';
import { isWrappedLog } from '../../audit/containers/unwrappedLog';
import { decodedAddress, decodedUri } from '../../documents/decoded/decodedAddress';
import { auditLanguage, decodedLanguage } from '../../editor/languages';
import { activeFile } from '../activeFile';
import type { CommandFactory } from '../context';
import { logFileFilters } from './logFiles';
import { openView } from './openView';

/**
 * Opens a log decoded, one line an event: the file chosen in the explorer, the one in the active
 * editor, or one that is asked for. From a raw event it goes to that event's line.
 */
export const openDecoded: CommandFactory = (context) => async (chosen?: vscode.Uri) => {
  const active = vscode.window.activeTextEditor;
  const shown = holdsLog(active?.document) ? active?.document.uri : undefined;
  // A file that is too large for extensions has a tab, but no editor that they see.
  const unseen = active === undefined ? activeFile() : undefined;
  const uri = chosen ?? shown ?? unseen ?? (await askForFile());
  if (uri === undefined) return;
  const target = decodedAddress(uri) === undefined ? decodedUri(uri) : uri;
  // JSON or CSV has other rows as a text than the events in it.
  const row =
    shown?.toString() === uri.toString() && active !== undefined && target !== uri
      ? context.audit.rowAtOrBefore(active.document, active.selection.active)
      : undefined;
  const address = decodedAddress(target);
  if (address === undefined) return;
  await openView(context, address, row === undefined ? undefined : { log: 0, row });
};

function holdsLog(document: vscode.TextDocument | undefined): boolean {
  if (document === undefined) return false;
  const { languageId } = document;
  if (languageId === auditLanguage || languageId === decodedLanguage) return true;
  // JSON or CSV that wraps events keeps its own language.
  return isWrappedLog(document.getText());
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open an audit log decoded'),
    openLabel: vscode.l10n.t('Open Decoded'),
    filters: logFileFilters(),
  });
  return files?.[0];
}
