import { Interner } from './interner';
import { Uint64Column } from './uint64Column';

/** The kinds of event as a column holds them. */
export const Kind = { audit: 0, certificate: 1 } as const;

/** How the command ended, as a column holds it. */
export const Ended = { unknown: 0, success: 1, failure: 2 } as const;

/** The numbers that a row may have. */
const Has = {
  time: 1,
  sequence: 2,
  reboot: 4,
  session: 8,
  response: 16,
  privateKey: 32,
  publicKey: 64,
  key: 128,
} as const;

/** The names that a row may have, each an interned number; 0 for none. */
export interface RowNames {
  readonly commandType: string | undefined;
  readonly opcode: string | undefined;
  readonly logType: string | undefined;
  readonly user: string | undefined;
  readonly userType: string | undefined;
  readonly targetUser: string | undefined;
  readonly stream: string | undefined;
}

/**
 * All events of a log as columns: a row an event, in the order of the text, and no object or string
 * for any of them. Whoever reads it asks by row; how a column is stored is its own affair.
 */
export class EventTable {
  private rows = 0;
  private readonly names = new Interner();

  private starts = new Uint32Array(0);
  private ends = new Uint32Array(0);
  private lines = new Uint32Array(0);
  private columns = new Uint32Array(0);
  private kinds = new Uint8Array(0);
  private bits = new Uint16Array(0);
  private outcomes = new Uint8Array(0);
  private times = new Float64Array(0);
  private sequences = new Uint64Column(0);
  private reboots = new Uint64Column(0);
  private sessions = new Uint64Column(0);
  private privateKeys = new Uint64Column(0);
  private publicKeys = new Uint64Column(0);
  private keys = new Uint64Column(0);
  private responses = new Float64Array(0);
  private commandTypes = new Uint32Array(0);
  private opcodes = new Uint32Array(0);
  private logTypes = new Uint32Array(0);
  private users = new Uint32Array(0);
  private userTypes = new Uint32Array(0);
  private targetUsers = new Uint32Array(0);
  private streams = new Uint32Array(0);

  /** How many events there are. */
  get length(): number {
    return this.rows;
  }

  /** Where the event begins, in the units of the text (UTF-16 code units, or bytes of a file). */
  start(row: number): number {
    return this.starts[row] ?? 0;
  }

  /** Where the event ends, behind its last character. */
  end(row: number): number {
    return this.ends[row] ?? 0;
  }

  /** The line on which the event begins, from 0. */
  line(row: number): number {
    return this.lines[row] ?? 0;
  }

  /** The column of its start: 0 but for events that stand behind another one on their line. */
  column(row: number): number {
    return this.columns[row] ?? 0;
  }

  /** A value of `Kind`. */
  kind(row: number): number {
    return this.kinds[row] ?? 0;
  }

  /** A value of `Ended`. */
  ended(row: number): number {
    return this.outcomes[row] ?? 0;
  }

  /** Unix µs (exact below 2^53): `usecs` where the event has it, else its human time; NaN for neither. */
  time(row: number): number {
    return this.has(row, Has.time) ? (this.times[row] ?? 0) : NaN;
  }

  sequence(row: number): bigint | undefined {
    return this.number(row, Has.sequence, this.sequences);
  }

  rebootCounter(row: number): bigint | undefined {
    return this.number(row, Has.reboot, this.reboots);
  }

  sessionHandle(row: number): bigint | undefined {
    return this.number(row, Has.session, this.sessions);
  }

  privateKey(row: number): bigint | undefined {
    return this.number(row, Has.privateKey, this.privateKeys);
  }

  publicKey(row: number): bigint | undefined {
    return this.number(row, Has.publicKey, this.publicKeys);
  }

  /** `Key Handle`, or a certificate event's object handle. */
  key(row: number): bigint | undefined {
    return this.number(row, Has.key, this.keys);
  }

  /** The response's code; undefined where it has none, as every certificate event. */
  responseCode(row: number): number | undefined {
    return this.has(row, Has.response) ? this.responses[row] : undefined;
  }

  /** The command type's name as printed, without its code. Names are the same string for every row. */
  commandType(row: number): string | undefined {
    return this.names.text(this.commandTypes[row] ?? 0);
  }

  /** The opcode's name as printed, or a certificate event's operation. */
  opcode(row: number): string | undefined {
    return this.names.text(this.opcodes[row] ?? 0);
  }

  logType(row: number): string | undefined {
    return this.names.text(this.logTypes[row] ?? 0);
  }

  /** `User Name` as printed. Hostile text. */
  user(row: number): string | undefined {
    return this.names.text(this.users[row] ?? 0);
  }

