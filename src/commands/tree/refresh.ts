import type { Node } from '../../sidebar/nodes';
import type { CommandFactory } from '../context';

/** Fetches a node's list anew, or the whole tree. */
export const refresh: CommandFactory =
  ({ tree }) =>
  (node?: Node) =>
    tree.refresh(node);
