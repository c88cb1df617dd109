import type { LogEvent } from '../../audit/event/auditEvent';
import type { AuditLog } from '../../audit/table/auditLog';
import type { EventOrigin } from '../../audit/export/exportedEvent';

/** Text of a file that belongs to no event. */
export interface Between {
  /** The row of the batch that it stands before; the batch's length for what follows the last one. */
  readonly before: number;
  /** Where it begins, from 1; undefined where the original has no lines of its own. */
  readonly line: number | undefined;
  /** Its beginning, without blanks around it. Hostile text. */
  readonly text: string;
}

/** Some events of a file that were read together, in the order of the file. */
export interface EventBatch {
  readonly length: number;
  /** Unix µs; NaN where the event has no time. */
  time(row: number): number;
  sequence(row: number): bigint | undefined;
  event(row: number): LogEvent;
  /** The event's own text. */
  eventText(row: number): string;
  /** The text that the event's spans count in. */
  spanText(row: number): string;
  /** The log stream, as far as it is known. */
  stream(row: number): string | undefined;
  origin(row: number): EventOrigin;
  /** What is no event and more than blanks. */
  readonly betweens: readonly Between[];
}

/** Events as they were read from a file, in its order. */
export interface FileBatch extends EventBatch {
  /** The rows below `length` are the batch's, with the same numbers. */
  readonly log: AuditLog;
  /** Where the batch ends in the log's text; what follows comes again in the next batch. */
  readonly textEnd: number;
  /** Whether all its events are of one stream. */
  readonly isOneStream: boolean;
  /** Bytes of the file that the batch is. */
  readonly bytes: number;
  /** Those of them that belong to no event, blanks between events too. */
  readonly bytesBetween: number;
  /** How many places hold text of no event: `betweens` has the first ones of very many. */
  readonly placesBetween: number;
  /** Records that hold no events by their own word. */
  readonly skipped: number;
}
