/** Looser than the documented alphabet: the documentation's own examples are outside of it. */
const clusterId = /cluster-[0-9a-zA-Z]{8,20}/;

/** The cluster's id that a log group's, a stream's, a file's or a folder's name holds. */
export function clusterIn(name: string | undefined): string | undefined {
  return name === undefined ? undefined : clusterId.exec(name)?.[0];
}

/** A folder is named for a cluster only as a whole, and as the service names one: `cluster-staging` is none. */
const clusterFolder = /^cluster-[0-9a-zA-Z]{11,20}$/;

/** The cluster that a path names, the nearest to the file first; undefined where no part does. */
export function clusterInPath(path: string): string | undefined {
  const [file, ...folders] = path.split(/[/\\]/).reverse();
  return clusterIn(file) ?? folders.find((folder) => clusterFolder.test(folder));
}

/** Whether two logs may be of one cluster: where either name does not say its own, they may. */
export function mayBeSameCluster(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** The stream among words that a query has put beside an event: neither its id or times nor the log group. */
export function streamAmong(words: readonly string[]): string | undefined {
  return words.find((word) => !/^\d+$/.test(word) && !word.includes('/'));
}
