import type { ClusterNode, StreamNode } from '../../sidebar/nodes';
import type { CommandFactory } from '../context';

/** Shows a cluster or stream before the others. */
export const addFavourite: CommandFactory =
  ({ tree }) =>
  (node: ClusterNode | StreamNode) =>
    tree.setFavourite(node, true);

export const removeFavourite: CommandFactory =
  ({ tree }) =>
  (node: ClusterNode | StreamNode) =>
    tree.setFavourite(node, false);
