import * as vscode from 'vscode';
import { recommendedAlarms, type WatchedCluster } from '../../alarms/recommendedAlarms';
import { connectionOf, type ClusterNode, type HealthNode } from '../../sidebar/nodes';
import { clusterId } from '../../sources/clusterHealth/healthSource';
import { HumanError } from '../../sources/humanError';
import type { Cluster } from '../../sources/logSource';
import type { Command, CommandFactory } from '../context';
import { alarmPlace, openAlarms } from './openAlarms';
import { withCancellableProgress } from '../progress';
import { pickClusterRow } from '../tree/rowPick';

/** Opens a document with the alarms that AWS advises for a cluster. */
export const writeAlarms: CommandFactory =
  (context): Command =>
  async (chosen?: ClusterNode | HealthNode) => {
    const title = vscode.l10n.t('Write the alarms of which cluster?');
    const node = chosen ?? (await pickClusterRow(context, title, true));
    if (node === undefined) return;
    const { cluster, health } = node.kind === 'cluster' ? node : node.parent;
    const known = await withCancellableProgress(
      vscode.l10n.t('Reading the metrics and the HSMs of {0}', cluster.name),
      (signal) => knownOf(cluster, health, signal, (error) => context.log.warn(error.message)),
    );
    await openAlarms(
      recommendedAlarms({
        id: clusterId(cluster),
        logGroup: cluster.logGroup,
        place: alarmPlace(connectionOf(node)?.aws, cluster),
        ...known,
      }),
    );
  };

/** What a plan of alarms wants to know. What may not be read is not known, and the plan says so. */
async function knownOf(
  cluster: Cluster,
  health: HealthNode | undefined,
  signal: AbortSignal,
  report: (error: HumanError) => void,
): Promise<Pick<WatchedCluster, 'hsmType' | 'published'>> {
  const source = await health?.list.source();
  const read = async <Value>(reading: Promise<Value> | undefined): Promise<Value | undefined> => {
    try {
      return await reading;
    } catch (error) {
      if (signal.aborted || !(error instanceof HumanError)) throw error;
      report(error);
      return undefined;
    }
  };
  const [facts, published = []] = await Promise.all([
    read(source?.facts(cluster, signal)),
    read(source?.published(cluster, signal)),
  ]);
  const hsms = new Set(facts?.hsms.map(({ id }) => id));
  return {
    hsmType: facts?.hsmType,
    // CloudWatch lists an HSM that was removed for two weeks more.
    published: published.filter(
      ({ hsm }) => hsm === undefined || facts === undefined || hsms.has(hsm),
    ),
  };
}
