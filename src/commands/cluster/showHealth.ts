import * as vscode from 'vscode';
import { baseName } from '../../documents/files/baseName';
import { AuditLog } from '../../audit/table/auditLog';
import { trailPlace, type TrailText } from '../../audit/trail/trailText';
import { viewUri } from '../../documents/decoded/decodedAddress';
import { eventGone } from '../../documents/streams/eventGone';
import { streamUri } from '../../documents/streams/streamAddress';
import { trailUri } from '../../documents/trail/trailAddress';
import { writeWhole } from '../../documents/files/wholeFiles';
import type { HealthExport, ViewActions, ViewedCluster } from '../../health/healthViews';
import type { EventPlace, EventSources } from '../../health/timelineEvents';
import { clusterId } from '../../sources/clusterHealth/healthSource';
import { HumanError } from '../../sources/humanError';
import { rangeAround, type TimeRange } from '../../sources/timeRange';
import { connectionOf, type ClusterNode, type HealthNode } from '../../sidebar/nodes';
import type { Command, CommandFactory, Context } from '../context';
import { askForTarget, folderOf, offerToOpen } from '../export/exportTarget';
import { withoutLinks } from '../notificationText';
import { withCancellableProgress } from '../progress';
import { fetchRanges } from '../streams/rangeFetching';
import { reporting } from '../reporting';
import { showInText } from '../goTo/showAt';
import { pickClusterRow } from '../tree/rowPick';

const hourMs = 60 * 60_000;

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
        : openTrailEvent(context, of, place),
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
  const sources = streams.map((stream) => streamUri({ connection, logGroup, stream, range }));
  const trail = trailUri({ kind: 'connection', connection, logGroup, range });
  if (sources.length === 0 && !hasTrail) {
    throw new HumanError(vscode.l10n.t('There is no event in the marked time. Mark another one.'));
  }
  if (hasTrail) await fetchTrail(context, cluster, trail);
  const { read, missing } =
    sources.length > 0
      ? await fetchRanges(context, connection, cluster.name, sources)
      : { read: [], missing: [] };
  const documents = [
    ...(hasTrail ? [trail] : []),
    ...(read.length > 0 ? [viewUri({ sources: read, filter: {} })] : []),
  ];
  let viewColumn: vscode.ViewColumn | undefined = vscode.ViewColumn.Beside;
  for (const uri of documents) {
    ({ viewColumn } = await vscode.window.showTextDocument(uri, {
      ...(viewColumn !== undefined && { viewColumn }),
      preview: false,
    }));
  }
  for (const sentence of missing) void vscode.window.showWarningMessage(withoutLinks(sentence));
}

/** Opens a stream at an event: from its newest events on where it is among them, else the time around it. */
async function openAuditEvent(
  context: Context,
  { connection, cluster }: ViewedCluster,
  { stream, time, sequence }: EventPlace & { readonly kind: 'audit' },
): Promise<void> {
  const address = { connection, logGroup: cluster.logGroup, stream };
  const range = rangeAround(Math.floor(time / 1000));
  for (const uri of [streamUri(address), streamUri({ ...address, range })]) {
    const { text, missing } = await withCancellableProgress(
      vscode.l10n.t('Fetching log stream {0}', stream),
      (signal) => context.streams.open(uri, signal),
    );
    const { table } = AuditLog.of(text);
    for (let row = table.length - 1; row >= 0; row--) {
      if (table.time(row) !== time || table.sequence(row) !== sequence) continue;
      await showInText(uri, text, table.start(row));
      return;
    }
    if (missing !== undefined) throw new HumanError(missing);
  }
  throw eventGone();
}

/** Opens CloudTrail at an event: where it is open already, or its hour. */
async function openTrailEvent(
  context: Context,
  { connection, cluster }: ViewedCluster,
  { id, time }: EventPlace & { readonly kind: 'trail' },
): Promise<void> {
  const address = { kind: 'connection', connection, logGroup: cluster.logGroup } as const;
  const whole = trailUri(address);
  const from = Math.floor(time / hourMs) * hourMs;
  const hour = trailUri({ ...address, range: { from, to: from + hourMs } });
  const open = context.trail.get(whole);
  const isOpen = open !== undefined && trailPlace(open, id) !== undefined;
  const uri = isOpen ? whole : hour;
  let shown = await fetchTrail(context, cluster, uri);
  // What was read before CloudTrail told of the event has no line for it.
  if (trailPlace(shown, id) === undefined) shown = await fetchTrail(context, cluster, uri, true);
  const place = trailPlace(shown, id);
  if (place === undefined) {
    throw new HumanError(
      vscode.l10n.t(
        'The event is not among those that CloudTrail gives of its hour any more. Its event history goes back 90 days.',
      ),
    );
  }
  await showInText(uri, shown.text, place);
}

function fetchTrail(
  { trail }: Context,
  { name }: ViewedCluster['cluster'],
  uri: vscode.Uri,
  isAnew = false,
): Promise<TrailText> {
  return withCancellableProgress(
    vscode.l10n.t('Fetching the CloudTrail events of {0}', name),
    (signal) => (isAnew ? trail.reload(uri, signal) : trail.open(uri, signal)),
  );
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
