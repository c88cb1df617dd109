import * as vscode from 'vscode';
import { keepingPlaces } from '../../documents/readingPlaces';
import type { CommandFactory } from '../context';
import { fetchedTargets, targetName } from './fetchedTargets';
import { withCancellableProgress } from '../progress';

/** Adds the page of events before the oldest one that the document shows; of merged logs, of each. */
export const openOlderEvents: CommandFactory =
  ({ decoded, streams }) =>
  async (target?: vscode.Uri) => {
    const targets = fetchedTargets(
      streams,
      target,
      vscode.l10n.t(
        'Open a log stream from the CloudHSM sidebar first: this adds its older events.',
      ),
    );
    const uris = targets.map(({ uri }) => uri);
    let count = 0;
    let total = 0;
    const grown: vscode.Uri[] = [];
    const ended: vscode.Uri[] = [];
    const load = async (uri: vscode.Uri, signal: AbortSignal): Promise<void> => {
      const stream = await streams.open(uri, signal);
      const had = stream.hasOlder;
      const came = await stream.loadOlder(signal);
      count += came;
      total += stream.eventCount;
      // The service tells only by an answer without events that none are older.
      if (came > 0) grown.push(uri);
      else if (stream.hasOlder !== had) ended.push(uri);
    };
    try {
      await withCancellableProgress(
        vscode.l10n.t('Fetching older events of {0}', targetName(targets)),
        (signal) => Promise.all(uris.map((uri) => load(uri, signal))),
      );
    } finally {
      // What has come is shown, also when another one fails.
      for (const uri of ended) streams.announce(uri);
      if (grown.length > 0) {
        const shown = [...grown, ...new Set(grown.flatMap((uri) => decoded.viewsOf(uri)))];
        await keepingPlaces(shown, () => grown.forEach((uri) => streams.announce(uri)));
      }
    }
    const isRange = targets.every(({ address }) => address.range !== undefined);
    const sentence =
      count > 0
        ? cameIn(count)
        : isRange
          ? vscode.l10n.t('This is a time range. Open another one for older events.')
          : uris.length > 1
            ? vscode.l10n.t('These are the whole streams, {0} events.', total)
            : vscode.l10n.t('This is the whole stream, {0} events.', total);
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 8000);
  };

function cameIn(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 older event came in above.')
    : vscode.l10n.t('{0} older events came in above.', count);
}
