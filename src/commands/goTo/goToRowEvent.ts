import * as vscode from 'vscode';
import { HumanError } from '../../sources/humanError';
import type { Context } from '../context';
import { withCancellableProgress } from '../progress';
import { showAt } from './showAt';

/** From the row of a result at the cursor to its event, among those around it in its stream. */
export async function goToRowEvent(
  { results, rowEvents }: Pick<Context, 'results' | 'rowEvents'>,
  { document, selection }: vscode.TextEditor,
): Promise<void> {
  const row = await results.rowAt(document.uri, selection.active.line);
  if (row === undefined) {
    throw new HumanError(vscode.l10n.t('Put the cursor on a row of the result first.'));
  }
  const place = await withCancellableProgress(
    vscode.l10n.t('Reading the event and its stream around it'),
    (signal) => rowEvents.find(row, signal),
  );
  if (place === undefined) {
    throw new HumanError(
      vscode.l10n.t(
        'This row stands for more than one event. Without the stats command, each event is a row that leads to it.',
      ),
    );
  }
  await showAt(place.uri, place.position);
}
