import * as vscode from 'vscode';
import { baseName } from '../documents/files/baseName';
import { printable } from '../audit/text/printable';
import { readQueryDocument } from '../sources/insights/queryDocument';

/** What a query is called: by the first comment above it, or else by its file. */
export function queryTitle(document: vscode.TextDocument): string {
  const { title } = readQueryDocument(document.getText());
  if (title !== undefined) return printable(title, 60);
  const file = baseName(document.uri);
  return document.isUntitled || file === ''
    ? vscode.l10n.t('Query')
    : printable(file.replace(/\.cwli$/i, ''), 60);
}
