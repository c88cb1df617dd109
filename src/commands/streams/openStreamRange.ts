import * as vscode from 'vscode';
import { viewUri } from '../../documents/decoded/decodedAddress';
import { streamUri, type StreamAddress } from '../../documents/streams/streamAddress';
import {
  connectionOf,
  newestEventTime,
  type ClusterNode,
  type StreamNode,
} from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import { streamsSince } from '../../sources/streamsSince';
import type { TimeRange } from '../../sources/timeRange';
import type { Context } from '../context';
import { withoutLinks } from '../notificationText';
import { pickRange } from './rangePick';
import { withCancellableProgress } from '../progress';
import { fetchRanges } from './rangeFetching';

/**
 * Asks for a time range and opens what a stream, or all streams of a cluster merged, hold of it,
 * decoded, or a stream's as text. Cancel ends the requests; what has come is shown and what is missing is said.
 */
export async function openStreamRange(
  context: Context,
  node: ClusterNode | StreamNode,
): Promise<void> {
  const name = node.kind === 'cluster' ? node.cluster.name : node.stream.name;
  const title = vscode.l10n.t('Open a time range of {0}', name);
  const connection = connectionOf(node).name;
  const picked = await pickRange(
    title,
    context.clock() + (context.sourceOf(connection).clockAhead ?? 0),
    newestEventTime(node),
    node.kind === 'stream',
  );
  if (picked === undefined) return;
  const { isRaw, range } = picked;
  const addresses =
    node.kind === 'stream'
      ? [{ connection, logGroup: node.parent.cluster.logGroup, stream: node.stream.name, range }]
      : await streamsWith(context, node, range);
  const [first] = addresses;
  if (first === undefined) {
    throw new HumanError(
      vscode.l10n.t('No log stream of {0} has events of that time. Choose another one.', name),
    );
  }
  const uris = addresses.map(streamUri);
  const { read, missing } = await fetchRanges(context, connection, name, uris);
  const [raw] = isRaw ? read : [];
  const shown = raw ?? viewUri({ sources: read, filter: {} });
  await vscode.window.showTextDocument(shown, { preview: false });
  for (const sentence of missing) void vscode.window.showWarningMessage(withoutLinks(sentence));
}

/** The streams of a cluster that can have events of a range. */
async function streamsWith(
  { sourceOf }: Context,
  { connection: { name }, cluster }: ClusterNode,
  range: TimeRange,
): Promise<readonly StreamAddress[]> {
  return withCancellableProgress(
    vscode.l10n.t('Listing the log streams of {0}', cluster.name),
    async (signal) => {
      const streams = await streamsSince(sourceOf(name), cluster, range.from, signal);
      return streams
        .filter(({ kind }) => kind === 'hsm')
        .map(({ name: stream }) => ({
          connection: name,
          logGroup: cluster.logGroup,
          stream,
          range,
        }));
    },
  );
}
