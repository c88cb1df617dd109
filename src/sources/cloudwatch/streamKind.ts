import type { LogStream } from '../logSource';

/**
 * What a stream holds, by its name: an HSM's audit log is named for the HSM (`hsm-…`), the
 * certificate-storage log for the cluster.
 *
 * @param clusterName the cluster's name, or its log group's
 */
export function streamKind(name: string, clusterName: string): LogStream['kind'] {
  if (name.startsWith('hsm-')) return 'hsm';
  const clusterId = clusterName.slice(clusterName.lastIndexOf('/') + 1);
  return name === clusterId ? 'certificates' : 'other';
}
