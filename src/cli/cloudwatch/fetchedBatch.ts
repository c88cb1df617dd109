import type { LogEvent } from '../../audit/auditEvent';
import { AuditLog } from '../../audit/auditLog';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { StreamEvent } from '../../sources/fetch/eventMerge';
import type { Between, EventBatch } from '../input/eventBatch';

/** Fetched events as they are printed: each row knows its stream, and what no audit event is stands between. */
export class FetchedBatch implements EventBatch {
  readonly length: number;
  readonly betweens: readonly Between[];
  private readonly log: AuditLog;
  /** The fetched event of each row. */
  private readonly fetched: readonly number[];

  constructor(private readonly events: readonly StreamEvent[]) {
    const starts: number[] = [];
    const texts: string[] = [];
    let length = 0;
    for (const { event } of events) {
      const text = `${event.message}\n\n`;
      starts.push(length);
      texts.push(text);
      length += text.length;
    }
    this.log = AuditLog.of(texts.join(''));
    this.length = this.log.length;
    const fetched: number[] = [];
    const betweens: Between[] = [];
    let row = 0;
    for (const [index, { event }] of events.entries()) {
      const end = starts[index + 1] ?? length;
      const first = row;
      while (row < this.length && this.log.table.start(row) < end) {
        fetched.push(index);
        row++;
      }
      if (row > first) continue;
      betweens.push({ before: row, line: undefined, text: event.message.trim().slice(0, 200) });
    }
    this.fetched = fetched;
    this.betweens = betweens;
  }

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

  stream(row: number): string | undefined {
    return this.streamOf(row)?.name;
  }

  origin(row: number): EventOrigin {
    const stream = this.streamOf(row);
    return { cluster: stream?.cluster.name, stream: stream?.name };
  }

  private streamOf(row: number) {
    return this.events[this.fetched[row] ?? -1]?.stream;
  }
}
