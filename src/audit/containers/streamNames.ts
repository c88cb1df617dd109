/** Looser than the documented alphabet: the documentation's own examples are outside of it. */
const clusterId = /cluster-[0-9a-zA-Z]{8,20}/;

/** The cluster's id that a log group's, a stream's, a file's or a folder's name holds. */
export function clusterIn(name: string | undefined): string | undefined {
  return name === undefined ? undefined : clusterId.exec(name)?.[0];
}
