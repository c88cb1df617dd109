import * as vscode from 'vscode';
import type { ClusterNode, ConnectionNode, FilterNode } from '../../sidebar/nodes';
import type { CommandFactory } from '../context';

/** Narrows the clusters of a connection, or the streams of a cluster, by name. An empty text ends it. */
export const filterNames: CommandFactory =
  ({ tree }) =>
  async (node: ConnectionNode | ClusterNode | FilterNode) => {
    const list = node.kind === 'filter' ? node.parent : node;
    const text = await vscode.window.showInputBox({
      title:
        list.kind === 'connection'
          ? vscode.l10n.t('Filter the clusters of {0}', list.name)
          : vscode.l10n.t('Filter the streams of {0}', list.cluster.name),
      prompt: vscode.l10n.t(
        'Part of a name. Of what is not loaded yet, names that begin so are found. Empty: show all.',
      ),
      value: (list.kind === 'connection' ? list.clusters : list.streams).filter ?? '',
      placeHolder: list.kind === 'connection' ? 'cluster-…' : 'hsm-…',
    });
    if (text === undefined) return;
    tree.filter(list, text.trim());
  };

/** Shows a whole list again. */
export const clearNameFilter: CommandFactory =
  ({ tree }) =>
  ({ parent }: FilterNode) => {
    tree.filter(parent, undefined);
  };
