import { text } from 'node:stream/consumers';
import * as l10n from '@vscode/l10n';
import { quoted } from '../../audit/text/printable';
import { queryLibrary } from '../../sources/insights/queryLibrary';
import { type CommandWords, stringValue } from '../command';
import { Utf8Bytes } from '../input/utf8Bytes';
import type { Io } from '../io';

/** What is wrong with `--query`. */
export function queryMistake(words: CommandWords): string | undefined {
  const query = stringValue(words, 'query');
  const names = queryLibrary().map(({ id }) => id);
  if (query === undefined) {
    return l10n.t('it needs --query: one of {0}, or - for standard input', names.join(', '));
  }
  if (query === '-' || names.includes(query) || isText(query)) return undefined;
  return l10n.t(
    'there is no query {0}. --query is one of {1}, the text of a query, or - for standard input.',
    quoted(query),
    names.join(', '),
  );
}

/** The text of the query that is asked for. */
export async function queryTextOf(words: CommandWords, io: Io): Promise<string> {
  const query = stringValue(words, 'query') ?? '';
  if (query === '-') return text(new Utf8Bytes(io.read('-')).chunks());
  return queryLibrary().find(({ id }) => id === query)?.text ?? query;
}

/** The library's names have no blanks, and no command of a query is a word alone. */
function isText(query: string): boolean {
  return /\s/.test(query.trim());
}

/** The queries of the library for the help, a line each. */
export function libraryHelp(): string {
  const queries = queryLibrary();
  const width = Math.max(...queries.map(({ id }) => id.length));
  return queries.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}\n`).join('');
}
