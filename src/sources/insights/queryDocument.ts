import * as l10n from '@vscode/l10n';
import { printable } from '../../audit/text/printable';
import { typedRange, type RangeMoments } from '../rangeChoice';
import { mostLogGroups, mostRows, type InsightsQuery } from './insightsQuery';

/**
 * A query as a document of its own: comment lines that say where and when it is asked, then the query. To
 * the service all of it is a query too, which the console takes as it is.
 *
 *     # Failed logins by user
 *     #
 *     # connection: prod
 *     # log groups: /aws/cloudhsm/cluster-a, /aws/cloudhsm/cluster-b
 *     # range: 7d
 *     # limit: 10000
 *     fields @timestamp, @message
 */
export const headerKeys = ['connection', 'log groups', 'range', 'limit'] as const;
export type HeaderKey = (typeof headerKeys)[number];

/** A part of a document's text, in characters, `to` not included. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** What the header says of a key, blanks around it cut off. */
export interface HeaderValue {
  readonly value: string;
  /** Where the value stands. */
  readonly place: Place;
}

/** A sentence about a place of the document. */
export interface DocumentMistake {
  readonly message: string;
  readonly place: Place;
}

/** What a query document says. */
export interface QueryDocument {
  /** The first comment above the query that is not of the header. */
  readonly title: string | undefined;
  readonly header: ReadonlyMap<HeaderKey, HeaderValue>;
  /** The query without the header. */
  readonly text: string;
  /** Where it begins. */
  readonly textAt: number;
}

/** Everything that it takes to run one. */
export interface RunnableQuery extends InsightsQuery {
  /** The connection's name. */
  readonly connection: string;
}

const headerLine = /^[ \t]*#[ \t]*(connection|log[ \t]+groups?|range|limit)[ \t]*:(.*)$/i;

/** Reads a document: the header is in the comments before the first line of the query. */
export function readQueryDocument(document: string): QueryDocument {
  const header = new Map<HeaderKey, HeaderValue>();
  let title: string | undefined;
  let at = 0;
  let textAt = 0;
  for (const line of document.split('\n')) {
    const said = line.trim();
    if (said !== '' && !said.startsWith('#')) break;
    const [, name = '', rest = ''] = headerLine.exec(line.replace(/\r$/, '')) ?? [];
    if (name !== '') {
      const value = rest.trim();
      const from = at + line.indexOf(':') + 1 + (rest.length - rest.trimStart().length);
      const place = { from, to: from + value.length };
      // Of a key that is there twice, the last one counts, as what stands nearest to the query.
      header.set(keyOf(name), { value, place });
    }
    if (name === '') title ??= /^#+\s*(.*\S)/.exec(said)?.[1];
    at = Math.min(document.length, at + line.length + 1);
    if (name !== '') textAt = at;
  }
  return { title, header, text: document.slice(textAt), textAt };
}

function keyOf(name: string): HeaderKey {
  const key = name.toLowerCase();
  return key.startsWith('log') ? 'log groups' : (key as HeaderKey);
}

/**
 * What a document asks for.
 *
 * @returns what is wrong with its header instead, where something is
 */
export function runnableQuery(
  { header, text, textAt }: QueryDocument,
  moments: RangeMoments,
): RunnableQuery | readonly DocumentMistake[] {
  const mistakes: DocumentMistake[] = [];
  const start = { from: 0, to: Math.max(1, textAt) };
  const mistake = (key: HeaderKey, message: string): void => {
    mistakes.push({ message, place: header.get(key)?.place ?? start });
  };
  const value = (key: HeaderKey): string => header.get(key)?.value ?? '';

  const connection = value('connection');
  if (connection === '') mistake('connection', connectionAdvice());
  const logGroups = namesOf(value('log groups'));
  const groupMistake = logGroupMistake(logGroups);
  if (groupMistake !== undefined) mistake('log groups', groupMistake);
  const range = typedRange(value('range'), moments);
  if (range === undefined) mistake('range', rangeAdvice());
  const limit = limitOf(value('limit'));
  if (limit === undefined) mistake('limit', limitAdvice());
  if (mistakes.length > 0 || range === undefined || limit === undefined) return mistakes;
  const isMost = limit < mostRows;
  return { connection, logGroups, text, range, limit, ...(isMost && { isMost }) };
}

function connectionAdvice(): string {
  return l10n.t('Say by which connection to ask, in a line above the query: # connection: NAME');
}

function namesOf(value: string): readonly string[] {
  const names = value.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** What is wrong with the names of log groups; undefined where nothing is. */
function logGroupMistake(names: readonly string[]): string | undefined {
  if (names.length === 0) {
    return l10n.t(
      'Say which log groups to ask, in a line above the query: # log groups: /aws/cloudhsm/cluster-…',
    );
  }
  if (names.length > mostLogGroups) {
    return l10n.t(
      'A query takes {0} log groups at most; these are {1}.',
      mostLogGroups,
      names.length,
    );
  }
  // Source: CloudWatch Logs API Reference, the pattern of a log group's name.
  const odd = names.find((name) => !/^[\w./#-]{1,512}$/.test(name));
  if (odd === undefined) return undefined;
  return l10n.t(
    '“{0}” is no name of a log group: it has letters, digits and . - _ / # only. A comma parts one name from the next.',
    printable(odd, 60),
  );
}

function rangeAdvice(): string {
  return l10n.t(
    'Say which time to ask for, in a line above the query: # range: 7d (the last week), or # range: 2026-03-12 03:00 to 04:00 (UTC).',
  );
}

function limitOf(value: string): number | undefined {
  if (value === '') return mostRows;
  if (!/^\d{1,9}$/.test(value)) return undefined;
  const limit = Number(value);
  return limit >= 1 && limit <= mostRows ? limit : undefined;
}

function limitAdvice(): string {
  return l10n.t(
    'The limit is a number of rows from 1 to {0}. At {0}, more rows of single events are fetched in parts.',
    mostRows,
  );
}

/** What a new document is made of. */
export interface NewQueryDocument {
  readonly connection: string;
  readonly logGroups: readonly string[];
  /** As people type it: `7d`. */
  readonly range: string;
  /** What the query is for, a line each. */
  readonly comments: readonly string[];
  readonly text: string;
}

/** A new document. Names come from outside: none of them ends its line. */
export function writeQueryDocument(made: NewQueryDocument): string {
  const { connection, logGroups, range, comments, text } = made;
  const lines = [
    ...comments.map((comment) => `# ${printable(comment, 500)}`),
    '#',
    `# connection: ${printable(connection)}`,
    `# log groups: ${printable(logGroups.join(', '), Infinity)}`,
    `# range: ${range}`,
    `# limit: ${mostRows}`,
    '',
    text,
  ];
  return lines.join('\n');
}
