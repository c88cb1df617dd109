import type { LogEvent } from './auditEvent';
import { decodeEvent } from './decodeEvent';
import { EventLookups } from './eventLookups';
import { Kind, type EventTable } from './eventTable';
import { indexLog } from './indexLog';

/**
 * A log: its text, untouched, and the index of the events in it. Every view reads this; nothing
 * parses on its own.
 */
export class AuditLog {
  private constructor(
    readonly text: string,
    readonly table: EventTable,
  ) {}

  private orders: EventLookups | undefined;

  /** Finds events by what they say. */
  get lookups(): EventLookups {
    return (this.orders ??= new EventLookups(this.table));
  }

  /** Indexes the text, once through: about 50 MB a second. */
  static of(text: string): AuditLog {
    return new AuditLog(text, indexLog(text));
  }

  /** How many events there are. */
  get length(): number {
    return this.table.length;
  }

  /** Decodes the event of a row. */
  event(row: number): LogEvent {
    const { table, text } = this;
    if (row < 0 || row >= table.length) throw new RangeError(`no event ${row} of ${table.length}`);
    const kind = table.kind(row) === Kind.certificate ? 'certificate' : 'audit';
    return decodeEvent(
      text,
      { kind, start: table.start(row), end: table.end(row) },
      table.line(row),
      table.column(row),
    );
  }

  /** All events in the order of the text, each decoded when it is asked for. */
  *events(): Generator<LogEvent, void, undefined> {
    for (let row = 0; row < this.length; row++) yield this.event(row);
  }

  /** The row of the event at an offset (UTF-16 code units); undefined for text between events. */
  rowAt(offset: number): number | undefined {
    const row = this.table.rowAt(offset);
    return row < 0 ? undefined : row;
  }

  /** The row of the event at an offset, or else of the one before it; undefined before the first. */
  rowAtOrBefore(offset: number): number | undefined {
    const row = this.table.rowAtOrBefore(offset);
    return row < 0 ? undefined : row;
  }
}
