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

/** A row leaves out what is empty, so a column that comes late stands behind the one before it in its row. */
function columnsOf(rows: readonly InsightsRow[]): readonly string[] {
  const columns: string[] = [];
  const known = new Set<string>();
  for (const { fields } of rows) {
    let before: string | undefined;
    for (const [name] of fields) {
      if (!known.has(name)) {
        known.add(name);
        columns.splice(before === undefined ? 0 : columns.indexOf(before) + 1, 0, name);
      }
      before = name;
    }
  }
  return columns;
}
