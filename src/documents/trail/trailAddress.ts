import * as vscode from 'vscode';
import { trailScheme } from './trailScheme';

const extension = '.hsmtrail';

/** What a document of CloudTrail events is of: a connection, one of its clusters, or a file. */
export type TrailAddress =
  | {
      readonly kind: 'connection';
      readonly connection: string;
      /** Undefined for all clusters. */
      readonly logGroup: string | undefined;
    }
  | { readonly kind: 'file'; readonly file: vscode.Uri };

/** The address as a URI; everything that makes the document stands in it, so that its tab survives a reload. */
export function trailUri(address: TrailAddress): vscode.Uri {
  if (address.kind === 'file') {
    const path = address.file.path.replace(/\.(?:json|jsonl|ndjson|log|txt)?(?:\.gz)?$/i, '');
    return uri(path, { file: address.file.toString() });
  }
  const { connection, logGroup } = address;
  const name = logGroup === undefined ? 'CloudTrail' : `${last(logGroup)} CloudTrail`;
  return uri(`/${segment(connection)}/${segment(name)}`, {
    connection,
    ...(logGroup !== undefined && { logGroup }),
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
  return { kind: 'connection', connection, logGroup: parts.get('logGroup') ?? undefined };
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
