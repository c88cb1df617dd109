import type { EventTable } from './eventTable';
import { sessionBits } from './sessionHandle';

/**
 * Finds events without scanning: by key, user, session, opcode, response, time and sequence. Each
 * order is made on its first use and kept. Rows come in the order of the log.
 */
export class EventLookups {
  private readonly orders = new Map<string, unknown>();

  constructor(private readonly table: EventTable) {}

  /** The events on a key (or certificate object) handle, on whichever of its labels; none for 0. */
  onKey(handle: bigint): readonly number[] {
    const { table } = this;
    return (
      this.rowsBy('key', (row) => [
        ...new Set([table.privateKey(row), table.publicKey(row), table.key(row)]),
      ]).get(handle) ?? []
    );
  }

  /** The events that name a user, as the user or as the target. */
  ofUser(name: string): readonly number[] {
    const { table } = this;
    return (
      this.rowsBy('user', (row) => [...new Set([table.user(row), table.targetUser(row)])]).get(
        name,
      ) ?? []
    );
  }

  /** The events that print exactly that session handle. */
  ofSession(handle: bigint): readonly number[] {
    return this.rowsBy('session', (row) => [this.table.sessionHandle(row)]).get(handle) ?? [];
  }

  /** The events of all sessions of a client connection: a session handle without its low 14 bits. */
  ofConnection(connection: bigint): readonly number[] {
    return (
      this.rowsBy('connection', (row) => {
        const handle = this.table.sessionHandle(row);
        // One more than the connection, as 0 stands for nothing here.
        return [handle === undefined ? undefined : (handle >> sessionBits) + 1n];
      }).get(connection + 1n) ?? []
    );
  }

  ofOpcode(name: string): readonly number[] {
    return this.rowsBy('opcode', (row) => [this.table.opcode(row)]).get(name) ?? [];
  }

  ofResponse(code: number): readonly number[] {
    return this.rowsBy('response', (row) => [this.table.responseCode(row)]).get(code) ?? [];
  }

  /** The events that failed. */
  failures(): readonly number[] {
    return this.rowsBy('ended', (row) => [this.table.ended(row)]).get(2) ?? [];
  }

  /** Every different key handle (0 left out), user (target users too) or opcode, in order of first appearance. */
  keys(): Iterable<bigint> {
    this.onKey(0n);
    return this.values<bigint>('key');
  }

  users(): Iterable<string> {
    this.ofUser('');
    return this.values<string>('user');
  }

  opcodes(): Iterable<string> {
    this.ofOpcode('');
    return this.values<string>('opcode');
  }

  private values<Value>(name: string): Iterable<Value> {
    return (this.orders.get(name) as ReadonlyMap<Value, unknown>).keys();
  }

  /** All rows that have a time, by it; rows of the same time in the order of the log. */
  byTime(): readonly number[] {
    return this.once('time', () => {
      const { table } = this;
      const rows: number[] = [];
      for (let row = 0; row < table.length; row++) if (!isNaN(table.time(row))) rows.push(row);
      return rows.sort((a, b) => table.time(a) - table.time(b) || a - b);
    });
  }

  /** The earliest event at a time (Unix µs) or after it; undefined when all are before. */
  atTime(usecs: number): number | undefined {
    return this.byTime().find((row) => this.table.time(row) >= usecs);
  }

  /** The event of that sequence number; of the first such one where no reboot counter is given. */
  ofSequence(sequence: bigint, rebootCounter?: bigint): number | undefined {
    const { table } = this;
    const rows = this.rowsBy('sequence', (row) => [table.sequence(row)]).get(sequence) ?? [];
    return rows.find(
      (row) => rebootCounter === undefined || table.rebootCounter(row) === rebootCounter,
    );
  }

  private rowsBy<Value extends bigint | string | number>(
    name: string,
    values: (row: number) => readonly (Value | undefined)[],
  ): ReadonlyMap<Value, readonly number[]> {
    return this.once(name, () => {
      const rows = new Map<Value, number[]>();
      for (let row = 0; row < this.table.length; row++) {
        for (const value of values(row)) {
          if (value === undefined || value === 0n) continue;
          const known = rows.get(value);
          if (known === undefined) rows.set(value, [row]);
          else known.push(row);
        }
      }
      return rows;
    });
  }

  private once<Order>(name: string, make: () => Order): Order {
    if (!this.orders.has(name)) this.orders.set(name, make());
    return this.orders.get(name) as Order;
  }
}
