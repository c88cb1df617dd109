import type { EventPlace } from '../containers/unwrappedLog';
import type { AuditLog } from '../table/auditLog';
import type { DecodedColumn } from './decodedColumns';
import { Ended } from '../table/eventTable';
import type { EventOrder } from './mergedOrder';

/** A log and what its HSM is called, as far as that is known. */
export interface NamedLog {
  readonly log: AuditLog;
  readonly name: string | undefined;
  /** The cluster that its address names. */
  readonly cluster?: string | undefined;
  /** For a log taken out of JSON or CSV: where in that text a row's event stands, in UTF-16 code units. */
  readonly rawOffset?: (row: number) => number | undefined;
  /** For a log whose text is not the one of its source. */
  readonly placeOf?: (row: number) => EventPlace;
  /** What it should hold and does not, in a sentence. */
  readonly missing?: string | undefined;
  /** Of a log taken out of JSON or CSV: what that text holds besides events, a sentence each. */
  readonly notes?: readonly string[];
}

/** An event of a decoded view: its log (by number) and its row there. */
export interface ShownEvent {
  readonly log: number;
  readonly row: number;
}

/** What a view is made of; see `decodedSteps.ts`. */
export interface DecodedParts {
  readonly text: string;
  readonly logs: readonly NamedLog[];
  /** As `filterQuery` writes it. */
  readonly filter: string;
  readonly columns: readonly DecodedColumn[];
  readonly widths: readonly number[];
  /** The events that the filter lets through, in the order shown. */
  readonly order: EventOrder;
  /** Of each line (from 0) where it begins in the text. */
  readonly lineStarts: Uint32Array;
  /** Of each line its entry in `order`; -1 for the header and for notes. */
  readonly entryOfLine: Int32Array;
  /** Of each entry that is shown its line. */
  readonly lineOfEntry: Int32Array;
  /** What is said of copies, by entry. */
  readonly copies: ReadonlyMap<number, string>;
}

/** The decoded view of one log or of several: a header, then a line an event and notes between. */
export class DecodedView {
  private readonly entries = new Map<number, Int32Array>();

  constructor(readonly parts: DecodedParts) {}

  get text(): string {
    return this.parts.text;
  }

  get columns(): readonly DecodedColumn[] {
    return this.parts.columns;
  }

  get logs(): readonly NamedLog[] {
    return this.parts.logs;
  }

  /** How many lines there are, without the empty one behind the last line end. */
  get lineCount(): number {
    return this.parts.lineStarts.length;
  }

  /** How many events are shown. */
  get eventCount(): number {
    return this.parts.lineOfEntry.length;
  }

  /** How many events the filter lets through that did not fit. */
  get left(): number {
    return this.parts.order.length - this.eventCount;
  }

  /** The event of a line (from 0); undefined for the header and for notes. */
  eventAt(line: number): ShownEvent | undefined {
    const entry = this.parts.entryOfLine[line] ?? -1;
    if (entry < 0) return undefined;
    return { log: this.parts.order.logs[entry] ?? 0, row: this.parts.order.rows[entry] ?? 0 };
  }

  /** The entry of a line, or else of the one before it; -1 before the first. */
  entryAtOrBefore(line: number): number {
    for (let at = Math.min(line, this.lineCount - 1); at >= 0; at--) {
      const entry = this.parts.entryOfLine[at] ?? -1;
      if (entry >= 0) return entry;
    }
    return -1;
  }

  /** The event of a line, or else of the one before it, or else the first one. */
  eventAtOrBefore(line: number): ShownEvent | undefined {
    const entry = this.entryAtOrBefore(line);
    if (entry >= 0) return this.eventAt(this.parts.lineOfEntry[entry] ?? -1);
    const first = this.parts.lineOfEntry[0];
    return first === undefined ? undefined : this.eventAt(first);
  }

  /** The line of an event, or of the last one before it in its log that is shown. */
  lineOf({ log, row }: ShownEvent): number | undefined {
    const entries = this.entriesOf(log);
    for (let at = Math.min(row, entries.length - 1); at >= 0; at--) {
      const line = this.parts.lineOfEntry[entries[at] ?? -1];
      if (line !== undefined) return line;
    }
    return undefined;
  }

  /** The events of the lines from one to another one. */
  *events(from = 0, to = this.lineCount - 1): Generator<ShownEvent, void, undefined> {
    for (let line = Math.max(0, from); line <= Math.min(to, this.lineCount - 1); line++) {
      const event = this.eventAt(line);
      if (event !== undefined) yield event;
    }
  }

  /** The lines of the events that failed. */
  failedLines(): readonly number[] {
    const { order, lineOfEntry, logs } = this.parts;
    const lines: number[] = [];
    lineOfEntry.forEach((line, entry) => {
      const table = logs[order.logs[entry] ?? 0]?.log.table;
      if (table?.ended(order.rows[entry] ?? 0) === Ended.failure) lines.push(line);
    });
    return lines;
  }

  /** Of each row of a log its entry, or -1. Made when it is first asked for. */
  private entriesOf(log: number): Int32Array {
    const known = this.entries.get(log);
    if (known !== undefined) return known;
    const { order, logs } = this.parts;
    const entries = new Int32Array(logs[log]?.log.length ?? 0).fill(-1);
    for (let entry = 0; entry < order.length; entry++) {
      if (order.logs[entry] === log) entries[order.rows[entry] ?? 0] = entry;
    }
    this.entries.set(log, entries);
    return entries;
  }
}
