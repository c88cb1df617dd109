import * as vscode from 'vscode';
import { timeInName } from '../../audit/time/moments';
import type { TimeRange } from '../../sources/timeRange';
import { trailScheme } from './trailScheme';

const extension = '.hsmtrail';

/** What a document of CloudTrail events is of: a connection, one of its clusters, or a file. */
export type TrailAddress =
  | {
      readonly kind: 'connection';
      readonly connection: string;
      /** Undefined for all clusters. */
      readonly logGroup: string | undefined;
      /** Left out: all that CloudTrail has. */
      readonly range?: TimeRange;
    }
  | { readonly kind: 'file'; readonly file: vscode.Uri };

/** The address as a URI; everything that makes the document stands in it, so that its tab survives a reload. */
export function trailUri(address: TrailAddress): vscode.Uri {
  if (address.kind === 'file') {
    const path = address.file.path.replace(/\.(?:json|jsonl|ndjson|log|txt)?(?:\.gz)?$/i, '');
    return uri(path, { file: address.file.toString() });
  }
  const { connection, logGroup, range } = address;
  const name = logGroup === undefined ? 'CloudTrail' : `${last(logGroup)} CloudTrail`;
  const part =
    range === undefined
      ? ''
      : ` (from ${timeInName(range.from, 'minutes')} to ${timeInName(range.to, 'minutes')})`;
  return uri(`/${segment(connection)}/${segment(name + part)}`, {
    connection,
    ...(logGroup !== undefined && { logGroup }),
    ...(range !== undefined && { from: String(range.from), to: String(range.to) }),
  });
}

/** The address of such a URI; undefined for any other, a folder of one among them. */
export function trailAddress({ scheme, path, query }: vscode.Uri): TrailAddress | undefined {
  if (scheme !== trailScheme || !path.endsWith(extension)) return undefined;
  const parts = new URLSearchParams(query);
  const file = parts.get('file');
  const connection = parts.get('connection');
  try {
    if (file !== null) return { kind: 'file', file: vscode.Uri.parse(file, true) };
  } catch {
    return undefined; // not an address that was made here
  }
  if (connection === null) return undefined;
  const range = rangeOf(parts);
  return {
    kind: 'connection',
    connection,
    logGroup: parts.get('logGroup') ?? undefined,
    ...(range !== undefined && { range }),
  };
}

function rangeOf(parts: URLSearchParams): TimeRange | undefined {
  const [from, to] = ['from', 'to'].map((name) => parts.get(name) ?? '');
  if (!/^\d{1,15}$/.test(from ?? '') || !/^\d{1,15}$/.test(to ?? '')) return undefined;
  return { from: Number(from), to: Number(to) };
}

function uri(path: string, parts: Readonly<Record<string, string>>): vscode.Uri {
  return vscode.Uri.from({
    scheme: trailScheme,
    path: `${path.startsWith('/') ? '' : '/'}${path}${extension}`,
    query: new URLSearchParams(parts).toString(),
  });
}

/** Only for people to read: the query says what the document is of. */
function segment(name: string): string {
  return name.replace(/[/\\]/g, '_').replaceAll('$(', '$ (');
}

function last(logGroup: string): string {
  return logGroup.slice(logGroup.lastIndexOf('/') + 1);
}
