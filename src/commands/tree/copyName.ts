import * as vscode from 'vscode';
import type { ClusterNode, StreamNode } from '../../sidebar/nodes';
import type { CommandFactory } from '../context';

/** Copies a cluster's log group name or a stream's name. */
export const copyName: CommandFactory = () => async (node: ClusterNode | StreamNode) => {
  const name = node.kind === 'cluster' ? node.cluster.logGroup : node.stream.name;
  await vscode.env.clipboard.writeText(name);
};
