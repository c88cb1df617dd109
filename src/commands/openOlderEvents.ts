import * as vscode from 'vscode';
import { sourceUri } from '../documents/decodedDocuments';
import { HumanError } from '../sources/humanError';
import type { CommandFactory } from './context';
import { withCancellableProgress } from './progress';

/** Adds the page of events before the oldest one that the document shows. */
export const openOlderEvents: CommandFactory =
  ({ streams }) =>
  async (target?: vscode.Uri) => {
    const shown = target ?? vscode.window.activeTextEditor?.document.uri;
    const uri = shown === undefined ? undefined : (sourceUri(shown) ?? shown);
    const stream = uri === undefined ? undefined : streams.get(uri);
    if (uri === undefined || stream === undefined) {
      throw new HumanError(
        vscode.l10n.t(
          'Open a log stream from the CloudHSM sidebar first: this adds its older events.',
        ),
      );
    }
    const count = await withCancellableProgress(
      vscode.l10n.t('Fetching older events of {0}', stream.address.stream),
      (signal) => streams.openOlder(uri, signal),
    );
    const sentence =
      count > 0
        ? vscode.l10n.t('{0} older events came in above.', count)
        : vscode.l10n.t('This is the whole stream: CloudWatch holds no older events.');
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 8000);
  };
