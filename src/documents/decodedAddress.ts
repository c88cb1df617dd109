import * as vscode from 'vscode';

/** The scheme of decoded views; the URI's query is the address of the log that is decoded. */
export const decodedScheme = 'cloudhsm-decoded';

const extension = '.hsmdecoded';

/** The address of a log's decoded view. */
export function decodedUri(source: vscode.Uri): vscode.Uri {
  const path = source.path.replace(/\.(hsmaudit|log|txt)$/i, '');
  return vscode.Uri.from({
    scheme: decodedScheme,
    path: `${path.startsWith('/') ? '' : '/'}${path}${extension}`,
    query: source.toString(),
  });
}

/** The address of the log that a decoded view shows; undefined for any other URI. */
export function sourceUri(decoded: vscode.Uri): vscode.Uri | undefined {
  if (decoded.scheme !== decodedScheme || decoded.query === '') return undefined;
  try {
    return vscode.Uri.parse(decoded.query, true);
  } catch {
    return undefined; // not an address that was made here
  }
}
