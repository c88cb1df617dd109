import * as vscode from 'vscode';
import { keepingPlaces } from '../documents/readingPlaces';
import type { CommandFactory } from './context';
import { fetchedTarget } from './fetchedTarget';
import { withCancellableProgress } from './progress';

/** Adds the page of events before the oldest one that the document shows. */
export const openOlderEvents: CommandFactory =
  ({ decoded, streams }) =>
  async (target?: vscode.Uri) => {
    const { uri, address } = fetchedTarget(
      streams,
      target,
      vscode.l10n.t(
        'Open a log stream from the CloudHSM sidebar first: this adds its older events.',
      ),
    );
    const { count, total } = await withCancellableProgress(
      vscode.l10n.t('Fetching older events of {0}', address.stream),
      async (signal) => {
        const stream = await streams.open(uri, signal);
        return { count: await stream.loadOlder(signal), total: stream.eventCount };
      },
    );
    if (count > 0) await keepingPlaces([uri, ...decoded.viewsOf(uri)], () => streams.announce(uri));
    const sentence =
      count > 0
        ? vscode.l10n.t('{0} older events came in above.', count)
        : address.range === undefined
          ? vscode.l10n.t('This is the whole stream, {0} events.', total)
          : vscode.l10n.t('This is a time range. Open another one for older events.');
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 8000);
  };
