import * as vscode from 'vscode';
import { plainLabel } from '../../editor/plainLabel';
import type { ClusterNode, ConnectionNode, StreamNode } from '../../sidebar/nodes';
import type { Cluster, ListPage } from '../../sources/logSource';
import type { Context } from '../context';
import { withCancellableProgress } from '../progress';
import { clustersWithoutLogs, noConnection, pickCluster } from './clusterPick';

/*
 * The rows of the tree that commands are about, for who runs them from the command palette: there is no
 * row then, so that it is asked for. Each question gives undefined on Escape.
 */

type Asking = Pick<Context, 'connections' | 'log' | 'sourceOf' | 'tree'>;
type Row = ConnectionNode | ClusterNode | StreamNode;

/**
 * Asks for a cluster of any connection.
 *
 * @param withUnlogged whether those without logs are offered too
 */
export async function pickClusterRow(
  context: Asking,
  title: string,
  withUnlogged = false,
): Promise<ClusterNode | undefined> {
  const picked = await pickCluster(context, { title, withSample: true, withUnlogged });
  return picked && context.tree.clusterNode(picked.connection, picked.cluster);
}

/** Asks for a cluster, then for one of its streams. */
export async function pickStreamRow(
  context: Asking,
  title: string,
): Promise<StreamNode | undefined> {
  const cluster = await pickClusterRow(context, title);
  return cluster && pickOne(title, (await streamsOf(context, cluster)).map(itemIn(context)));
}

/** Asks for a cluster, then for the cluster itself or one of its streams. */
export async function pickLogRow(
  context: Asking,
  title: string,
): Promise<ClusterNode | StreamNode | undefined> {
  const cluster = await pickClusterRow(context, title);
  if (cluster === undefined) return undefined;
  const rows = [cluster, ...(await streamsOf(context, cluster))];
  return pickOne<ClusterNode | StreamNode>(title, rows.map(itemIn(context)));
}

/** Asks for a cluster, then for any number of its streams. */
export async function pickStreamRows(
  context: Asking,
  title: string,
): Promise<readonly StreamNode[]> {
  const cluster = await pickClusterRow(context, title);
  if (cluster === undefined) return [];
  const items = (await streamsOf(context, cluster)).map(itemIn(context));
  const chosen = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  return (chosen ?? []).map(({ row }) => row);
}

/**
 * Asks for a connection; where there is only one, takes it.
 *
 * @param withSample whether the sample is one
 * @throws HumanError where there is none
 */
export async function pickConnectionRow(
  context: Pick<Asking, 'tree'>,
  title: string,
  withSample = true,
): Promise<ConnectionNode | undefined> {
  const rows = context.tree.connectionNodes().filter(({ aws }) => withSample || aws !== undefined);
  if (rows.length === 0) throw noConnection();
  return rows.length === 1 ? rows[0] : pickOne(title, rows.map(itemIn(context)));
}

/**
 * Asks for a connection, then for all of it or one of its clusters.
 *
 * @param withUnlogged whether clusters without logs are offered too
 */
export async function pickListRow(
  context: Asking,
  title: string,
  withUnlogged = false,
): Promise<ConnectionNode | ClusterNode | undefined> {
  const connection = await pickConnectionRow(context, title);
  if (connection === undefined) return undefined;
  const { tree, sourceOf } = context;
  const { clusters, unlogged } = await withCancellableProgress(
    vscode.l10n.t('Listing the clusters of {0}', connection.name),
    async (signal) => {
      const logged = await everyItem(sourceOf(connection.name).clusters(signal));
      return {
        clusters: logged,
        unlogged: withUnlogged
          ? await clustersWithoutLogs(context, connection.name, logged, signal)
          : [],
      };
    },
  );
  const item = itemIn(context);
  const clusterRow = (cluster: Cluster): RowItem<ClusterNode> =>
    item(tree.clusterNode(connection.name, cluster));
  return pickOne<ConnectionNode | ClusterNode>(title, [
    { ...item(connection), description: vscode.l10n.t('all clusters') },
    ...clusters.map(clusterRow),
    ...unlogged.map((one) => ({ ...clusterRow(one), description: vscode.l10n.t('no logs') })),
  ]);
}

/** Asks for one of rows of any place, each shown with where it is; where there is only one, takes it. */
export async function pickAmong<One extends Row>(
  context: Pick<Asking, 'tree'>,
  rows: readonly One[],
  title: string,
): Promise<One | undefined> {
  const item = itemIn(context);
  const placed = rows.map((row) => {
    const parent = context.tree.getParent(row) as Row | undefined;
    return { ...item(row), description: parent === undefined ? '' : item(parent).label };
  });
  return rows.length === 1 ? rows[0] : pickOne(title, placed);
}

type RowItem<One extends Row> = vscode.QuickPickItem & { readonly row: One };

/** A row with the words that it has in the tree. */
function itemIn({ tree }: Pick<Asking, 'tree'>): <One extends Row>(row: One) => RowItem<One> {
  return (row) => {
    const { label, description } = tree.getTreeItem(row);
    return {
      label: plainLabel(typeof label === 'string' ? label : ''),
      description: plainLabel(typeof description === 'string' ? description : ''),
      row,
    };
  };
}

async function streamsOf(
  { sourceOf }: Asking,
  parent: ClusterNode,
): Promise<readonly StreamNode[]> {
  const { cluster, connection } = parent;
  const streams = await withCancellableProgress(
    vscode.l10n.t('Listing the log streams of {0}', cluster.name),
    (signal) => everyItem(sourceOf(connection.name).streams(cluster, signal)),
  );
  return streams.map((stream) => ({ kind: 'stream', parent, stream }));
}

async function everyItem<Item>(pages: AsyncIterable<ListPage<Item>>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const { items } of pages) found.push(...items);
  return found;
}

async function pickOne<One extends Row>(
  title: string,
  items: readonly RowItem<One>[],
): Promise<One | undefined> {
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return chosen?.row;
}
