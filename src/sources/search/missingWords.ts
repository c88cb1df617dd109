import * as l10n from '@vscode/l10n';
import { printable } from '../../audit/text/printable';
import { rangeWords } from '../fetch/unreadWords';
import { mostFound, type SearchResult } from './logSearch';

/** So many parts of the range are named. */
const mostNamed = 3;

/** What a search did not search, and why, in a sentence; undefined where it searched all of its range. */
export function missingWords({
  events,
  unread,
  failure,
  isCapped,
}: Omit<SearchResult, 'isCancelled'>): string | undefined {
  if (unread.length === 0) return undefined;
  const times = unread.slice(0, mostNamed).map(rangeWords);
  const rest = unread.length - mostNamed;
  if (rest > 0) times.push(l10n.t('{0} more parts', rest));
  const missing = times.join(', ');
  const count = events.length.toLocaleString(undefined);
  if (failure !== undefined) {
    const reason = printable(failure.message, 1024);
    return l10n.t('{0} {1} events were found before. Not searched: {2}.', reason, count, missing);
  }
  return isCapped
    ? l10n.t(
        'The search stopped at {0} events. Search a shorter time, or for less. Not searched: {1}.',
        mostFound.toLocaleString(undefined),
        missing,
      )
    : l10n.t('The search was cancelled. {0} events were found. Not searched: {1}.', count, missing);
}
