import type { LogEvent } from '../../audit/auditEvent';
import { AuditLog } from '../../audit/auditLog';
import type { EventRecord } from '../../audit/containers/container';
import type { ForeignText } from '../../audit/containers/reading';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { Between, FileBatch } from './eventBatch';

const parting = '\n\n';

/** Events that were taken out of a container, as one text with a blank line between them. */
export class RecordBatch implements FileBatch {
  readonly log: AuditLog;
  readonly length: number;
  readonly textEnd: number;
  readonly bytes: number;
  readonly betweens: readonly Between[];
  readonly isOneStream: boolean;
  /** Where each record begins in the text. */
  private readonly starts: Float64Array;

  /**
   * @param foreign the text of no event among them
   * @param bytesBetween all bytes of it, blanks too
   */
  constructor(
    private readonly file: string,
    private readonly records: readonly EventRecord[],
    private readonly names: Pick<EventOrigin, 'stream' | 'cluster'>,
    foreign: readonly ForeignText[],
    readonly bytesBetween: number,
  ) {
    this.starts = new Float64Array(records.length);
    const texts: string[] = [];
    let length = 0;
    let bytes = bytesBetween;
    records.forEach(({ message, source }, index) => {
      this.starts[index] = length;
      texts.push(message, parting);
      length += message.length + parting.length;
      bytes += source?.length ?? Buffer.byteLength(message);
    });
    this.log = AuditLog.of(texts.join(''));
    this.length = this.log.length;
    this.textEnd = length;
    this.bytes = bytes;
    this.isOneStream = records.every(({ stream }) => stream === records[0]?.stream);
    this.betweens = foreign.map(({ place, text }) => ({
      before: place === undefined ? this.length : this.rowBehind(place.offset),
      line: place?.line,
      text: text.trim(),
    }));
  }

  /** The first row whose event stands behind a place of the file. */
  private rowBehind(offset: number): number {
    for (let row = 0; row < this.length; row++) {
      if ((this.record(row)?.source?.offset ?? -1) > offset) return row;
    }
    return this.length;
  }

  /** The record that holds the row's event: as a rule the one of the same number. */
  private record(row: number): EventRecord | undefined {
    const start = this.log.table.start(row);
    let low = 0;
    let high = this.records.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return this.records[low];
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
    return this.record(row)?.stream ?? this.names.stream;
  }

  origin(row: number): EventOrigin {
    const record = this.record(row);
    const source = record?.source;
    return {
      cluster: record?.cluster ?? this.names.cluster,
      stream: this.stream(row),
      source: {
        file: this.file,
        ...(source ?? { record: record?.record ?? row }),
      },
    };
  }
}
