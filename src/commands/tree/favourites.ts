import * as vscode from 'vscode';
import type { ClusterNode, StreamNode } from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';
import { pickAmong, pickLogRow } from './rowPick';

/** Shows a cluster or stream before the others. */
export const addFavourite: CommandFactory =
  (context): Command =>
  async (chosen?: ClusterNode | StreamNode) => {
    const title = vscode.l10n.t('Show which log first?');
    const node = chosen ?? (await pickLogRow(context, title));
    if (node !== undefined) await context.tree.setFavourite(node, true);
  };

/** Shows it in its place again. */
export const removeFavourite: CommandFactory =
  (context): Command =>
  async (chosen?: ClusterNode | StreamNode) => {
    const favourites = context.tree.favouriteNodes();
    if (chosen === undefined && favourites.length === 0) {
      throw new HumanError(vscode.l10n.t('There are no favourites to remove.'));
    }
    const title = vscode.l10n.t('Which log is no favourite any more?');
    const node = chosen ?? (await pickAmong(context, favourites, title));
    if (node !== undefined) await context.tree.setFavourite(node, false);
  };
