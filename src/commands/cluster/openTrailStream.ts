import * as vscode from 'vscode';
import { streamUri } from '../../documents/streams/streamAddress';
import { readToBegin } from '../../documents/streams/streamBegin';
import { trailAddress } from '../../documents/trail/trailAddress';
import { openTrailStreamCommand, type TrailStreamLink } from '../../editor/trail/trailLens';
import { defaultLogGroupPrefix } from '../../sources/connections/connection';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';
import { withoutLinks } from '../notificationText';
import { withCancellableProgress } from '../progress';
import { pickConnectionRow } from '../tree/rowPick';
import { showAt } from '../goTo/showAt';

const dayMs = 24 * 60 * 60 * 1000;

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
    const isGone = await withCancellableProgress(
      vscode.l10n.t('Fetching log stream {0}', hsm),
      async (signal) => {
        const stream = await streams.open(uri, signal);
        if (end === 'ends') return false;
        const day = Number.isNaN(time)
          ? undefined
          : streamUri({ ...whole, range: { from: time, to: time + dayMs } });
        const begin = await readToBegin(
          stream,
          day && (() => streams.open(day, signal)),
          () => streams.announce(uri),
          signal,
        );
        if (begin === 'firstDay' && day !== undefined) uri = day;
        return begin === 'gone';
      },
    );
    const opened = await vscode.workspace.openTextDocument(uri);
    await showAt(uri, new vscode.Position(end === 'begins' ? 0 : opened.lineCount - 1, 0));
    if (!isGone) return;
    void vscode.window.showInformationMessage(
      withoutLinks(
        vscode.l10n.t(
          'The first events of {0} were not found: they have expired, or its first day had none. Its newest events are shown; open a time range for older ones.',
          hsm,
        ),
      ),
    );
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
