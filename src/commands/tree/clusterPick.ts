import * as vscode from 'vscode';
import { plainLabel } from '../../editor/plainLabel';
import { sampleConnectionName } from '../../sources/connection';
import type { Cluster } from '../../sources/logSource';
import type { Context } from '../context';
import { withCancellableProgress } from '../progress';

/** A cluster that was chosen. */
export interface PickedCluster {
  /** The connection's name. */
  readonly connection: string;
  readonly cluster: Cluster;
}

/** Asks for one of the clusters of all connections, the sample's among them; undefined on Escape. */
export async function pickCluster(
  { connections, sourceOf }: Pick<Context, 'connections' | 'sourceOf'>,
  title: string,
): Promise<PickedCluster | undefined> {
  const names = [...connections.all().map(({ name }) => name), sampleConnectionName];
  const items = await withCancellableProgress(
    vscode.l10n.t('Listing the clusters'),
    async (signal) => {
      const lists = await Promise.all(
        names.map(async (connection) => {
          const found: (vscode.QuickPickItem & PickedCluster)[] = [];
          for await (const page of sourceOf(connection).clusters(signal)) {
            found.push(
              ...page.items.map((cluster) => ({
                label: plainLabel(cluster.name),
                description: plainLabel(connection),
                connection,
                cluster,
              })),
            );
          }
          return found;
        }),
      );
      return lists.flat();
    },
  );
  return vscode.window.showQuickPick(items, { title, matchOnDescription: true });
}
