import * as l10n from '@vscode/l10n';
import { printable } from '../../audit/text/printable';
import type { StreamName } from '../logSource';
import { endOfTime, type TimeRange } from '../timeRange';
import type { Unread } from './rangeFetch';

/** So many parts of a stream are named. */
const mostNamed = 5;

/** A sentence for each stream of which something is missing. */
export function unreadWords(unread: readonly Unread[]): readonly string[] {
  const byStream = new Map<StreamName, Unread[]>();
  for (const part of unread) {
    const parts = byStream.get(part.stream);
    if (parts === undefined) byStream.set(part.stream, [part]);
    else parts.push(part);
  }
  return [...byStream].map(([{ name }, parts]) => {
    const reason = parts[0]?.reason?.message ?? l10n.t('It was cancelled.');
    const times = parts.slice(0, mostNamed).map(({ range }) => rangeWords(range));
    const rest = parts.length - mostNamed;
    const all = rest > 0 ? [...times, l10n.t('{0} more parts', rest)] : times;
    return printable(
      l10n.t('{0} was not read whole. {1} Missing: {2}.', name, reason, all.join('; ')),
      2048,
    );
  });
}

/** A range in words, UTC. */
export function rangeWords({ from, to }: TimeRange): string {
  const start = from === 0 ? l10n.t('the start') : new Date(from).toISOString();
  const end = to === endOfTime ? l10n.t('the end') : new Date(to).toISOString();
  return l10n.t('{0} to {1}', start, end);
}
