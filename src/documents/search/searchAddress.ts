import * as vscode from 'vscode';
import { filterQuery, parseFilter } from '../../audit/filter/eventFilter';
import { printable } from '../../audit/text/printable';
import { queryWords, type SearchQuery } from '../../audit/search/searchQuery';
import type { TimeRange } from '../../sources/timeRange';
import { searchScheme } from './searchScheme';

const extension = '.hsmaudit';
/** Longer names make a tab that is wider than the window. */
const longestWords = 60;

/** A search as it was asked for. */
export interface SearchAddress {
  /** The connection's name. */
  readonly connection: string;
  /** The log group's name, whole. */
  readonly logGroup: string;
  /** Undefined for all streams of the cluster. */
  readonly searched: string | undefined;
  readonly query: SearchQuery;
  readonly range: TimeRange;
}

/** What a search found in one stream. */
export interface FoundAddress extends SearchAddress {
  readonly stream: string;
}

/** A text that is the same for the same search only. */
export function searchKey({ connection, logGroup, searched, query, range }: SearchAddress): string {
  const parts = new URLSearchParams({ connection, logGroup });
  if (searched !== undefined) parts.set('searched', searched);
  parts.set('filter', filterQuery(query.filter));
  if (query.text !== undefined) parts.set('text', query.text);
  if (query.pattern !== undefined) parts.set('pattern', query.pattern);
  parts.set('from', String(range.from));
  parts.set('to', String(range.to));
  return parts.toString();
}

/**
 * The address as a URI. The whole search stands in it, so that its tab survives a reload; the name is
 * for people: `hsm-nwbbiqbj4jk (failed, user "bob").hsmaudit`.
 */
export function searchUri(address: FoundAddress): vscode.Uri {
  const { connection, logGroup, stream, query } = address;
  const words = printable(queryWords(query), longestWords);
  const folders = [connection, ...logGroup.split('/').filter((part) => part !== '')];
  const path = [...folders, `${stream} (${words})`].map(segment).join('/');
  return vscode.Uri.from({
    scheme: searchScheme,
    path: `/${path}${extension}`,
    query: `${new URLSearchParams({ stream }).toString()}&${searchKey(address)}`,
  });
}

/** The address of such a URI; undefined for any other, a folder of one among them. */
export function searchAddress({ scheme, path, query }: vscode.Uri): FoundAddress | undefined {
  if (scheme !== searchScheme || !path.endsWith(extension)) return undefined;
  const parts = new URLSearchParams(query);
  const value = (name: string): string | undefined => parts.get(name) ?? undefined;
  const [connection, logGroup, stream] = [value('connection'), value('logGroup'), value('stream')];
  const filter = parseFilter(value('filter') ?? '');
  const [from, to] = [Number(value('from') ?? NaN), Number(value('to') ?? NaN)];
  if (connection === undefined || logGroup === undefined || stream === undefined) return undefined;
  if (filter === undefined || !Number.isSafeInteger(from) || !Number.isSafeInteger(to)) {
    return undefined;
  }
  const [text, pattern] = [value('text'), value('pattern')];
  return {
    connection,
    logGroup,
    stream,
    searched: value('searched'),
    query: {
      filter,
      ...(text !== undefined && { text }),
      ...(pattern !== undefined && { pattern }),
    },
    range: { from, to },
  };
}

/** Only for people to read: the query says what the document is of. */
function segment(name: string): string {
  return name.replace(/[/\\]/g, '_').replaceAll('$(', '$ (');
}
