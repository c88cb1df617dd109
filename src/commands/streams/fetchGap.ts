import * as vscode from 'vscode';
import { keepingCursors } from '../../documents/readingPlaces';
import type { TimeRange } from '../../sources/timeRange';
import type { CommandFactory } from '../context';
import { withCancellableProgress } from '../progress';

/** Asks again for the time of a gap in a fetched log, and for nothing else; offered by the problem itself. */
export const fetchGap: CommandFactory =
  ({ decoded, streams }) =>
  async (uri: vscode.Uri, part: TimeRange) => {
    const count = await withCancellableProgress(
      vscode.l10n.t('Fetching the time of the gap again'),
      async (signal) => (await streams.open(uri, signal)).fetchAgain(part, signal),
    );
    if (count > 0) {
      await keepingCursors([uri, ...decoded.viewsOf(uri)], () => streams.announce(uri));
    }
    const sentence =
      count > 0
        ? vscode.l10n.t('{0} events came in.', count)
        : vscode.l10n.t(
            'CloudWatch has no other events of that time: they are missing there, too.',
          );
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 8000);
  };
