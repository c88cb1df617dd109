import * as vscode from 'vscode';
import { keepingCursors } from '../documents/readingPlaces';
import type { CommandFactory } from './context';
import { fetchedTarget } from './fetchedTarget';
import { withCancellableProgress } from './progress';

/** Adds what has come to a stream since the newest event that the document shows. */
export const openNewerEvents: CommandFactory =
  ({ decoded, streams }) =>
  async (target?: vscode.Uri) => {
    const { uri, address } = fetchedTarget(
      streams,
      target,
      vscode.l10n.t(
        'Open a log stream from the CloudHSM sidebar first: this adds its newer events.',
      ),
    );
    const { count, missing } = await withCancellableProgress(
      vscode.l10n.t('Fetching newer events of {0}', address.stream),
      async (signal) => {
        const stream = await streams.open(uri, signal);
        const before = stream.changed;
        try {
          return { count: await stream.loadNewer(signal), missing: stream.missing };
        } finally {
          // What has come is shown, also when the rest fails.
          if (stream.changed !== before) {
            await keepingCursors([uri, ...decoded.viewsOf(uri)], () => streams.announce(uri));
          }
        }
      },
    );
    const sentence =
      count > 0
        ? vscode.l10n.t('{0} newer events came in.', count)
        : vscode.l10n.t('Nothing has come since. CloudHSM delivers with some delay.');
    vscode.window.setStatusBarMessage(missing ?? `$(check) ${sentence}`, 8000);
  };
