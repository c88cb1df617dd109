import * as vscode from 'vscode';
import type { TimeSpan } from '../../audit/time/timeInput';
import { rangeScheme } from './rangeScheme';

/** What a time-range document is of. */
export interface RangeAddress {
  /** A file on disk. */
  readonly source: vscode.Uri;
  readonly span: TimeSpan;
}

/** Its name says the range, as a file's name may: `big (2026-03-12T03.00 to 2026-03-12T04.00).hsmaudit`. */
export function rangeUri({ source, span }: RangeAddress): vscode.Uri {
  const name = source.path.replace(/\.(hsmaudit|log|txt)$/i, '');
  const words = `${moment(span.from)} to ${moment(span.to)}`;
  return vscode.Uri.from({
    scheme: rangeScheme,
    path: `${name.startsWith('/') ? '' : '/'}${name} (${words}).hsmaudit`,
    query: `${span.from} ${span.to} ${source.toString()}`,
  });
}

/** The address of such a URI; undefined for any other one. */
export function rangeAddress({ scheme, query }: vscode.Uri): RangeAddress | undefined {
  const [, from, to, source] = /^(\d{1,16}) (\d{1,16}) (\S+)$/.exec(query) ?? [];
  if (scheme !== rangeScheme || source === undefined) return undefined;
  try {
    const uri = vscode.Uri.parse(source, true);
    return { source: uri, span: { from: Number(from), to: Number(to) } };
  } catch {
    return undefined; // not an address that was made here
  }
}

function moment(usecs: number): string {
  return new Date(usecs / 1000).toISOString().slice(0, 19).replaceAll(':', '.');
}
