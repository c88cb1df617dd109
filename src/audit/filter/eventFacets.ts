import { categoryOf } from '../event/category';
import { filterPredicate, type EventFilter } from './eventFilter';
import { Ended, type EventTable } from '../table/eventTable';
import type { Outcome } from '../event/outcome';

/** How often each value of a kind stands in the events, the most frequent first. */
export interface EventFacets {
  readonly outcomes: ReadonlyMap<Outcome, number>;
  readonly categories: ReadonlyMap<string, number>;
  readonly opcodes: ReadonlyMap<string, number>;
  readonly users: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<bigint, number>;
  readonly sessions: ReadonlyMap<bigint, number>;
  /** Unix µs at 00:00 UTC of each day with an event; in the order of time. */
  readonly days: ReadonlyMap<bigint, number>;
}

/** µs of a day. */
export const dayLength = 86_400_000_000n;

const outcomeOf: Readonly<Record<number, Outcome>> = {
  [Ended.success]: 'success',
  [Ended.failure]: 'failure',
  [Ended.unknown]: 'unknown',
};

/**
 * Counts what could be filtered by, over the events that a filter lets through. For each kind, only
 * the other kinds of the filter count: of a view of failed logins, the opcodes are those that failed,
 * and the outcomes those of all logins.
 */
export function eventFacets(tables: readonly EventTable[], filter: EventFilter): EventFacets {
  const without = (...kinds: readonly (keyof EventFilter)[]): EventFilter =>
    Object.fromEntries(
      Object.entries(filter).filter(([kind]) => !kinds.includes(kind as keyof EventFilter)),
    );
  const count = <Value>(
    others: EventFilter,
    of: (table: EventTable, row: number) => readonly (Value | undefined)[],
  ): Map<Value, number> => counted(tables, others, of);
  const days = count(without('from', 'to'), (table, row) => [dayOf(table.time(row))]);
  return {
    outcomes: byCount(count(without('outcomes'), (table, row) => [outcomeOf[table.ended(row)]])),
    categories: byCount(
      count(without('categories'), (table, row) => {
        const opcode = table.opcode(row);
        return [opcode === undefined ? undefined : categoryOf(opcode)];
      }),
    ),
    opcodes: byCount(count(without('opcodes'), (table, row) => [table.opcode(row)])),
    users: byCount(
      count(without('users'), (table, row) => [table.user(row), table.targetUser(row)]),
    ),
    keys: byCount(
      count(without('keys'), (table, row) => [
        table.privateKey(row),
        table.publicKey(row),
        table.key(row),
      ]),
    ),
    sessions: byCount(
      count(without('sessions', 'connections'), (table, row) => [table.sessionHandle(row)]),
    ),
    days: new Map([...days].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function counted<Value>(
  tables: readonly EventTable[],
  filter: EventFilter,
  of: (table: EventTable, row: number) => readonly (Value | undefined)[],
): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const table of tables) {
    const passes = filterPredicate(table, filter);
    for (let row = 0; row < table.length; row++) {
      if (!passes(row)) continue;
      const values = of(table, row);
      values.forEach((value, index) => {
        if (value === undefined || value === 0n || values.indexOf(value) < index) return;
        counts.set(value, (counts.get(value) ?? 0) + 1);
      });
    }
  }
  return counts;
}

function byCount<Value>(counts: ReadonlyMap<Value, number>): ReadonlyMap<Value, number> {
  return new Map([...counts].sort(([, one], [, other]) => other - one));
}

function dayOf(usecs: number): bigint | undefined {
  if (isNaN(usecs)) return undefined;
  return BigInt(Math.floor(usecs / Number(dayLength))) * dayLength;
}
