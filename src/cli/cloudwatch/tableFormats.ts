import type { InsightsTable } from '../../sources/insights/insightsTable';
import { resultCsv, resultNdjson } from '../../sources/insights/resultExport';
import { tableLines } from '../../sources/insights/tableLines';

/** How a result of Logs Insights can be printed; the first where nothing is said. */
export const tableFormats = ['table', 'ndjson', 'csv'] as const;

/** A result as text in a format. */
export function tableText(table: InsightsTable, format: string | undefined): string {
  switch (format) {
    case 'ndjson':
      return resultNdjson(table);
    case 'csv':
      return resultCsv(table);
    default:
      return table.columns.length === 0 ? '' : `${[...tableLines(table)].join('\n')}\n`;
  }
}
