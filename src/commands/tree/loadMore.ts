import * as vscode from 'vscode';
import type { MoreNode } from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';
import { pickAmong } from './rowPick';

/** Fetches the next page of the list that «Load more…» ends. */
export const loadMore: CommandFactory =
  (context): Command =>
  async (chosen?: MoreNode) => {
    const cut = context.tree
      .openedLists()
      .filter((list) => (list.kind === 'connection' ? list.clusters : list.streams).showsPart);
    if (chosen === undefined && cut.length === 0) {
      throw new HumanError(vscode.l10n.t('All that was opened in the sidebar is loaded.'));
    }
    const title = vscode.l10n.t('Load more of which list?');
    const list = chosen?.parent ?? (await pickAmong(context, cut, title));
    if (list !== undefined) await context.tree.loadMore(list);
  };
