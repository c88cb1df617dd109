import type { EventRecord } from '../../audit/containers/container';
import type { ForeignText } from '../../audit/containers/reading';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { Between, FileBatch } from './eventBatch';
import { JoinedTexts } from './joinedTexts';
import { LogBatch } from './logBatch';

/** What stands among the events of a batch and is none. */
export interface AmongRecords {
  /** The text of no event; the first ones of very many. */
  readonly foreign: readonly ForeignText[];
  /** How many there are. */
  readonly places: number;
  /** All bytes of it, blanks too. */
  readonly bytes: number;
  /** Records that hold no events by their own word. */
  readonly skipped: number;
}

/** Events that were taken out of a container, as one text with a blank line between them. */
export class RecordBatch extends LogBatch implements FileBatch {
  readonly textEnd: number;
  readonly bytes: number;
  readonly bytesBetween: number;
  readonly placesBetween: number;
  readonly skipped: number;
  readonly betweens: readonly Between[];
  readonly isOneStream: boolean;
  private readonly texts: JoinedTexts;

  constructor(
    private readonly file: string,
    private readonly records: readonly EventRecord[],
    private readonly names: Pick<EventOrigin, 'stream' | 'cluster'>,
    among: AmongRecords,
  ) {
    const texts = new JoinedTexts(records.map(({ message }) => message));
    super(texts.log);
    this.texts = texts;
    this.textEnd = texts.length;
    this.bytes = records.reduce(
      (sum, { message, source }) => sum + (source?.length ?? Buffer.byteLength(message)),
      among.bytes,
    );
    this.bytesBetween = among.bytes;
    this.placesBetween = among.places;
    this.skipped = among.skipped;
    this.isOneStream = records.every(({ stream }) => stream === records[0]?.stream);
    this.betweens = among.foreign.map(({ place, text }) => ({
      before: place === undefined ? this.length : this.rowBehind(place.offset),
      line: place?.line,
      text: text.trim(),
    }));
  }

  /** The first row whose event stands behind a place of the file. */
  private rowBehind(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.record(middle)?.source?.offset ?? -1) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The record that holds the row's event: as a rule the one of the same number. */
  private record(row: number): EventRecord | undefined {
    return this.records[this.texts.textOf(row)];
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
