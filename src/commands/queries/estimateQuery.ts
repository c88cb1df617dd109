import * as vscode from 'vscode';
import { isMistaken } from '../../queries/queryDocuments';
import { HumanError } from '../../sources/humanError';
import { estimateWords, priceWords } from '../../sources/insights/scanWords';
import type { CommandFactory } from '../context';
import { activeQuery, learn } from './runQuery';

/** Says what the query of the active document scans at most, and what that costs. */
export const estimateQuery: CommandFactory = (context) => async () => {
  const query = context.queries.query(activeQuery());
  if (isMistaken(query)) throw new HumanError(query[0]?.message ?? '');
  await learn(context, query, vscode.l10n.t('Estimating the query'));
  const bytes = context.queries.estimate(query);
  void vscode.window.showInformationMessage(
    bytes === undefined
      ? vscode.l10n.t(
          'How much this query scans is not known: nothing says how much its log groups hold.',
        )
      : vscode.l10n.t('This query {0} ({1}).', estimateWords(bytes), priceWords()),
  );
};
