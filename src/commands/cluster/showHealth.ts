import * as vscode from 'vscode';
import { baseName } from '../../documents/files/baseName';
import { AuditLog } from '../../audit/table/auditLog';
import { viewUri } from '../../documents/decoded/decodedAddress';
import { streamUri } from '../../documents/streams/streamAddress';
import { trailUri } from '../../documents/trail/trailAddress';
import { writeWhole } from '../../documents/files/wholeFiles';
import type { HealthExport, ViewActions, ViewedCluster } from '../../health/healthViews';
import type { EventPlace, EventSources } from '../../health/timelineEvents';
import { clusterId } from '../../sources/clusterHealth/healthSource';
import { HumanError } from '../../sources/humanError';
import type { TimeRange } from '../../sources/timeRange';
import { connectionOf, type ClusterNode, type HealthNode } from '../../sidebar/nodes';
import type { Command, CommandFactory, Context } from '../context';
import { askForTarget, folderOf, offerToOpen } from '../export/exportTarget';
import { withCancellableProgress } from '../progress';
import { reporting } from '../reporting';
import { showAt } from '../goTo/showAt';
import { pickClusterRow } from '../tree/rowPick';

/** Enough text for a whole event. */
const headLength = 4000;

/** Shows the metrics of a cluster as charts, under one timeline of audit and CloudTrail events. */
export const showHealth: CommandFactory =
  (context): Command =>
  async (chosen?: ClusterNode | HealthNode) => {
    const title = vscode.l10n.t('Show the health of which cluster?');
    const node = chosen ?? (await pickClusterRow(context, title, true));
    if (node === undefined) return;
    const { cluster } = node.kind === 'cluster' ? node : node.parent;
    const connection = connectionOf(node)?.name ?? '';
    (await context.healthViews()).show({ connection, cluster }, viewActions(context));
  };

function viewActions(context: Context): ViewActions {
  const told =
    <Args extends readonly unknown[]>(act: (...args: Args) => Promise<void>) =>
    async (...args: Args): Promise<void> => {
      await reporting(
        () => act(...args),
        (error) => context.log.error(error as Error),
      )();
    };
  return {
    event: told((of, place) =>
      place.kind === 'audit'
        ? openAuditEvent(context, of, place)
        : openTrailEvent(context, of, place.id),
    ),
    range: told((of, range, sources) => openEvents(context, of, range, sources)),
    save: told(saveExport),
  };
}

/** Opens the events of a time decoded beside the view: those of CloudTrail, and over them those of the logs. */
async function openEvents(
  context: Context,
  { connection, cluster }: ViewedCluster,
  range: TimeRange,
  { streams, hasTrail }: EventSources,
): Promise<void> {
  const { logGroup } = cluster;
  const sources = streams.map((stream) => streamUri({ connection, logGroup, stream }));
  const trail = trailUri({ kind: 'connection', connection, logGroup, range });
  if (sources.length === 0 && !hasTrail) {
    throw new HumanError(vscode.l10n.t('There is no event in the marked time. Mark another one.'));
  }
  await withCancellableProgress(vscode.l10n.t('Fetching events'), async (signal) => {
    if (hasTrail) await context.trail.open(trail, signal);
    for (const uri of sources) await fetchTime(context, uri, range, signal);
  });
  const filter = { from: BigInt(range.from) * 1000n, to: BigInt(range.to) * 1000n - 1n };
  const documents = [
    ...(hasTrail ? [trail] : []),
    ...(sources.length > 0 ? [viewUri({ sources, filter })] : []),
  ];
  let viewColumn: vscode.ViewColumn | undefined = vscode.ViewColumn.Beside;
  for (const uri of documents) {
    ({ viewColumn } = await vscode.window.showTextDocument(uri, {
      ...(viewColumn !== undefined && { viewColumn }),
      preview: false,
    }));
  }
}

async function openAuditEvent(
  context: Context,
  { connection, cluster }: ViewedCluster,
  { stream, time, sequence }: EventPlace & { readonly kind: 'audit' },
): Promise<void> {
  const uri = streamUri({ connection, logGroup: cluster.logGroup, stream });
  const text = await withCancellableProgress(
    vscode.l10n.t('Fetching log stream {0}', stream),
    (signal) => fetchTime(context, uri, { from: time / 1000, to: time / 1000 }, signal),
  );
  const { table } = AuditLog.of(text);
  for (let row = table.length - 1; row >= 0; row--) {
    if (table.time(row) !== time || table.sequence(row) !== sequence) continue;
    await showAt(uri, new vscode.Position(table.line(row), 0));
    return;
  }
  throw new HumanError(
    vscode.l10n.t('The event is not in log stream {0} any more: it may have expired.', stream),
  );
}

/** Fetches a stream back to a time, and what has come since where that may be in it. @returns its text */
async function fetchTime(
  { streams }: Context,
  uri: vscode.Uri,
  { from, to }: TimeRange,
  signal: AbortSignal,
): Promise<string> {
  const fetched = await streams.open(uri, signal);
  const oldest = (): number => {
    const { table } = AuditLog.of(fetched.text.slice(0, headLength));
    return table.length === 0 ? Infinity : table.time(0) / 1000;
  };
  const { table } = AuditLog.of(fetched.text.slice(-headLength));
  const newest = table.length === 0 ? -Infinity : table.time(table.length - 1) / 1000;
  let grown = newest <= to && (await fetched.loadNewer(signal)) > 0;
  while (oldest() >= from && (await fetched.loadOlder(signal)) > 0) grown = true;
  if (grown) streams.announce(uri);
  return fetched.text;
}

async function openTrailEvent(
  { trail }: Context,
  { connection, cluster }: ViewedCluster,
  id: string | undefined,
): Promise<void> {
  const uri = trailUri({ kind: 'connection', connection, logGroup: cluster.logGroup });
  const shown = await withCancellableProgress(
    vscode.l10n.t('Fetching the CloudTrail events of {0}', cluster.name),
    (signal) => trail.open(uri, signal),
  );
  const line = shown.eventOfLine.findIndex((event) => event !== undefined && event.id === id);
  if (line < 0) {
    throw new HumanError(
      vscode.l10n.t(
        'The event is not among the CloudTrail events that are opened at once. Mark its time in the timeline and choose Open Events.',
      ),
    );
  }
  await showAt(uri, new vscode.Position(line, 0));
}

async function saveExport(
  { cluster }: ViewedCluster,
  { extension, bytes }: HealthExport,
): Promise<void> {
  const name = `${clusterId(cluster).replace(/[^\w.-]/g, '_')}-health.${extension}`;
  const target = await askForTarget(
    vscode.l10n.t('Save the health of {0}', cluster.name),
    folderOf(undefined),
    name,
    { [extension.toUpperCase()]: [extension] },
  );
  if (target === undefined) return;
  await writeWhole(target, bytes);
  await offerToOpen(target, vscode.l10n.t('The health is in {0}.', baseName(target)));
}
