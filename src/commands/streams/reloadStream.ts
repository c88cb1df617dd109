import * as vscode from 'vscode';
import type { CommandFactory } from '../context';
import { fetchedTargets, targetName } from './fetchedTargets';
import { withCancellableProgress } from '../progress';

/** Fetches a stream, or each of a merged view, anew from its newest events on, and CloudTrail events likewise. */
export const reloadStream: CommandFactory =
  ({ streams, trail }) =>
  async (target?: vscode.Uri) => {
    const shown = target ?? vscode.window.activeTextEditor?.document.uri;
    if (shown !== undefined && trail.get(shown) !== undefined) {
      await withCancellableProgress(vscode.l10n.t('Fetching the CloudTrail events'), (signal) =>
        trail.reload(shown, signal),
      );
      return;
    }
    const targets = fetchedTargets(
      streams,
      target,
      vscode.l10n.t('Open a log stream from the CloudHSM sidebar first: this fetches it anew.'),
    );
    for (const { uri } of targets) streams.forget(uri);
    await withCancellableProgress(
      vscode.l10n.t('Fetching the newest events of {0}', targetName(targets)),
      (signal) => Promise.all(targets.map(({ uri }) => streams.open(uri, signal))),
    );
    for (const { uri } of targets) streams.announce(uri);
  };
