import { ExpressionReader, type Expression } from './expression';
import { uncompilableQuery } from './malformedQuery';
import { readParsePattern } from './parsePattern';
import { Row } from './row';
import type { Scanner } from './scanner';
import { compareForSort, isTrue, textOf } from './value';

/** A query under way: its rows, and which of their fields are to be shown. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly shown: readonly string[];
  /** Whether the rows are groups: then what they show is what they have. */
  readonly grouped: boolean;
  readonly sorted: boolean;
}

/** A command of a query. */
export interface Command {
  readonly name: string;
  readonly run: (rows: Rows) => Rows;
  /** For `limit`: how many rows. */
  readonly limit?: number;
}

interface Named {
  readonly name: string;
  readonly expression: Expression;
}

/** Reads what stands behind a command's word. */
type CommandReader = (scanner: Scanner) => Omit<Command, 'name'>;

/** By the word in lower case. Source: CloudWatch Logs User Guide, query syntax. */
export const commandReaders: ReadonlyMap<string, CommandReader> = new Map<string, CommandReader>([
  [
    'fields',
    (scanner) => {
      const named = readNamed(scanner, false);
      return {
        run: (rows) => ({
          ...withValues(rows, named),
          shown: united(
            rows.shown,
            named.map(({ name }) => name),
          ),
        }),
      };
    },
  ],
  [
    'display',
    (scanner) => {
      const named = readNamed(scanner, false);
      return {
        run: (rows) => ({ ...withValues(rows, named), shown: named.map(({ name }) => name) }),
      };
    },
  ],
  [
    'filter',
    (scanner) => {
      const condition = new ExpressionReader(scanner, false).read();
      return {
        run: (rows) => ({ ...rows, rows: rows.rows.filter((row) => isTrue(condition(row, []))) }),
      };
    },
  ],
  [
    'parse',
    (scanner) => {
      const field = scanner.fieldName();
      const pattern = readParsePattern(scanner);
      const { names } = pattern;
      return {
        run: (rows) => {
          for (const row of rows.rows) {
            pattern.find(row.get(field)).forEach((value, index) => {
              const name = names[index];
              if (name !== undefined && value !== undefined) row.set(name, value);
            });
          }
          return { ...rows, shown: united(rows.shown, names) };
        },
      };
    },
  ],
  [
    'stats',
    (scanner) => {
      const values = readNamed(scanner, true);
      const keys = scanner.keyword('by') ? readNamed(scanner, false) : [];
      return { run: ({ rows }) => grouped(rows, keys, values) };
    },
  ],
  [
    'sort',
    (scanner) => {
      const orders: { readonly of: Expression; readonly side: number }[] = [];
      do {
        const of = new ExpressionReader(scanner, false).read();
        const descending = scanner.keyword('desc');
        if (!descending) scanner.keyword('asc');
        orders.push({ of, side: descending ? -1 : 1 });
      } while (scanner.mark(','));
      const compare = (one: Row, other: Row): number => {
        for (const { of, side } of orders) {
          const order = compareForSort(of(one, []), of(other, []));
          if (order !== 0) return order * side;
        }
        return 0;
      };
      return { run: (rows) => ({ ...rows, rows: rows.rows.toSorted(compare), sorted: true }) };
    },
  ],
  [
    'limit',
    (scanner) => {
      const token = scanner.next();
      const limit = Number(token.value);
      if (token.kind !== 'number' || !Number.isInteger(limit)) throw scanner.unexpected(token);
      return { limit, run: (rows) => ({ ...rows, rows: inOrder(rows).slice(0, limit) }) };
    },
  ],
  [
    'dedup',
    (scanner) => {
      const names: string[] = [];
      do names.push(scanner.fieldName());
      while (scanner.mark(','));
      return { run: (rows) => ({ ...rows, rows: withoutDoubles(inOrder(rows), names) }) };
    },
  ],
  ['unmask', () => ({ run: (rows) => rows })],
]);

/** Without a `sort`, events come the newest first. */
export function inOrder({ rows, sorted, grouped: isGrouped }: Rows): readonly Row[] {
  return sorted || isGrouped ? rows : rows.toSorted((one, other) => other.time - one.time);
}

/** `a, b + 1 as c`: what has no name is called as it is written. */
function readNamed(scanner: Scanner, withAggregates: boolean): readonly Named[] {
  const named: Named[] = [];
  do {
    const { at } = scanner;
    const expression = new ExpressionReader(scanner, withAggregates).read();
    const written = scanner.text.slice(at, scanner.lastEnd).replace(/^`([^`]*)`$/, '$1');
    const name = scanner.keyword('as') ? scanner.fieldName() : written;
    if (named.some((other) => other.name === name)) {
      throw uncompilableQuery(`Duplicate field name ${name}`, at, scanner.lastEnd);
    }
    named.push({ name, expression });
  } while (scanner.mark(','));
  return named;
}

function withValues(rows: Rows, named: readonly Named[]): Rows {
  for (const row of rows.rows) {
    const values = named.map(({ name, expression }) => [name, expression(row, [])] as const);
    for (const [name, value] of values) row.set(name, value);
  }
  return rows;
}

function united(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}

function grouped(rows: readonly Row[], keys: readonly Named[], values: readonly Named[]): Rows {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map(({ expression }) => textOf(expression(row, [])) ?? null));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  // Without a key there is one group, also of no events.
  if (keys.length === 0 && groups.size === 0) groups.set('', []);
  const made = [...groups.values()].map((group) => {
    const first = group[0] ?? new Row([], 0, undefined);
    const cells = [
      ...keys.map(({ name, expression }) => [name, expression(first, [])] as const),
      ...values.map(({ name, expression }) => [name, expression(first, group)] as const),
    ];
    return new Row(cells, Math.max(...group.map(({ time }) => time)), undefined);
  });
  const shown = [...keys, ...values].map(({ name }) => name);
  return { rows: made, shown, grouped: true, sorted: false };
}

/** What is missing is no double of anything. */
function withoutDoubles(rows: readonly Row[], names: readonly string[]): readonly Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const values = names.map((name) => textOf(row.get(name)));
    if (values.includes(undefined)) return true;
    const key = JSON.stringify(values);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
