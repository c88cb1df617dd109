import * as l10n from '@vscode/l10n';
import { sizeWords } from '../../audit/figures/sizeWords';
import { queryCost, queryPrice } from './queryCost';

/** What scanning so many bytes costs, in words: `about $0.12`. */
export function costWords(bytes: number): string {
  const dollars = queryCost(bytes);
  if (dollars < 0.01) return l10n.t('less than $0.01');
  return l10n.t('about ${0}', dollars.toFixed(2));
}

/** What a query may scan at most, and what that costs; or that nobody says how much there is. */
export function estimateWords(bytes: number | undefined): string {
  return bytes === undefined
    ? l10n.t('not known how much it scans')
    : l10n.t('scans at most about {0}, {1}', sizeWords(bytes), costWords(bytes));
}

/** Whose price it is: those of other regions differ. */
export function priceWords(): string {
  return l10n.t(
    'at the price of {0} in {1}; that of your region may differ',
    queryPrice.region,
    queryPrice.date,
  );
}
