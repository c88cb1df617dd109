import type { LogEvent } from '../event/auditEvent';
import { decodeEvent } from '../event/decodeEvent';
import { EventLookups } from './eventLookups';
import { commonStart } from '../text/commonStart';
import { EventTable, Kind } from './eventTable';
import { indexSteps, type IndexFrom } from './indexLog';
import { lastCertainStart } from '../scan/certainStart';
import { StringBytes } from '../scan/logBytes';
import { atOnce } from '../slices';

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

  /**
   * Indexes the text, once through: about 500 MB a second.
   *
   * @param before the log of an older text. Where the texts begin alike its rows are taken over, so
   * that of a log that grew only the new part is read.
   */
  static of(text: string, before?: AuditLog): AuditLog {
    return atOnce(AuditLog.inSteps(text, before));
  }

  /**
   * The same in steps of about a millisecond. Each gives the log with the events found so far, at last
   * all: it is one log whose table grows.
   */
  static *inSteps(text: string, before?: AuditLog): Generator<AuditLog, AuditLog, undefined> {
    if (before?.text === text) return before;
    const from = before === undefined ? undefined : sharedRows(before, text);
    const { table, offset, line } = from ?? { table: new EventTable(), offset: 0, line: 0 };
    const log = new AuditLog(text, table);
    const steps = indexSteps(new StringBytes(text), text.length, { table, offset, line });
    try {
      while (steps.next().done !== true) yield log;
    } finally {
      steps.return(table); // one that is given up gives its scanner back
    }
    return log;
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

/**
 * A table with the rows of a log that a text has too: those before the last event that surely begins
 * where the texts are alike. That event is read again, it may have got more lines.
 */
function sharedRows(before: AuditLog, text: string): IndexFrom | undefined {
  const same = commonStart(before.text, text);
  const offset = lastCertainStart(new StringBytes(text), 0, same);
  if (offset === undefined) return undefined;
  let rows = before.table.rowAtOrBefore(offset);
  if (rows < 0 || before.table.start(rows) < offset) rows++;
  const table = new EventTable();
  for (const { piece, rows: ofPiece } of before.table.parts()) {
    table.add(piece, Math.min(ofPiece, rows - table.length));
  }
  return { table, offset, line: before.table.line(rows) };
}
