import * as vscode from 'vscode';
import { decodedAddress } from '../../documents/decoded/decodedAddress';
import { HumanError } from '../../sources/humanError';
import { chosenEvents } from '../export/chosenEvents';
import type { CommandFactory } from '../context';
import { showStoredEvent } from './goToStoredEvent';
import { showAt } from './showAt';

/** From a line of a decoded view or a tail to the event's own text. */
export const goToRawEvent: CommandFactory = (context) => async () => {
  const { decoded, tails } = context;
  const active = vscode.window.activeTextEditor;
  if (active !== undefined && tails.get(active.document.uri) !== undefined) {
    await showStoredEvent(context, await chosenEvents(context));
    return;
  }
  const address = active === undefined ? undefined : decodedAddress(active.document.uri);
  if (active === undefined || address === undefined) {
    throw new HumanError(vscode.l10n.t('Put the cursor on an event of a decoded log first.'));
  }
  const view = await decoded.current(active.document.uri);
  const shown = view?.eventAtOrBefore(active.selection.active.line);
  const source = address.sources[shown?.log ?? 0];
  if (source === undefined) return;
  const named = shown && view?.logs[shown.log];
  if (named?.rawOffset !== undefined) {
    await showInContainer(source, named.rawOffset(shown?.row ?? 0));
    return;
  }
  const span = shown && named?.log.event(shown.row).span;
  await showAt(source, span && new vscode.Position(span.line, span.column));
};

/** Shows JSON or CSV at the string that holds an event. */
async function showInContainer(source: vscode.Uri, offset: number | undefined): Promise<void> {
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(source);
  } catch (error) {
    throw new HumanError(
      vscode.l10n.t(
        'This file is shown decoded only: it is compressed or large. Unpack it to see its text.',
      ),
      undefined,
      { cause: error },
    );
  }
  await showAt(source, offset === undefined ? undefined : document.positionAt(offset));
}
