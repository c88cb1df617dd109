import * as vscode from 'vscode';
import type { ClusterNode, StreamNode } from '../../sidebar/nodes';
import type { Command, CommandFactory } from '../context';
import { pickLogRow } from './rowPick';

/** Copies a cluster's log group name or a stream's name. */
export const copyName: CommandFactory =
  (context): Command =>
  async (chosen?: ClusterNode | StreamNode) => {
    const node =
      chosen ?? (await pickLogRow(context, vscode.l10n.t('Copy the name of which log?')));
    if (node === undefined) return;
    const name = node.kind === 'cluster' ? node.cluster.logGroup : node.stream.name;
    await vscode.env.clipboard.writeText(name);
  };
