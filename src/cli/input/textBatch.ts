import type { AuditLog } from '../../audit/table/auditLog';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import { countLineEnds } from '../../audit/text/linePlaces';
import type { ByteLines } from './byteLines';
import type { Between, FileBatch } from './eventBatch';
import { LogBatch } from './logBatch';

/** Where a piece of a file stands in it. */
export interface PiecePlace {
  readonly file: string;
  readonly stream: string | undefined;
  readonly cluster: string | undefined;
  /** The bytes and lines before it; bytes undefined where the file was re-encoded. */
  readonly offset: number | undefined;
  readonly line: number;
  /** How many events stand before it. */
  readonly record: number;
  /** Whether the piece before it ended in text of no event, which then goes on here. */
  readonly goesOn: boolean;
}

/** So much of a text of no event is shown. */
const shownLength = 200;

/** How much of a piece's text is of its batch. */
export interface PieceEnd {
  /** How many of its events. */
  readonly rows: number;
  readonly end: number;
  readonly endByte: number;
}

/** A piece of a raw log, of which the first events are whole. */
export class TextBatch extends LogBatch implements FileBatch {
  readonly bytes: number;
  readonly textEnd: number;
  readonly isOneStream = true;
  readonly skipped = 0;
  private found: readonly Between[] | undefined;

  constructor(
    log: AuditLog,
    private readonly lines: ByteLines,
    private readonly piece: PieceEnd,
    private readonly place: PiecePlace,
  ) {
    super(log, piece.rows);
    this.bytes = piece.endByte;
    this.textEnd = piece.end;
  }

  get betweens(): readonly Between[] {
    return (this.found ??= this.findBetweens());
  }

  get bytesBetween(): number {
    let bytes = this.bytes;
    for (let row = 0; row < this.length; row++) bytes -= this.byteLength(row);
    return bytes;
  }

  get placesBetween(): number {
    return this.betweens.length;
  }

  stream(): string | undefined {
    return this.place.stream;
  }

  origin(row: number): EventOrigin {
    const { file, stream, cluster, offset, line, record } = this.place;
    const { table } = this.log;
    return {
      cluster,
      stream,
      source: {
        file,
        line: line + table.line(row) + 1,
        ...(offset === undefined
          ? { record: record + row }
          : { offset: offset + this.byteStart(row), length: this.byteLength(row) }),
      },
    };
  }

  private byteStart(row: number): number {
    const { table } = this.log;
    const start = table.start(row);
    return this.lines.byteOffset(start, table.line(row), start - table.column(row));
  }

  private byteLength(row: number): number {
    const { table, text } = this.log;
    const end = table.end(row);
    const lastLine = text.lastIndexOf('\n', end - 1) + 1;
    const start = table.start(row);
    const line = table.line(row) + (lastLine <= start ? 0 : countLineEnds(text, start, end));
    const from = lastLine <= start ? start - table.column(row) : lastLine;
    return this.lines.byteOffset(end, line, from) - this.byteStart(row);
  }

  private findBetweens(): readonly Between[] {
    const { table, text } = this.log;
    const betweens: Between[] = [];
    let previous = 0;
    for (let row = 0; row <= this.length; row++) {
      const start = row < this.length ? table.start(row) : this.piece.end;
      const first = firstWord(text, previous, start);
      if (first < start && !(this.place.goesOn && row === 0)) {
        betweens.push(this.between(row, previous, first, start));
      }
      if (row < this.length) previous = table.end(row);
    }
    return betweens;
  }

  private between(row: number, previous: number, first: number, end: number): Between {
    const { table, text } = this.log;
    const from = row === 0 ? 0 : table.start(row - 1);
    const before = row === 0 ? 0 : table.line(row - 1);
    return {
      before: row,
      line: this.place.line + before + countLineEnds(text, from, first) + 1,
      text: text.slice(previous, Math.min(end, first + shownLength)).trim(),
    };
  }
}

/** The first character in [start, end) that is more than a blank, a comma or a bracket of a JSON list. */
function firstWord(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isNothing(text.charCodeAt(at))) at++;
  return at;
}

function isNothing(code: number): boolean {
  return code <= 0x20
    ? code === 0x20 || (code >= 0x09 && code <= 0x0d)
    : code === 0x2c || code === 0x5b || code === 0x5d;
}
