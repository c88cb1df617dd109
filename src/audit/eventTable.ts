import { Interner } from './interner';
import { Uint64Column } from './uint64Column';

/** What a row has; a column's value means nothing where its bit is missing. */
export const Has = {
  time: 1,
  sequence: 2,
  reboot: 4,
  session: 8,
  response: 16,
  privateKey: 32,
  publicKey: 64,
  key: 128,
} as const;

/** The kinds of event as a column holds them. */
export const Kind = { audit: 0, certificate: 1 } as const;

/** How the command ended, as a column holds it. */
export const Ended = { unknown: 0, success: 1, failure: 2 } as const;

/**
 * All events of a log as columns: a row an event, in the order of the text, and no object or string
 * for any of them. Names are numbers of `names`.
 */
export class EventTable {
  /** Rows in use; the columns may be longer. */
  length = 0;
  readonly names = new Interner();

  /** Place in the text: [start, end) in UTF-16 code units, and the line of `start` from 0. */
  start = new Uint32Array(0);
  end = new Uint32Array(0);
  line = new Uint32Array(0);
  /** The column of `start`: 0 but for events that stand behind another one on their line. */
  column = new Uint32Array(0);

  /** A value of `Kind`. */
  kind = new Uint8Array(0);
  /** Bits of `Has`. */
  has = new Uint16Array(0);
  /** A value of `Ended`. */
  ended = new Uint8Array(0);
  /** Unix µs (exact below 2^53); `usecs` where the event has it, else its human time. */
  time = new Float64Array(0);
  sequence = new Uint64Column(0);
  reboot = new Uint64Column(0);
  session = new Uint64Column(0);
  /** The name as printed, a number of `names`; 0 for none. */
  opcode = new Uint32Array(0);
  user = new Uint32Array(0);
  privateKey = new Uint64Column(0);
  publicKey = new Uint64Column(0);
  /** `Key Handle`, or a certificate event's object handle. */
  key = new Uint64Column(0);

  /** Adds a row and gives its number. */
  addRow(): number {
    if (this.length === this.start.length) this.grow(Math.max(64, this.length * 2));
    return this.length++;
  }

  /** The row whose event holds that offset; -1 where none does. */
  rowAt(offset: number): number {
    const row = this.rowAtOrBefore(offset);
    return row >= 0 && (this.end[row] ?? 0) >= offset ? row : -1;
  }

  /** The row whose event holds that offset, or else the last one before it; -1 where none is. */
  rowAtOrBefore(offset: number): number {
    let low = 0;
    let high = this.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if ((this.start[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }

  private grow(capacity: number): void {
    const resized = <Column extends Uint32Array | Uint16Array | Uint8Array | Float64Array>(
      from: Column,
      to: Column,
    ): Column => {
      to.set(from);
      return to;
    };
    this.start = resized(this.start, new Uint32Array(capacity));
    this.end = resized(this.end, new Uint32Array(capacity));
    this.line = resized(this.line, new Uint32Array(capacity));
    this.column = resized(this.column, new Uint32Array(capacity));
    this.kind = resized(this.kind, new Uint8Array(capacity));
    this.has = resized(this.has, new Uint16Array(capacity));
    this.ended = resized(this.ended, new Uint8Array(capacity));
    this.time = resized(this.time, new Float64Array(capacity));
    this.opcode = resized(this.opcode, new Uint32Array(capacity));
    this.user = resized(this.user, new Uint32Array(capacity));
    this.sequence = this.sequence.resized(capacity);
    this.reboot = this.reboot.resized(capacity);
    this.session = this.session.resized(capacity);
    this.privateKey = this.privateKey.resized(capacity);
    this.publicKey = this.publicKey.resized(capacity);
    this.key = this.key.resized(capacity);
  }
}
