import * as vscode from 'vscode';

/** How the names of files end that may hold a log, in whatever form; package.json has the same list. */
export const logExtensions = ['hsmaudit', 'log', 'txt', 'json', 'jsonl', 'ndjson', 'csv', 'gz'];

/** What a dialog lets choose from. */
export function logFileFilters(): Record<string, string[]> {
  return {
    [vscode.l10n.t('Audit logs')]: [...logExtensions],
    [vscode.l10n.t('All files')]: ['*'],
  };
}
