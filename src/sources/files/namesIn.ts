import * as path from 'node:path';
import { clusterIn, clusterInPath } from '../../audit/containers/streamNames';
import { hsmIdIn } from '../../audit/event/hsmId';

/** The names by which a file's path says where its events are from. */
export interface PathNames {
  readonly stream: string | undefined;
  readonly cluster: string | undefined;
}

/**
 * The stream and the cluster that a path names: the file's own name first; then, for exports that make a
 * folder a stream and number the files in it, a folder that is named for nothing else.
 */
export function namesIn(file: string): PathNames {
  const { dir, base } = path.parse(path.normalize(file));
  const folders = dir.split(path.sep).reverse();
  const named = folders.find(
    (folder) => hsmIdIn(folder) === folder || clusterIn(folder) === folder,
  );
  const ownCluster = clusterIn(base);
  const numbered = /^\d+(?:\.\w+)*$/.test(base);
  const stream = hsmIdIn(base) ?? ownCluster ?? (numbered ? named : undefined);
  return { stream, cluster: clusterInPath(file) };
}
