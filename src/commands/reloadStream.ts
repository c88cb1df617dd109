import * as vscode from 'vscode';
import { HumanError } from '../sources/humanError';
import type { CommandFactory } from './context';
import { withCancellableProgress } from './progress';

/** Fetches a stream anew from its newest events on. */
export const reloadStream: CommandFactory =
  ({ streams }) =>
  async (target?: vscode.Uri) => {
    const uri = target ?? vscode.window.activeTextEditor?.document.uri;
    const address = uri === undefined ? undefined : streams.get(uri)?.address;
    if (uri === undefined || address === undefined) {
      throw new HumanError(
        vscode.l10n.t('Open a log stream from the CloudHSM sidebar first: this fetches it anew.'),
      );
    }
    streams.forget(uri);
    await withCancellableProgress(
      vscode.l10n.t('Fetching the newest events of {0}', address.stream),
      (signal) => streams.open(uri, signal),
    );
    streams.announce(uri);
  };
