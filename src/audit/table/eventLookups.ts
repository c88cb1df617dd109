import { ConnectionLogins } from '../subjects/connectionLogins';
import type { EventTable } from './eventTable';
import { exactOf, type ExactNumber } from '../text/exactNumber';
import { Postings } from './postings';
import { connectionOf } from '../event/sessionHandle';
import { StartOrder } from './startOrder';

/**
 * Finds events without scanning: by key, user, session, opcode, response and time. Each
 * order is made on its first use, in one pass, and kept until the table grows. Rows come in the order
 * of the log.
 */
export class EventLookups {
  private orders = new Map<string, unknown>();
  private length = -1;

  constructor(private readonly table: EventTable) {}

  /** The events on a key (or certificate object) handle, on whichever of its labels; none for 0. */
  onKey(handle: bigint): Uint32Array {
    return this.byKey().of(exactOf(handle));
  }

  /** The events that name a user, as the user or as the target. */
  ofUser(name: string): Uint32Array {
    return this.byUser().of(name);
  }

  /** The events that print exactly that session handle. */
  ofSession(handle: bigint): Uint32Array {
    return this.postings<ExactNumber>('session', (row) => this.table.exactSession(row)).of(
      exactOf(handle),
    );
  }

  /** The events of all sessions of a client connection: a session handle without its low 14 bits. */
  ofConnection(connection: bigint): Uint32Array {
    return this.postings<ExactNumber>('connection', (row) => {
      const session = this.table.exactSession(row);
      return session === undefined ? undefined : connectionOf(session);
    }).of(exactOf(connection));
  }

  ofOpcode(name: string): Uint32Array {
    return this.byOpcode().of(name);
  }

  ofResponse(code: number): Uint32Array {
    return this.postings<number>('response', (row) => this.table.responseCode(row)).of(code);
  }

  /** Every different key handle (0 left out), user (target users too) or opcode, in order of first appearance. */
  *keys(): Iterable<bigint> {
    for (const handle of this.byKey().values()) yield BigInt(handle);
  }

  users(): Iterable<string> {
    return this.byUser().values();
  }

  opcodes(): Iterable<string> {
    return this.byOpcode().values();
  }

  /** All rows that have a time, by it; rows of the same time in the order of the log. */
  byTime(): Uint32Array {
    return this.once('time', () => rowsByTime(this.table));
  }

  /** The events by sequence number, for each start of an HSM. */
  starts(): StartOrder {
    return this.once('starts', () => new StartOrder(this.table));
  }

  /** The logins of each client connection, and what ends them. */
  logins(): ConnectionLogins {
    return this.once('logins', () => new ConnectionLogins(this.table));
  }

  /**
   * Makes in steps of about a millisecond what the first question about a key or a user needs, so that
   * it need not wait for a pass over all rows.
   */
  *ahead(): Generator<undefined, void, undefined> {
    const { length } = this.table;
    const byKey = yield* Postings.steps(length, this.visitKeys);
    const byUser = yield* Postings.steps(length, this.visitUsers);
    if (length !== this.table.length) return; // the log has grown meanwhile
    this.once('key', () => byKey);
    this.once('user', () => byUser);
  }

  private byKey(): Postings<ExactNumber> {
    return this.once('key', () => Postings.of(this.table.length, this.visitKeys));
  }

  private readonly visitKeys = (row: number, add: (handle: ExactNumber) => void): void => {
    this.table.visitKeys(row, (handle) => {
      if (handle !== 0) add(handle);
    });
  };

  private byUser(): Postings<string> {
    return this.once('user', () => Postings.of(this.table.length, this.visitUsers));
  }

  private readonly visitUsers = (row: number, add: (name: string) => void): void => {
    const user = this.table.user(row);
    if (user !== undefined) add(user);
    const target = this.table.targetUser(row);
    if (target !== undefined) add(target);
  };

  private byOpcode(): Postings<string> {
    return this.postings<string>('opcode', (row) => this.table.opcode(row));
  }

  private postings<Value>(
    name: string,
    valueOf: (row: number) => Value | undefined,
  ): Postings<Value> {
    return this.once(name, () =>
      Postings.of<Value>(this.table.length, (row, add) => {
        const value = valueOf(row);
        if (value !== undefined) add(value);
      }),
    );
  }

  private once<Order>(name: string, make: () => Order): Order {
    if (this.length !== this.table.length) {
      this.orders = new Map();
      this.length = this.table.length;
    }
    if (!this.orders.has(name)) this.orders.set(name, make());
    return this.orders.get(name) as Order;
  }
}

function rowsByTime(table: EventTable): Uint32Array {
  const rows = new Uint32Array(table.length);
  const times = new Float64Array(table.length);
  let count = 0;
  let isSorted = true;
  for (let row = 0; row < table.length; row++) {
    const time = (times[row] = table.time(row));
    if (isNaN(time)) continue;
    if (count > 0 && time < (times[rows[count - 1] ?? 0] ?? 0)) isSorted = false;
    rows[count++] = row;
  }
  const timed = rows.slice(0, count);
  return isSorted ? timed : timed.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}
