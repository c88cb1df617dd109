import * as vscode from 'vscode';
import { checkScheme } from './checkScheme';

const extension = '.md';

/** The log group that a report is on, and the connection it is looked for by. */
export interface CheckAddress {
  readonly connection: string;
  readonly logGroup: string;
}

/** The address as a URI; its query says all, so that the tab survives a reload. */
export function checkUri({ connection, logGroup }: CheckAddress): vscode.Uri {
  const name = logGroup.slice(logGroup.lastIndexOf('/') + 1);
  return vscode.Uri.from({
    scheme: checkScheme,
    path: `/${segment(connection)}/${segment(name)} logs${extension}`,
    query: new URLSearchParams({ connection, logGroup }).toString(),
  });
}

/** The address of such a URI; undefined for any other, a folder of one among them. */
export function checkAddress({ scheme, path, query }: vscode.Uri): CheckAddress | undefined {
  if (scheme !== checkScheme || !path.endsWith(extension)) return undefined;
  const parts = new URLSearchParams(query);
  const connection = parts.get('connection');
  const logGroup = parts.get('logGroup');
  return connection === null || logGroup === null ? undefined : { connection, logGroup };
}

/** Only for people to read: the query says what the document is of. */
function segment(name: string): string {
  return name.replace(/[/\\]/g, '_').replaceAll('$(', '$ (');
}
