import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { baseName } from '../files/baseName';
import {
  filterQuery,
  filterWords,
  isEmptyFilter,
  parseFilter,
  type EventFilter,
} from '../../audit/filter/eventFilter';
import { printable } from '../../audit/text/printable';
import { decodedScheme } from './decodedScheme';

const extension = '.hsmdecoded';

/** What a decoded view is of. */
export interface DecodedAddress {
  /** One log, or several merged by time. */
  readonly sources: readonly vscode.Uri[];
  readonly filter: EventFilter;
}

/** The address of a log's decoded view, of all its events or of those that a filter shows. */
export function decodedUri(source: vscode.Uri, filter: EventFilter = {}): vscode.Uri {
  return viewUri({ sources: [source], filter });
}

/**
 * The address of a view. Everything that makes the view stands in it, so that its tab survives a reload
 * of the window; the name is what the tab shows.
 */
export function viewUri({ sources, filter }: DecodedAddress): vscode.Uri {
  const [first] = sources;
  const name = sources.length === 1 && first !== undefined ? pathOf(first) : mergedName(sources);
  const words = isEmptyFilter(filter) ? '' : ` (${fileName(filterWords(filter))})`;
  const parts = sources.map((source) => source.toString());
  if (!isEmptyFilter(filter)) parts.push(`?${filterQuery(filter)}`);
  return vscode.Uri.from({
    scheme: decodedScheme,
    path: `${name.startsWith('/') ? '' : '/'}${name}${words}${extension}`,
    query: parts.join(' '), // no address has a blank in it
  });
}

/** What a decoded view is of; undefined for any other URI. */
export function decodedAddress(uri: vscode.Uri): DecodedAddress | undefined {
  if (uri.scheme !== decodedScheme || uri.query === '') return undefined;
  const parts = uri.query.split(' ');
  const last = parts.at(-1) ?? '';
  const filter = last.startsWith('?') ? parseFilter(last.slice(1)) : {};
  if (last.startsWith('?')) parts.pop();
  if (filter === undefined || parts.length === 0) return undefined;
  try {
    return { sources: parts.map((part) => vscode.Uri.parse(part, true)), filter };
  } catch {
    return undefined; // not an address that was made here
  }
}

/** The log that a decoded view shows; undefined for any other URI and for a view of several logs. */
export function sourceUri(decoded: vscode.Uri): vscode.Uri | undefined {
  const address = decodedAddress(decoded);
  return address?.sources.length === 1 ? address.sources[0] : undefined;
}

function pathOf(source: vscode.Uri): string {
  return source.path.replace(/\.(hsmaudit|log|txt|jsonl?|ndjson|csv|gz)$/i, '');
}

/** How many logs a merged view's name tells. */
const named = 2;

function mergedName(sources: readonly vscode.Uri[]): string {
  const words = sources.map((source) => baseName({ path: pathOf(source) }));
  // The time range of streams stands behind a blank, and is mostly one.
  const range = /(?: .*)?$/.exec(words[0] ?? '')?.[0] ?? '';
  const isOne = range !== '' && words.every((word) => word.endsWith(range));
  const names = words
    .slice(0, named)
    .map((word) => fileName(isOne ? word.slice(0, -range.length) : word));
  const more = sources.length - named;
  if (more > 0) names.push(l10n.t('{0} more', more));
  return `${names.join(' + ')}${isOne ? fileName(range) : ''}`;
}

/** Longer names make a tab that is wider than the window. */
const longestName = 100;

/** Words as a part of a file's name: it may hold no slash, and is drawn as text with icons in it. */
function fileName(words: string): string {
  return printable(words, longestName).replace(/[/\\]/g, '_').replaceAll('$(', '$ (');
}
