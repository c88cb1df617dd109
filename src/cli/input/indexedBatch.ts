import type { LogEvent } from '../../audit/event/auditEvent';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { IndexedFile } from '../../sources/files/indexedFile';
import type { Between, EventBatch } from './eventBatch';

/** A file on disk whose events are read in an order of our own, each when it is asked for. */
export class IndexedBatch implements EventBatch {
  readonly betweens: readonly Between[] = [];

  /** @param rows the file's rows in the order wanted */
  constructor(
    private readonly file: IndexedFile,
    private readonly rows: Uint32Array,
    private readonly about: EventOrigin,
  ) {}

  get length(): number {
    return this.rows.length;
  }

  private row(row: number): number {
    return this.rows[row] ?? 0;
  }

  time(row: number): number {
    return this.file.table.time(this.row(row));
  }

  sequence(row: number): bigint | undefined {
    return this.file.table.sequence(this.row(row));
  }

  event(row: number): LogEvent {
    return this.file.event(this.row(row));
  }

  eventText(row: number): string {
    return this.file.text(this.row(row));
  }

  spanText(row: number): string {
    return this.file.text(this.row(row));
  }

  stream(row: number): string | undefined {
    return this.file.table.stream(this.row(row)) ?? this.about.stream;
  }

  origin(row: number): EventOrigin {
    const { table, path } = this.file;
    const at = this.row(row);
    const offset = table.start(at);
    return {
      ...this.about,
      stream: this.stream(row),
      source: { file: path, line: table.line(at) + 1, offset, length: table.end(at) - offset },
    };
  }
}
