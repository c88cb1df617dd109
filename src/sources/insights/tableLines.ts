import { cell } from '../../audit/decoded/decodedCell';
import type { InsightsTable } from './insightsTable';

/** Cells are padded up to this width; a longer one pushes the rest of its own line to the right. */
const widest = 48;

/** A table to read: a line of the column names, then a line a row, its cells under each other. */
export function* tableLines({
  columns,
  rows,
}: Pick<InsightsTable, 'columns' | 'rows'>): Generator<string> {
  const table = [columns, ...rows].map((cells) =>
    columns.map((_, index) => cell(cells[index] ?? '')),
  );
  const widths = columns.map((_, index) =>
    table.reduce((width, cells) => Math.max(width, Math.min(widest, cells[index]?.length ?? 0)), 0),
  );
  for (const cells of table) {
    yield cells
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  }
}
