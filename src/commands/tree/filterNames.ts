import * as vscode from 'vscode';
import type { ClusterNode, ConnectionNode, FilterNode } from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';
import { pickAmong, pickListRow } from './rowPick';

/** Narrows the clusters of a connection, or the streams of a cluster, by name. An empty text ends it. */
export const filterNames: CommandFactory =
  (context): Command =>
  async (chosen?: ConnectionNode | ClusterNode | FilterNode) => {
    const title = vscode.l10n.t('Filter which list by name?');
    const node = chosen ?? (await pickListRow(context, title));
    if (node === undefined) return;
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
    context.tree.filter(list, text.trim());
  };

/** Shows a whole list again. */
export const clearNameFilter: CommandFactory =
  (context): Command =>
  async (chosen?: FilterNode) => {
    const filtered = context.tree
      .openedLists()
      .filter(
        (list) => (list.kind === 'connection' ? list.clusters : list.streams).filter !== undefined,
      );
    if (chosen === undefined && filtered.length === 0) {
      throw new HumanError(vscode.l10n.t('No list in the sidebar is filtered by name.'));
    }
    const title = vscode.l10n.t('Show all of which list?');
    const list = chosen?.parent ?? (await pickAmong(context, filtered, title));
    if (list !== undefined) context.tree.filter(list, undefined);
  };
