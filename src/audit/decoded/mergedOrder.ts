import type { EventTable } from '../table/eventTable';

/** The events of one log or of several in the order shown: entry by entry, which log and which row. */
export interface EventOrder {
  readonly length: number;
  /** Of each entry the number of its log. */
  readonly logs: Uint16Array;
  /** Of each entry its row. */
  readonly rows: Int32Array;
}

/**
 * Merges the events of several logs by time. Events of one log keep their order where their times are
 * the same; an event without a time stays behind the one before it. The clocks of HSMs differ a
 * little, so that the order across logs is as good as they are.
 *
 * @param rows of each log the rows to take, in the order of the log
 */
export function mergedOrder(
  tables: readonly EventTable[],
  rows: readonly Int32Array[],
): EventOrder {
  const total = rows.reduce((sum, { length }) => sum + length, 0);
  const merged = { length: total, logs: new Uint16Array(total), rows: new Int32Array(total) };
  const sorted = tables.map((table, log) => sortedByTime(table, rows[log] ?? new Int32Array(0)));
  const at = tables.map(() => 0);
  for (let entry = 0; entry < total; entry++) {
    let first = -1;
    let earliest = Infinity;
    sorted.forEach(({ times }, log) => {
      const time = times[at[log] ?? 0];
      if (time === undefined || (first >= 0 && time >= earliest)) return;
      first = log;
      earliest = time;
    });
    const place = at[first] ?? 0;
    merged.logs[entry] = first;
    merged.rows[entry] = sorted[first]?.rows[place] ?? 0;
    at[first] = place + 1;
  }
  return merged;
}

function sortedByTime(
  table: EventTable,
  rows: Int32Array,
): { readonly rows: Int32Array; readonly times: Float64Array } {
  const times = new Float64Array(rows.length);
  let last = -Infinity;
  let isSorted = true;
  for (const [index, row] of rows.entries()) {
    const time = table.time(row);
    const known = isNaN(time) ? last : time;
    if (known < last) isSorted = false;
    times[index] = last = known;
  }
  if (isSorted) return { rows, times };
  const order = Uint32Array.from(rows.keys());
  order.sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
  return {
    rows: Int32Array.from(order, (index) => rows[index] ?? 0),
    times: Float64Array.from(order, (index) => times[index] ?? 0),
  };
}

/** The order of a single log: as its text has it. */
export function logOrder(rows: Int32Array): EventOrder {
  return { length: rows.length, logs: new Uint16Array(rows.length), rows };
}
