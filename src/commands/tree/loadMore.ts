import type { MoreNode } from '../../sidebar/nodes';
import type { CommandFactory } from '../context';

/** Fetches the next page of the list that «Load more…» ends. */
export const loadMore: CommandFactory =
  ({ tree }) =>
  (node: MoreNode) =>
    tree.loadMore(node.parent);
