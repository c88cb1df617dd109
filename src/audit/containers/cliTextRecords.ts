import type { ContainerSink, UnwrapOptions } from './container';
import type { WindowText } from './recordWindow';
import { WindowedRecords } from './windowedRecords';
import { clusterIn, streamAmong } from './streamNames';

/** A record is an event at most (1 MiB). */
const longestRecord = 4 << 20;

/**
 * What stands before a message: of `get-log-events` the time of its ingestion, of `filter-log-events` the
 * event's id, that time and the stream.
 */
const rowStart = /EVENTS\t(?:\d{1,64}\t\d{12,13}\t([^\t\r\n]{1,512})\t|\d{12,13}\t)/y;

/** The words that a query has put before an event. */
const queriedStart = /((?:[^\s]{1,512}\t){1,4})(?=Time[ \t]*:[ \t]*\d\d\/|\{[ \t]*")/y;

const milliseconds = /^\d{12,13}$/;

/** The event's own time behind its message. In a file that was cut, some digits of it are left. */
const rowEnd = /\t(\d{12,13})(?=\r?(?:\n|$))/g;
const rowEndCut = /[ \t\r\n]*\t\d{0,13}$/;

/** Lines around the events: tokens of the next page, streams that were searched. */
const aroundRows =
  /^(?:(?:SEARCHEDLOGSTREAMS|NEXTTOKEN)\t.*|[bf]\/\d+(?:\/s)?\t[bf]\/\d+(?:\/s)?)\r?(?:\n|$)/gm;

/** The beginning of a record. */
interface RecordStart {
  /** Where the message begins. */
  readonly message: number;
  readonly stream: string | undefined;
  /** Unix ms, where a query has put it before the message. */
  readonly timestamp: number | undefined;
  /** Whether the time surely stands behind the message. */
  readonly isRow: boolean;
}

/** What begins at `start`, the beginning of a line; undefined where no record does. */
export function recordAt(text: string, start: number): RecordStart | undefined {
  rowStart.lastIndex = start;
  const row = rowStart.exec(text);
  if (row !== null) {
    const message = rowStart.lastIndex;
    return { message, stream: row[1], timestamp: undefined, isRow: true };
  }
  queriedStart.lastIndex = start;
  const words = queriedStart.exec(text)?.[1]?.split('\t').slice(0, -1) ?? [];
  const time = words.find((word) => milliseconds.test(word));
  if (time === undefined) return undefined;
  return {
    message: queriedStart.lastIndex,
    stream: streamAmong(words),
    timestamp: Number(time),
    isRow: false,
  };
}

/** Takes events out of the text output of the AWS command line as it arrives. It holds one record at a time. */
export class CliTextRecords extends WindowedRecords {
  constructor(sink: ContainerSink, options: UnwrapOptions) {
    super(sink, options, longestRecord);
  }

  protected override read(ended: boolean): void {
    const seen = this.window.look();
    const { text, placeOf } = seen;
    let start = 0;
    let record = recordAt(text, 0);
    for (let at = text.indexOf('\n') + 1; at > 0; at = text.indexOf('\n', at) + 1) {
      // A line that has not ended may turn out to be another one.
      if (!ended && !text.includes('\n', at)) break;
      const next = recordAt(text, at);
      if (next === undefined) continue;
      this.give(seen, start, at, record, false);
      start = at;
      record = next;
    }
    const isTooLong = !ended && text.length - start >= longestRecord;
    if (isTooLong) {
      this.sink.note({ kind: 'damaged', place: placeOf(start, text.length), damage: 'long' });
    }
    if (ended || isTooLong) {
      this.give(seen, start, text.length, record, ended);
      start = text.length;
    }
    this.window.drop(text, start);
  }

  private give(
    seen: WindowText,
    start: number,
    end: number,
    record: RecordStart | undefined,
    isLast: boolean,
  ): void {
    if (record === undefined) {
      this.giveOther(seen, start, end);
      return;
    }
    const { bytes, text, placeOf } = seen;
    const row = text.slice(record.message, end);
    const own = [...row.matchAll(rowEnd)].at(-1);
    const isCut = isLast && own === undefined && record.isRow;
    const length = own?.index ?? lengthOf(row, isCut);
    const stop = record.message + row.slice(0, length).trimEnd().length;
    const { stream } = record;
    this.output.message(bytes.decode(record.message, stop), placeOf(record.message, stop), {
      stream,
      cluster: clusterIn(stream),
      timestamp: own === undefined ? record.timestamp : Number(own[1]),
    });
    if (own !== undefined) this.giveOther(seen, record.message + own.index + own[0].length, end);
    if (isCut) this.sink.note({ kind: 'damaged', place: placeOf(end, end), damage: 'cut' });
  }

  /** Text of no record. */
  private giveOther({ bytes, text, placeOf }: WindowText, from: number, to: number): void {
    const other = text.slice(from, to).replace(aroundRows, (line) => ' '.repeat(line.length));
    const end = from + other.trimEnd().length;
    const start = to - other.trimStart().length;
    if (end > start) {
      this.output.foreign(bytes.decode(start, end), end - start, placeOf(start, end));
    }
  }
}

/** How long the message is that a row without its own time begins with. */
function lengthOf(row: string, isCut: boolean): number {
  if (isCut) return row.replace(rowEndCut, '').length;
  const around = row.search(aroundRows);
  return around < 0 ? row.length : around;
}
