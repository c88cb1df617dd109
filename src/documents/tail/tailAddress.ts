import * as vscode from 'vscode';
import { tailScheme } from './tailScheme';

const extension = '.hsmdecoded';

/** What is tailed: a cluster, or one stream of it. */
export interface TailAddress {
  /** The connection's name. */
  readonly connection: string;
  readonly logGroup: string;
  /** Undefined: all streams. */
  readonly stream: string | undefined;
}

/** The address as a URI; its query says all, its name is what the tab shows. */
export function tailUri({ connection, logGroup, stream }: TailAddress): vscode.Uri {
  const name = stream ?? logGroup.slice(logGroup.lastIndexOf('/') + 1);
  const query = new URLSearchParams({ connection, logGroup, ...(stream && { stream }) });
  return vscode.Uri.from({
    scheme: tailScheme,
    path: `/${segment(connection)}/${segment(name)} (tail)${extension}`,
    query: query.toString(),
  });
}

/** The address of such a URI; undefined for any other, a folder of one among them. */
export function tailAddress({ scheme, path, query }: vscode.Uri): TailAddress | undefined {
  if (scheme !== tailScheme || !path.endsWith(extension)) return undefined;
  const parts = new URLSearchParams(query);
  const connection = parts.get('connection');
  const logGroup = parts.get('logGroup');
  if (connection === null || logGroup === null) return undefined;
  return { connection, logGroup, stream: parts.get('stream') ?? undefined };
}

/** Only for people to read: the query says what the document is of. */
function segment(name: string): string {
  return name.replace(/[/\\]/g, '_').replaceAll('$(', '$ (');
}
