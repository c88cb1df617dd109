/** The rows, frozen: a reference table is shared by every view and changed by none. */
export function table<Row extends object>(rows: readonly Row[]): readonly Row[] {
  return Object.freeze(rows.map((row) => Object.freeze(row)));
}

/** The same for a table that has exactly one row an id. */
export function tableById<Id extends string, Row extends object>(
  rows: Readonly<Record<Id, Row>>,
): Readonly<Record<Id, Row>> {
  for (const row of Object.values(rows)) Object.freeze(row);
  return Object.freeze(rows);
}

/** The rows by a key of theirs. Rows without the key are left out; of equal keys the first row wins. */
export function indexBy<Row, Key extends string | bigint>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key | undefined,
): ReadonlyMap<Key, Row> {
  const index = new Map<Key, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined && !index.has(key)) index.set(key, row);
  }
  return index;
}
