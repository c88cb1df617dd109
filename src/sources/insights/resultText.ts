import * as l10n from '@vscode/l10n';
import { printable } from '../../audit/text/printable';
import { sizeWords } from '../../audit/figures/sizeWords';
import { rangeWords } from '../fetch/unreadWords';
import type { TimeRange } from '../timeRange';
import type { QueryResult } from './keptTables';
import { costWords, priceWords } from './scanWords';
import { tableLines } from './tableLines';

/** More characters than that no editor shows to an extension (50 MB). */
const mostCharacters = 48_000_000;
/** So many missing parts are named. */
const mostNamed = 5;

/** A result to read: a header, notes, which begin with `!`, then a line a row. */
export interface ResultText {
  readonly text: string;
  /** The line of the first row, from 0. */
  readonly firstRow: number;
  /** How many rows are shown. */
  readonly rows: number;
}

/** @param locale of the numbers in the notes */
export function resultText(result: QueryResult, locale: string): ResultText {
  const { columns, rows } = result.table;
  const lines: string[] = [];
  let characters = 0;
  for (const line of tableLines(result.table)) {
    characters += line.length + 1;
    if (characters > mostCharacters) break;
    lines.push(line);
  }
  const [header, ...shown] = lines;
  const notes = [...notesOf(result, locale)];
  if (shown.length < rows.length) {
    notes.push(
      l10n.t(
        '{0} more rows do not fit into one tab. Export the result to have them all.',
        (rows.length - shown.length).toLocaleString(locale),
      ),
    );
  }
  const head = [
    ...(columns.length === 0 || header === undefined ? [] : [header]),
    ...notes.map((note) => `! ${printable(note, 2000)}`),
  ];
  return {
    text: `${[...head, ...shown].join('\n')}\n`,
    firstRow: head.length,
    rows: shown.length,
  };
}

/** An end that is typed belongs to its range, which ends a ms behind it: the words are those typed. */
function asked({ from, to }: TimeRange): TimeRange {
  return { from, to: to % 1000 === 0 ? to : to - 1 };
}

function* notesOf({ title, query, table }: QueryResult, locale: string): Generator<string> {
  const { statistics, rows, unread } = table;
  const { recordsMatched, recordsScanned, bytesScanned } = statistics;
  const count = (number: number): string => number.toLocaleString(locale);
  yield l10n.t(
    '{0}, of {1}, {2}',
    title,
    printable(query.logGroups.join(', '), 500),
    rangeWords(asked(query.range)),
  );
  const matched = [count(recordsMatched), count(recordsScanned)] as const;
  yield rows.length === 1
    ? l10n.t('1 row. {0} of {1} events matched.', ...matched)
    : l10n.t('{0} rows. {1} of {2} events matched.', count(rows.length), ...matched);
  yield l10n.t(
    'Scanned {0}: {1} ({2}).',
    sizeWords(bytesScanned),
    costWords(bytesScanned),
    priceWords(),
  );
  if (rows.length === 0 && unread.length === 0) {
    yield l10n.t('Nothing matches. Ask for a longer time, or for less, and run the query again.');
  }
  for (const { range, reason } of unread.slice(0, mostNamed)) {
    yield l10n.t('Not read whole: {0}. {1}', rangeWords(range), reason);
  }
  const more = unread.length - mostNamed;
  if (more > 0) yield l10n.t('{0} more parts were not read whole.', count(more));
}
