import * as vscode from 'vscode';
import type { TimeRange } from '../../sources/timeRange';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';
import { withCancellableProgress } from '../progress';
import { showGrown } from './showGrown';

const command = 'cloudhsm.fetchGap';

/**
 * Asks again for the time of a gap in a fetched log, and for nothing else; offered by the problem itself.
 * Without a gap, for the one that the event at the cursor stands behind.
 */
export const fetchGap: CommandFactory =
  ({ decoded, streams }): Command =>
  async (chosen?: vscode.Uri, chosenPart?: TimeRange) => {
    const [uri, part] =
      chosen === undefined || chosenPart === undefined ? await gapAtCursor() : [chosen, chosenPart];
    const { count, isChanged } = await withCancellableProgress(
      vscode.l10n.t('Fetching the time of the gap again'),
      async (signal) => {
        const stream = await streams.open(uri, signal);
        const before = stream.changed;
        const found = await stream.fetchAgain(part, signal);
        return { count: found, isChanged: stream.changed !== before };
      },
    );
    if (isChanged) {
      await showGrown({ decoded, streams }, uri);
    }
    const sentence =
      count > 0
        ? vscode.l10n.t('{0} events came in.', count)
        : vscode.l10n.t(
            'CloudWatch has no other events of that time: they are missing there, too.',
          );
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 8000);
  };

/** What the problem at the cursor offers. */
async function gapAtCursor(): Promise<readonly [vscode.Uri, TimeRange]> {
  const editor = vscode.window.activeTextEditor;
  const fixes =
    editor === undefined
      ? []
      : await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          editor.document.uri,
          editor.document.lineAt(editor.selection.active).range,
          vscode.CodeActionKind.QuickFix.value,
        );
  const found = fixes.find((fix) => fix.command?.command === command)?.command?.arguments;
  if (found === undefined) {
    throw new HumanError(
      vscode.l10n.t(
        'No gap is at the cursor. Problems lists the gaps of this log, and F8 leads from one to the next.',
      ),
    );
  }
  return found as [vscode.Uri, TimeRange];
}
