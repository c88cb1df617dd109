import type { TimeRange } from '../timeRange';

/** What a query cost the service, all its parts together. */
export interface QueryStatistics {
  /** Events that the query's filters let through. */
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  /** What is paid for. */
  readonly bytesScanned: number;
}

/** A part of a query's range whose rows are missing, all or some. */
export interface UnreadPart {
  readonly range: TimeRange;
  /** A sentence: why, and what to do. */
  readonly reason: string;
}

/** A row as the service gives it: what is empty is left out. */
export interface InsightsRow {
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Leads to the event (`InsightsSource.record`); undefined for a row that stands for many. */
  readonly pointer: string | undefined;
}

/** What a query gave. */
export interface InsightsTable {
  /** Without `@ptr`, in the order of the query. */
  readonly columns: readonly string[];
  /** A cell for each column; undefined where the row has no such field. */
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** One a row: where its event is. */
  readonly pointers: readonly (string | undefined)[];
  readonly statistics: QueryStatistics;
  /** Oldest first. Empty: the table is whole. */
  readonly unread: readonly UnreadPart[];
}

/** The parts of a table, made from rows in their order. */
export function tableRows(
  rows: readonly InsightsRow[],
): Pick<InsightsTable, 'columns' | 'rows' | 'pointers'> {
  const columns = columnsOf(rows);
  const places = new Map(columns.map((column, index) => [column, index]));
  return {
    columns,
    rows: rows.map(({ fields }) => {
      const cells = new Array<string | undefined>(columns.length).fill(undefined);
      for (const [name, value] of fields) cells[places.get(name) ?? 0] = value;
      return cells;
    }),
    pointers: rows.map(({ pointer }) => pointer),
  };
}

/**
 * A row leaves out what is empty, so that no single one may have all columns. Two columns stand as they
 * do in the rows that have both; what no row decides stands in the order in which it came.
 */
function columnsOf(rows: readonly InsightsRow[]): readonly string[] {
  const before = new Map<string, Set<string>>();
  const shapes = new Set<string>();
  for (const { fields } of rows) {
    const names = fields.map(([name]) => name);
    const shape = JSON.stringify(names);
    if (shapes.has(shape)) continue;
    shapes.add(shape);
    names.forEach((name, index) => {
      const known = before.get(name) ?? new Set();
      before.set(name, known);
      for (const earlier of names.slice(0, index)) known.add(earlier);
    });
  }
  const columns: string[] = [];
  const left = new Set(before.keys());
  while (left.size > 0) {
    const isFree = (name: string): boolean =>
      [...(before.get(name) ?? [])].every((earlier) => !left.has(earlier));
    // Rows may disagree, where a query gives one name twice.
    const next = [...left].find(isFree) ?? [...left][0] ?? '';
    columns.push(next);
    left.delete(next);
  }
  return columns;
}
