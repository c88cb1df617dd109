import type { LogEvent } from '../../audit/event/auditEvent';
import type { AuditLog } from '../../audit/table/auditLog';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { Between, EventBatch } from './eventBatch';

/** The first events of a log as a batch, with the same numbers. Where they come from is the batch's affair. */
export abstract class LogBatch implements EventBatch {
  abstract readonly betweens: readonly Between[];

  /** @param length how many of the log's events it has; left out: all */
  constructor(
    readonly log: AuditLog,
    readonly length = log.length,
  ) {}

  abstract stream(row: number): string | undefined;
  abstract origin(row: number): EventOrigin;

  time(row: number): number {
    return this.log.table.time(row);
  }

  sequence(row: number): bigint | undefined {
    return this.log.table.sequence(row);
  }

  event(row: number): LogEvent {
    return this.log.event(row);
  }

  eventText(row: number): string {
    const { table, text } = this.log;
    return text.slice(table.start(row), table.end(row));
  }

  spanText(): string {
    return this.log.text;
  }
}
