import type { Row } from './row';
import { compareValues, numberOf, textOf, type Value } from './value';

/** What an aggregation makes of a group's events. @param of the value of its argument for an event */
export type Aggregate = (rows: readonly Row[], of: (row: Row) => Value) => Value;

const numbers =
  (compute: (values: readonly number[]) => number | undefined): Aggregate =>
  (rows, of) =>
    compute(rows.map((row) => numberOf(of(row))).filter((value) => value !== undefined));

const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);

/** The value that no other is on the given side of. */
const extreme =
  (side: 1 | -1): Aggregate =>
  (rows, of) => {
    let best: Value;
    for (const row of rows) {
      const value = of(row);
      if (
        value !== undefined &&
        (best === undefined || (compareValues(value, best) ?? 0) * side > 0)
      ) {
        best = value;
      }
    }
    return numberOf(best) ?? best;
  };

/** The value of the event that is the first or last; a time comes as its ms, as the service gives it. */
const atEnd =
  (side: 1 | -1): Aggregate =>
  (rows, of) => {
    let best: Row | undefined;
    for (const row of rows) {
      if (of(row) === undefined) continue;
      if (best === undefined || (row.time - best.time) * side > 0) best = row;
    }
    const value = best && of(best);
    return typeof value === 'object' ? value.ms : value;
  };

/** By the name in lower case. Source: CloudWatch Logs User Guide, stats. */
export const aggregates: ReadonlyMap<string, Aggregate> = new Map<string, Aggregate>([
  ['count', (rows, of) => rows.filter((row) => of(row) !== undefined).length],
  [
    'count_distinct',
    (rows, of) =>
      new Set(rows.map((row) => textOf(of(row))).filter((text) => text !== undefined)).size,
  ],
  ['sum', numbers(sum)],
  ['avg', numbers((values) => (values.length === 0 ? undefined : sum(values) / values.length))],
  ['min', extreme(-1)],
  ['max', extreme(1)],
  ['earliest', atEnd(-1)],
  ['latest', atEnd(1)],
]);
