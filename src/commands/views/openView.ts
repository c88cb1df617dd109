import * as vscode from 'vscode';
import type { ShownEvent } from '../../audit/decoded/decodedView';
import { viewUri, type DecodedAddress } from '../../documents/decoded/decodedAddress';
import type { Context } from '../context';
import { showAt } from '../goTo/showAt';

/**
 * Opens a decoded view, with the cursor on an event where one is given and shown. A log that does not
 * fit into one tab is said to, with the way out.
 */
export async function openView(
  { decoded }: Pick<Context, 'decoded'>,
  address: DecodedAddress,
  event?: ShownEvent,
): Promise<void> {
  const uri = viewUri(address);
  await vscode.window.showTextDocument(uri, { preview: false });
  const view = await decoded.current(uri);
  const line = event === undefined ? undefined : view?.lineOf(event);
  if (line !== undefined) await showAt(uri, new vscode.Position(line, 0));
  if (view === undefined || view.left === 0) return;
  void offerFilter(view.left);
}

async function offerFilter(left: number): Promise<void> {
  const filter = vscode.l10n.t('Filter Events…');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} events of this log do not fit into one tab. Choose a time range or another filter to see them.',
      left.toLocaleString(vscode.env.language),
    ),
    filter,
  );
  if (chosen === filter) await vscode.commands.executeCommand('cloudhsm.filterEvents');
}
