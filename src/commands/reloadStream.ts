import * as vscode from 'vscode';
import type { CommandFactory } from './context';
import { fetchedTarget } from './fetchedTarget';
import { withCancellableProgress } from './progress';

/** Fetches a stream anew from its newest events on. */
export const reloadStream: CommandFactory =
  ({ streams }) =>
  async (target?: vscode.Uri) => {
    const { uri, address } = fetchedTarget(
      streams,
      target,
      vscode.l10n.t('Open a log stream from the CloudHSM sidebar first: this fetches it anew.'),
    );
    streams.forget(uri);
    await withCancellableProgress(
      vscode.l10n.t('Fetching the newest events of {0}', address.stream),
      (signal) => streams.open(uri, signal),
    );
    streams.announce(uri);
  };
