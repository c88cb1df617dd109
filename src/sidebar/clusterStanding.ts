import { clusterId } from '../sources/clusterHealth/healthSource';
import type { ClusterNode, StreamNode } from './nodes';

/** `unknown`: CloudHSM was not or may not be asked, or the log group is not named after a cluster. */
type Standing = 'exists' | 'gone' | 'unknown';

/** Whether CloudHSM still has the cluster of a log group. */
export function clusterStanding({ cluster, connection: { facts } }: ClusterNode): Standing {
  if (facts.all === undefined) return 'unknown';
  const found = facts.of(cluster);
  if (found !== undefined) return found.state === 'DELETED' ? 'gone' : 'exists';
  return /^cluster-[\da-z]+$/.test(clusterId(cluster)) ? 'gone' : 'unknown';
}

/** Whether the HSM that wrote a stream still exists. Undefined for any other stream: `unknown`. */
export function streamStanding({ stream, parent }: StreamNode): Standing {
  const standing = stream.kind === 'hsm' ? clusterStanding(parent) : 'unknown';
  if (standing !== 'exists') return standing;
  const { hsms } = parent.connection.facts.of(parent.cluster) ?? { hsms: [] };
  return hsms.some(({ id }) => id === stream.name) ? 'exists' : 'gone';
}
