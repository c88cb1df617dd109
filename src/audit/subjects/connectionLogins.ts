import { Ended, type EventTable } from '../table/eventTable';
import { exactNumber, type ExactNumber } from '../text/exactNumber';
import { Postings } from '../table/postings';
import { connectionOf } from '../event/sessionHandle';
import { firstNotLow } from '../table/startOrder';

/** So many starts of HSMs have connections whose number is exact. */
const mostStarts = 2 ** 12;

export const login = 'CN_LOGIN';
/** What ends a login. */
export const ends = ['CN_LOGOUT', 'CN_APP_FINALIZE'];
/** What says who is logged in on a connection; of two with the same number the first one counts. */
const opcodes = [login, ...ends];

/** The successful logins, logouts and ends of each client connection of each start of an HSM. */
export class ConnectionLogins {
  private readonly connections: Postings<string | number>;
  private readonly sorted = new Map<string | number, Uint32Array | undefined>();
  private readonly startNumbers = new Map<string, number>();
  private lastStart: string | undefined;
  private lastNumber = 0;

  constructor(private readonly table: EventTable) {
    this.connections = Postings.of(table.length, (row, add) => {
      const opcode = table.opcode(row);
      if (opcode === undefined || !opcodes.includes(opcode)) return;
      if (table.ended(row) !== Ended.success) return;
      const connection = this.connectionOf(row);
      if (connection !== undefined) add(connection);
    });
  }

  private connectionOf(row: number): string | number | undefined {
    const session = this.table.exactSession(row);
    if (session === undefined) return undefined;
    const start = this.startNumber(row);
    const connection = connectionOf(session);
    if (typeof session === 'number' && typeof connection === 'number' && start < mostStarts) {
      return start * 2 ** 40 + connection;
    }
    return `${connection} ${start}`;
  }

  private startNumber(row: number): number {
    const key = this.table.startKey(row);
    if (key === this.lastStart) return this.lastNumber;
    let number = this.startNumbers.get(key);
    if (number === undefined) this.startNumbers.set(key, (number = this.startNumbers.size));
    this.lastStart = key;
    return (this.lastNumber = number);
  }

  /** The last of them before an event, by sequence number, or by its place where one has none. */
  lastBefore(row: number): number | undefined {
    const connection = this.connectionOf(row);
    if (connection === undefined) return undefined;
    const rows = this.bySequence(connection);
    const sequence = this.table.exactSequence(row);
    if (rows === undefined || sequence === undefined) return this.searched(connection, row);
    const from = (value: ExactNumber): number =>
      firstNotLow(rows.length, (index) => this.sequence(rows[index] ?? 0) < value);
    const before = rows[from(sequence) - 1];
    return before === undefined ? undefined : rows[from(this.sequence(before))];
  }

  private sequence(row: number): ExactNumber {
    return this.table.exactSequence(row) ?? exactNumber(0, 0);
  }

  /** A connection's rows by sequence number; undefined where one has none. */
  private bySequence(connection: string | number): Uint32Array | undefined {
    if (!this.sorted.has(connection)) {
      const rows = this.inPlace(connection);
      const isNumbered = rows.every((row) => this.table.exactSequence(row) !== undefined);
      const compare = (a: number, b: number): number => {
        const first = this.sequence(a);
        const second = this.sequence(b);
        return first < second ? -1 : first > second ? 1 : this.rank(a) - this.rank(b) || a - b;
      };
      this.sorted.set(connection, isNumbered ? rows.slice().sort(compare) : undefined);
    }
    return this.sorted.get(connection);
  }

  private rank(row: number): number {
    return opcodes.indexOf(this.table.opcode(row) ?? '');
  }

  private inPlace(connection: string | number): Uint32Array {
    return this.connections.of(connection);
  }

  private searched(connection: string | number, row: number): number | undefined {
    let nearest: number | undefined;
    const rows = this.inPlace(connection);
    for (const opcode of opcodes) {
      for (const other of rows) {
        if (other === row || this.table.opcode(other) !== opcode) continue;
        if (!isBefore(this.table, other, row)) continue;
        if (nearest === undefined || isBefore(this.table, nearest, other)) nearest = other;
      }
    }
    return nearest;
  }
}

/** Whether an event came before another of the same start: by sequence, else by its place. */
export function isBefore(table: EventTable, one: number, other: number): boolean {
  const first = table.exactSequence(one);
  const second = table.exactSequence(other);
  return first === undefined || second === undefined ? one < other : first < second;
}
