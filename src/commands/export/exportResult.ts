import * as vscode from 'vscode';
import { bareName, baseName } from '../../documents/files/baseName';
import { writeWhole } from '../../documents/files/wholeFiles';
import { spreadsheetMark } from '../../audit/export/csv';
import { HumanError } from '../../sources/humanError';
import { resultCsv, resultNdjson } from '../../sources/insights/resultExport';
import type { InsightsTable } from '../../sources/insights/insightsTable';
import type { CommandFactory } from '../context';
import { askForTarget, folderOf, offerToOpen } from './exportTarget';

/** Writes the whole result of a query into a file, as CSV or JSON lines. */
export const exportResult: CommandFactory =
  ({ results }) =>
  async () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const result = uri && (await results.result(uri));
    if (uri === undefined || result === undefined) {
      throw new HumanError(vscode.l10n.t('Open the result of a query first.'));
    }
    const format = await vscode.window.showQuickPick(
      [
        {
          label: vscode.l10n.t('CSV'),
          description: '.csv',
          detail: vscode.l10n.t('For spreadsheets; nothing in it runs as a formula'),
          extension: 'csv',
          write: (table: InsightsTable) => spreadsheetMark + resultCsv(table),
        },
        {
          label: vscode.l10n.t('JSON lines'),
          description: '.ndjson',
          detail: vscode.l10n.t('One JSON object a row, its values as the service gave them'),
          extension: 'ndjson',
          write: resultNdjson,
        },
      ],
      { title: vscode.l10n.t('Export as') },
    );
    if (format === undefined) return;
    const name = bareName(uri);
    const target = await askForTarget(
      vscode.l10n.t('Export the result'),
      folderOf(undefined),
      `${name}.${format.extension}`,
    );
    if (target === undefined) return;
    await writeWhole(target, new TextEncoder().encode(format.write(result.table)));
    const count = result.table.rows.length.toLocaleString(vscode.env.language);
    const file = baseName(target);
    await offerToOpen(target, vscode.l10n.t('{0} rows are in {1}.', count, file));
  };
