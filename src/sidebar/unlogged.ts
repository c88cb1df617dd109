import { defaultLogGroupPrefix } from '../sources/connections/connection';
import type { ClusterFacts, HsmFacts } from '../sources/clusterHealth/healthSource';
import type { Cluster } from '../sources/logSource';
import type { ClusterNode, ConnectionNode, NoLogsNode } from './nodes';

/** What CloudHSM has and CloudWatch Logs does not: clusters without a log group, HSMs without a stream. */

const dayMs = 24 * 60 * 60 * 1000;
/** Clusters from before do not have the role by themselves. Source: AWS CloudHSM User Guide, "Service-linked roles". */
const roleComesByItself = Date.UTC(2018, 0, 20);

/** Where CloudHSM writes the logs of a cluster. */
export function cloudHsmLogGroup(id: string): string {
  return `${defaultLogGroupPrefix}${id}`;
}

/** The clusters whose log group would be in the connection's list and is not. None before all are known. */
export function unloggedClusters({
  aws,
  clusters,
  facts,
}: ConnectionNode): readonly ClusterFacts[] {
  const listed = clusters.loaded.map(({ cluster }) => cluster.logGroup);
  return unloggedAmong(facts.all ?? [], listed, aws?.logGroupPrefix);
}

/**
 * Of the clusters that CloudHSM has, those without a log group.
 *
 * @param listed the log groups that there are
 * @param prefix of the log groups that the connection lists
 */
export function unloggedAmong(
  facts: readonly ClusterFacts[],
  listed: readonly string[],
  prefix = defaultLogGroupPrefix,
): readonly ClusterFacts[] {
  const logGroups = new Set(listed);
  return facts.filter(({ id, state }) => {
    const logGroup = cloudHsmLogGroup(id);
    return state !== 'DELETED' && logGroup.startsWith(prefix) && !logGroups.has(logGroup);
  });
}

/** A cluster that only CloudHSM knows, by the log group that it would have. */
export function unloggedCluster({ id }: ClusterFacts): Cluster {
  return { logGroup: cloudHsmLogGroup(id), name: id, arn: undefined };
}

/** The HSMs of a cluster that no stream is of. None before all streams are known. */
export function unstreamedHsms({ cluster, connection, streams }: ClusterNode): readonly HsmFacts[] {
  if (streams.hasMore || streams.error !== undefined) return [];
  const names = new Set(streams.loaded.map(({ stream }) => stream.name));
  const { hsms } = connection.facts.of(cluster) ?? { hsms: [] };
  return hsms.filter(({ id }) => !names.has(id));
}

/** Why a cluster may have no log group, the likeliest first, and the check at last. */
export function noLogsReasons(
  { cluster, connection }: ClusterNode,
  now: number,
): readonly NoLogsNode['reason'][] {
  const facts = connection.facts.of(cluster);
  if (facts?.hsms.length === 0) return ['noHsm', 'check'];
  const created = facts?.created;
  if (created !== undefined && now - created < dayMs) return ['new', 'role', 'check'];
  if (created !== undefined && created < roleComesByItself) return ['role', 'place', 'check'];
  return ['new', 'role', 'place', 'check'];
}
