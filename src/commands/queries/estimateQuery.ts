import * as vscode from 'vscode';
import { isMistaken } from '../../queries/queryDocuments';
import { HumanError } from '../../sources/humanError';
import { estimateWords, priceWords } from '../../sources/insights/scanWords';
import type { CommandFactory } from '../context';
import { activeQuery, learn, unknownScan } from './runQuery';

/** Says what the query of the active document scans at most, and what that costs. */
export const estimateQuery: CommandFactory = (context) => async () => {
  const query = context.queries.query(activeQuery());
  if (isMistaken(query)) throw new HumanError(query[0]?.message ?? '');
  await learn(context, query, vscode.l10n.t('Estimating the query'));
  const bytes = context.queries.estimate(query);
  void vscode.window.showInformationMessage(
    bytes === undefined
      ? unknownScan()
      : vscode.l10n.t('This query {0} ({1}).', estimateWords(bytes), priceWords()),
  );
};
