import * as vscode from 'vscode';
import { printable } from '../audit/text/printable';
import { timeInName } from '../audit/time/moments';
import type { QueryResult } from '../sources/insights/keptTables';
import { resultScheme } from './resultScheme';

const extension = '.hsmresult';
/** Longer names make a tab that is wider than the window. */
const longestTitle = 60;

/**
 * The address of a result: `cloudhsm-result:/prod/Key exports 2026-11-24 13.05.07.hsmresult?ID`. Its name is
 * for people; the id alone says which result it is.
 */
export function resultUri(id: string, { title, query, asked }: QueryResult): vscode.Uri {
  const name = `${printable(title, longestTitle)} ${timeInName(asked, 'seconds')}`;
  return vscode.Uri.from({
    scheme: resultScheme,
    path: `/${segment(printable(query.connection))}/${segment(name)}${extension}`,
    query: id,
  });
}

/** The id of a result; undefined for any other URI, a folder of one among them. */
export function resultId({ scheme, path, query }: vscode.Uri): string | undefined {
  return scheme === resultScheme && path.endsWith(extension) && query !== '' ? query : undefined;
}

function segment(name: string): string {
  return name.replace(/[/\\]/g, '_').replaceAll('$(', '$ (');
}
