import { csvCell } from '../../audit/export/csv';
import { jsonString } from '../../audit/export/jsonText';
import type { InsightsTable } from './insightsTable';

/** The whole table as CSV (RFC 4180): a header, a line a row; nothing in it runs as a formula. */
export function resultCsv({ columns, rows }: InsightsTable): string {
  const line = (cells: readonly (string | undefined)[]): string =>
    `${columns.map((_, index) => csvCell(cells[index] ?? '')).join(',')}\r\n`;
  return [line(columns.map((column) => header(column, columns))), ...rows.map(line)].join('');
}

/** `@timestamp` as `timestamp`, for a spreadsheet takes what begins with `@` for a formula. */
function header(column: string, columns: readonly string[]): string {
  const name = column.replace(/^@/, '');
  return columns.includes(name) ? column : name;
}

/** The whole table as JSON lines: an object a row, every value a string as the service gave it. */
export function resultNdjson({ columns, rows, pointers }: InsightsTable): string {
  return rows
    .map((cells, index) => {
      const members = columns.flatMap((column, at): [string, string][] => {
        const value = cells[at];
        return value === undefined ? [] : [[column, value]];
      });
      const pointer = pointers[index];
      if (pointer !== undefined) members.push(['@ptr', pointer]);
      return `{${members.map((pair) => pair.map(jsonString).join(':')).join(',')}}\n`;
    })
    .join('');
}