  userType(row: number): string | undefined {
    return this.names.text(this.userTypes[row] ?? 0);
  }

  /** `Target User Name` as printed. Hostile text. */
  targetUser(row: number): string | undefined {
    return this.names.text(this.targetUsers[row] ?? 0);
  }

  /** The log stream (the HSM's id) as far as what wraps the events says it. */
  stream(row: number): string | undefined {
    return this.names.text(this.streams[row] ?? 0);
  }

  /** The row whose event holds that offset; -1 where none does. */
  rowAt(offset: number): number {
    const row = this.rowAtOrBefore(offset);
    return row >= 0 && this.end(row) >= offset ? row : -1;
  }

  /** The row whose event holds that offset, or else the last one before it; -1 where none is. */
  rowAtOrBefore(offset: number): number {
    return this.lastRow((row) => this.start(row) <= offset);
  }

  /** The last row whose event begins on that line or before it; -1 where none does. */
  rowAtLine(line: number): number {
    return this.lastRow((row) => this.line(row) <= line);
  }

  private lastRow(isBefore: (row: number) => boolean): number {
    let low = 0;
    let high = this.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }

  private has(row: number, bit: number): boolean {
    return ((this.bits[row] ?? 0) & bit) !== 0;
  }

  private number(row: number, bit: number, column: Uint64Column): bigint | undefined {
    return this.has(row, bit) ? column.get(row) : undefined;
  }

  /** Adds a row and gives its number. */
  addRow(kind: number, start: number, end: number, line: number, column: number): number {
    if (this.rows === this.starts.length) this.grow(Math.max(64, this.rows * 2));
    const row = this.rows++;
    this.kinds[row] = kind;
    this.starts[row] = start;
    this.ends[row] = end;
    this.lines[row] = line;
    this.columns[row] = column;
    return row;
  }

  setTime(row: number, usecs: bigint | undefined): void {
    if (usecs === undefined) return;
    this.times[row] = Number(usecs);
    this.mark(row, Has.time);
  }

  setNumber(
    row: number,
    which: 'sequence' | 'reboot' | 'session' | 'privateKey' | 'publicKey' | 'key',
    value: bigint | undefined,
  ): void {
    if (value === undefined) return;
    this[`${which}s`].set(row, value);
    this.mark(row, Has[which]);
  }

  setResponse(row: number, code: bigint | undefined, outcome: keyof typeof Ended): void {
    this.outcomes[row] = Ended[outcome];
    if (code === undefined) return;
    this.responses[row] = Number(code);
    this.mark(row, Has.response);
  }

  setName(row: number, which: keyof RowNames, name: string): void {
    this[`${which}s`][row] = this.names.number(name);
  }

  private mark(row: number, bit: number): void {
    this.bits[row] = (this.bits[row] ?? 0) | bit;
  }

  private grow(capacity: number): void {
    const resized = <Column extends Uint32Array | Uint16Array | Uint8Array | Float64Array>(
      from: Column,
      to: Column,
    ): Column => {
      to.set(from);
      return to;
    };
    this.starts = resized(this.starts, new Uint32Array(capacity));
    this.ends = resized(this.ends, new Uint32Array(capacity));
    this.lines = resized(this.lines, new Uint32Array(capacity));
    this.columns = resized(this.columns, new Uint32Array(capacity));
    this.kinds = resized(this.kinds, new Uint8Array(capacity));
    this.bits = resized(this.bits, new Uint16Array(capacity));
    this.outcomes = resized(this.outcomes, new Uint8Array(capacity));
    this.times = resized(this.times, new Float64Array(capacity));
    this.responses = resized(this.responses, new Float64Array(capacity));
    this.commandTypes = resized(this.commandTypes, new Uint32Array(capacity));
    this.opcodes = resized(this.opcodes, new Uint32Array(capacity));
    this.logTypes = resized(this.logTypes, new Uint32Array(capacity));
    this.users = resized(this.users, new Uint32Array(capacity));
    this.userTypes = resized(this.userTypes, new Uint32Array(capacity));
    this.targetUsers = resized(this.targetUsers, new Uint32Array(capacity));
    this.streams = resized(this.streams, new Uint32Array(capacity));
    this.sequences = this.sequences.resized(capacity);
    this.reboots = this.reboots.resized(capacity);
    this.sessions = this.sessions.resized(capacity);
    this.privateKeys = this.privateKeys.resized(capacity);
    this.publicKeys = this.publicKeys.resized(capacity);
    this.keys = this.keys.resized(capacity);
  }
}
