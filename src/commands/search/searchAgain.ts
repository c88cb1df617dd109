import * as vscode from 'vscode';
import { HumanError } from '../../sources/humanError';
import type { CommandFactory } from '../context';
import { activeSearch } from './activeSearch';
import { showSearch } from './searchEvents';

/** Searches once more for what the active search looks for: of one that was cut off, all of it. */
export const searchAgain: CommandFactory = (context) => async () => {
  const address = activeSearch();
  if (address === undefined) {
    throw new HumanError(
      vscode.l10n.t('Open what a search found first: this searches for the same again.'),
    );
  }
  await showSearch(context, address);
};
