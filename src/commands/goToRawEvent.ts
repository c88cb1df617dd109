import * as vscode from 'vscode';
import { decodedAddress } from '../documents/decodedAddress';
import { HumanError } from '../sources/humanError';
import type { CommandFactory } from './context';
import { showAt } from './showAt';

/** From a line of a decoded view to the event's own text. */
export const goToRawEvent: CommandFactory =
  ({ decoded }) =>
  async () => {
    const active = vscode.window.activeTextEditor;
    const address = active === undefined ? undefined : decodedAddress(active.document.uri);
    if (active === undefined || address === undefined) {
      throw new HumanError(vscode.l10n.t('Put the cursor on an event of a decoded log first.'));
    }
    const view = await decoded.current(active.document.uri);
    const shown = view?.eventAtOrBefore(active.selection.active.line);
    const source = address.sources[shown?.log ?? 0];
    if (source === undefined) return;
    const span = shown && view?.logs[shown.log]?.log.event(shown.row).span;
    await showAt(source, span && new vscode.Position(span.line, span.column));
  };
