import * as vscode from 'vscode';
import { streamUri } from '../../documents/streams/streamAddress';
import { trailAddress } from '../../documents/trail/trailAddress';
import { openTrailStreamCommand, type TrailStreamLink } from '../../editor/trail/trailLens';
import { defaultLogGroupPrefix } from '../../sources/connections/connection';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';
import { withCancellableProgress } from '../progress';
import { pickConnectionRow } from '../tree/rowPick';
import { showAt } from '../goTo/showAt';

/** A stream that is longer is opened at its first days only. */
const mostPages = 10;
const firstDaysMs = 7 * 24 * 60 * 60 * 1000;

/**
 * From an HSM that was added or removed to its log stream, at the begin or at the end; without a link, from
 * the one at the cursor.
 */
export const openTrailStream: CommandFactory =
  ({ streams, connections, tree }): Command =>
  async (link?: TrailStreamLink) => {
    const { document, cluster, hsm, end, time } = link ?? (await linkAtCursor());
    const address = trailAddress(vscode.Uri.parse(document, true));
    // A file does not say which connection its cluster is of.
    const title = vscode.l10n.t('Open log stream {0} of which connection?', hsm);
    const { connection, logGroup } =
      address?.kind === 'connection'
        ? address
        : { connection: (await pickConnectionRow({ tree }, title))?.name, logGroup: undefined };
    if (connection === undefined) return;
    const prefix =
      connections.all().find(({ name }) => name === connection)?.logGroupPrefix ??
      defaultLogGroupPrefix;
    const whole = { connection, logGroup: logGroup ?? prefix + cluster, stream: hsm };
    let uri = streamUri(whole);
    await withCancellableProgress(vscode.l10n.t('Fetching log stream {0}', hsm), async (signal) => {
      const stream = await streams.open(uri, signal);
      if (end === 'ends') return;
      let pages = 0;
      // To the first event there is; what came before a cancellation stays.
      while (pages < mostPages && (await stream.loadOlder(signal)) > 0) pages += 1;
      if (pages > 0) streams.announce(uri);
      if (pages < mostPages || Number.isNaN(time)) return;
      // Of a long log its first days are enough.
      uri = streamUri({ ...whole, range: { from: time, to: time + firstDaysMs } });
      await streams.open(uri, signal);
    });
    const opened = await vscode.workspace.openTextDocument(uri);
    await showAt(uri, new vscode.Position(end === 'begins' ? 0 : opened.lineCount - 1, 0));
  };

/** The link above the line of the cursor. */
async function linkAtCursor(): Promise<TrailStreamLink> {
  const editor = vscode.window.activeTextEditor;
  const lenses =
    editor === undefined
      ? []
      : await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          editor.document.uri,
        );
  const lens = lenses.find(
    ({ range, command }) =>
      command?.command === openTrailStreamCommand &&
      range.start.line === editor?.selection.active.line,
  );
  if (lens === undefined) {
    throw new HumanError(
      vscode.l10n.t(
        'Put the cursor on an event that adds or removes an HSM: its log stream begins or ends there.',
      ),
    );
  }
  return lens.command?.arguments?.[0] as TrailStreamLink;
}
