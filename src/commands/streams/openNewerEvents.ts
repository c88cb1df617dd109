import * as vscode from 'vscode';
import { plainLabel } from '../../editor/plainLabel';
import type { CommandFactory } from '../context';
import { fetchedTargets, targetName } from './fetchedTargets';
import { withCancellableProgress } from '../progress';
import { showGrown } from './showGrown';

/** Adds what has come since the newest event that the document shows; of merged logs, of each. */
export const openNewerEvents: CommandFactory =
  ({ decoded, streams }) =>
  async (target?: vscode.Uri) => {
    const targets = fetchedTargets(
      streams,
      target,
      vscode.l10n.t(
        'Open a log stream from the CloudHSM sidebar first: this adds its newer events.',
      ),
    );
    let count = 0;
    let missing: string | undefined;
    const load = async (uri: vscode.Uri, signal: AbortSignal): Promise<void> => {
      const stream = await streams.open(uri, signal);
      const before = stream.changed;
      try {
        const came = await stream.loadNewer(signal);
        count += came;
        missing ??= stream.missing;
      } finally {
        // What has come is shown, also when the rest fails.
        if (stream.changed !== before) {
          await showGrown({ decoded, streams }, uri);
        }
      }
    };
    await withCancellableProgress(
      vscode.l10n.t('Fetching newer events of {0}', targetName(targets)),
      (signal) => Promise.all(targets.map(({ uri }) => load(uri, signal))),
    );
    // What is missing is told in the words of an error, which the status bar would draw icons of.
    const words = missing === undefined ? `$(check) ${cameIn(count)}` : plainLabel(missing, 400);
    vscode.window.setStatusBarMessage(words, 8000);
  };

function cameIn(count: number): string {
  if (count === 0) {
    return vscode.l10n.t('Nothing has come since. CloudHSM delivers with some delay.');
  }
  return count === 1
    ? vscode.l10n.t('1 newer event came in.')
    : vscode.l10n.t('{0} newer events came in.', count);
}
