import { exactNumber, type ExactNumber } from '../text/exactNumber';
import { Has, type Shape, type ShapeFacts } from '../scan/shape';
import type { TablePiece } from '../scan/tablePiece';

export { Ended } from '../event/ended';

/** The kinds of event as a column holds them. */
export const Kind = { audit: 0, certificate: 1 } as const;

/**
 * All events of a log as columns: a row an event, in the order of the text, and no object or string
 * for any of them. Whoever reads it asks by row; how a column is stored is its own affair.
 *
 * It is a list of pieces (`TablePiece`), each of some thousand rows. While a log is being indexed more
 * are added behind.
 */
export class EventTable {
  private readonly pieces: TablePiece[] = [];
  /** The first row of each piece, and behind the last one how many rows there are. */
  private readonly firsts: number[] = [0];
  // The piece that was last looked at: rows are mostly asked for one behind the other.
  private piece: TablePiece | undefined;
  private first = 0;
  private last = -1;

  /** Adds rows behind the last one: those of a piece, or its first ones. */
  add(piece: TablePiece, rows = piece.rows): void {
    if (rows === 0) return;
    this.pieces.push(piece);
    this.firsts.push(this.length + rows);
  }

  /** The pieces with the rows that the table takes of each, for a table that shares them. */
  *parts(): Generator<{ readonly piece: TablePiece; readonly rows: number }, void, undefined> {
    for (const [index, piece] of this.pieces.entries()) {
      yield { piece, rows: (this.firsts[index + 1] ?? 0) - (this.firsts[index] ?? 0) };
    }
  }

  /** How many events there are. */
  get length(): number {
    return this.firsts[this.firsts.length - 1] ?? 0;
  }

  /** The bytes of all columns. */
  get byteLength(): number {
    return this.pieces.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  }

  /** Where the event begins, in the units of the text (UTF-16 code units, or bytes of a file). */
  start(row: number): number {
    const piece = this.pieceOf(row);
    return piece === undefined ? 0 : piece.start + (piece.starts[row - this.first] ?? 0);
  }

  /** Where the event ends, behind its last character. */
  end(row: number): number {
    const piece = this.pieceOf(row);
    if (piece === undefined) return 0;
    const at = row - this.first;
    const length = piece.lengths[at] ?? 0;
    return (
      piece.start + (piece.starts[at] ?? 0) + (length < 0xffff ? length : this.longLength(row))
    );
  }

  private longLength(row: number): number {
    return this.extra(row, (shape) => shape.length) ?? 0xffff;
  }

  /** The line on which the event begins, from 0. */
  line(row: number): number {
    const piece = this.pieceOf(row);
    return piece === undefined ? 0 : piece.line + (piece.lines[row - this.first] ?? 0);
  }

  /** The column of its start: 0 but for events that stand behind another one on their line. */
  column(row: number): number {
    return this.extra(row, (shape) => shape.column) ?? 0;
  }

  /** What the event has in common with many others: the same object for all of them. */
  facts(row: number): ShapeFacts | undefined {
    return this.shape(row)?.facts;
  }

  /** A value of `Kind`. */
  kind(row: number): number {
    return this.shape(row)?.facts.isCertificate === true ? Kind.certificate : Kind.audit;
  }

  /** A value of `Ended`. */
  ended(row: number): number {
    return this.shape(row)?.facts.ended ?? 0;
  }

  /** Unix µs (exact below 2^53): `usecs` where the event has it, else its human time; NaN for neither. */
  time(row: number): number {
    return this.pieceOf(row)?.times[row - this.first] ?? NaN;
  }

  sequence(row: number): bigint | undefined {
    return big(this.exactSequence(row));
  }

  /** The sequence number, as a `number` where that is exact: for whoever compares many. */
  exactSequence(row: number): ExactNumber | undefined {
    const piece = this.pieceOf(row);
    const shape = this.shape(row);
    if (piece === undefined || shape === undefined) return undefined;
    if ((shape.facts.has & Has.sequence) === 0) return undefined;
    const low = piece.sequences[row - this.first] ?? 0;
    return shape.sequenceHigh < 0
      ? low
      : exactNumber(this.extraAt(piece, row, shape.sequenceHigh), low);
  }

  rebootCounter(row: number): bigint | undefined {
    const piece = this.pieceOf(row);
    return piece?.vocabulary.start(piece.reboots[row - this.first] ?? 0)?.counter;
  }

  sessionHandle(row: number): bigint | undefined {
    return big(this.exactSession(row));
  }

  /** The session handle, as a `number` where that is exact. */
  exactSession(row: number): ExactNumber | undefined {
    const piece = this.pieceOf(row);
    const shape = this.shape(row);
    if (piece === undefined || shape === undefined) return undefined;
    if ((shape.facts.has & Has.session) === 0) return undefined;
    const low = piece.sessions[row - this.first] ?? 0;
    return shape.sessionHigh < 0
      ? low
      : exactNumber(this.extraAt(piece, row, shape.sessionHigh), low);
  }

  /** Calls `visit` for each key handle of an event. */
  visitKeys(row: number, visit: (handle: ExactNumber) => void): void {
    const piece = this.pieceOf(row);
    const shape = this.shape(row);
    if (piece === undefined || shape === undefined) return;
    for (const place of [shape.privateKey, shape.publicKey, shape.key]) {
      if (place >= 0) visit(this.exactKey(piece, shape, row, place));
    }
  }

  privateKey(row: number): bigint | undefined {
    return this.keyHandle(row, (shape) => shape.privateKey);
  }

  publicKey(row: number): bigint | undefined {
    return this.keyHandle(row, (shape) => shape.publicKey);
  }

  /** `Key Handle`, or a certificate event's object handle. */
  key(row: number): bigint | undefined {
    return this.keyHandle(row, (shape) => shape.key);
  }

  /** The response's code; undefined where it has none, as every certificate event. */
  responseCode(row: number): number | undefined {
    return this.shape(row)?.facts.responseCode;
  }

  /** The command type's name as printed, without its code. Names are the same string for every row. */
  commandType(row: number): string | undefined {
    return this.shape(row)?.facts.commandType;
  }

  /** The opcode's name as printed, or a certificate event's operation. */
  opcode(row: number): string | undefined {
    return this.shape(row)?.facts.opcode;
  }

  /** The number printed behind the opcode's name. */
  opcodeCode(row: number): bigint | undefined {
    return this.shape(row)?.facts.opcodeCode;
  }

  logType(row: number): string | undefined {
    return this.shape(row)?.facts.logType;
  }

  /** `User Name` as printed. Hostile text. */
  user(row: number): string | undefined {
    return this.name(row, (shape) => shape.user);
  }

  userType(row: number): string | undefined {
    return this.shape(row)?.facts.userType;
  }

  /** `Target User Name` as printed. Hostile text. */
  targetUser(row: number): string | undefined {
    return this.name(row, (shape) => shape.target);
  }

  /** The log stream (the HSM's id) as far as what wraps the events says it. */
  stream(row: number): string | undefined {
    const piece = this.pieceOf(row);
    return piece?.vocabulary.start(piece.reboots[row - this.first] ?? 0)?.stream;
  }

  /** A text that is the same for events of the same start of an HSM: stream and reboot counter. */
  startKey(row: number): string {
    const piece = this.pieceOf(row);
    return piece?.vocabulary.startKey(piece.reboots[row - this.first] ?? 0) ?? '';
  }

  /** The row whose event holds that offset; -1 where none does. */
  rowAt(offset: number): number {
    const row = this.rowAtOrBefore(offset);
    return row >= 0 && this.end(row) >= offset ? row : -1;
  }

  /** The row whose event holds that offset, or else the last one before it; -1 where none is. */
  rowAtOrBefore(offset: number): number {
    return this.lastRow((row) => this.start(row) <= offset);
  }

  /** The last row whose event begins on that line or before it; -1 where none does. */
  rowAtLine(line: number): number {
    return this.lastRow((row) => this.line(row) <= line);
  }

  private lastRow(isBefore: (row: number) => boolean): number {
    let low = 0;
    let high = this.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }

  /** The piece that holds a row, and `first`, its first row. */
  private pieceOf(row: number): TablePiece | undefined {
    if (row < this.first || row >= this.last) this.seek(row);
    return this.piece;
  }

  private seek(row: number): void {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.firsts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const isRow = row >= 0 && row < this.length;
    this.piece = isRow ? this.pieces[low] : undefined;
    this.first = isRow ? (this.firsts[low] ?? 0) : 0;
    this.last = isRow ? (this.firsts[low + 1] ?? 0) : -1;
  }

  private shape(row: number): Shape | undefined {
    const piece = this.pieceOf(row);
    return piece?.vocabulary.shape(piece.shapes[row - this.first] ?? 0);
  }

  /** A number that only some rows have. */
  private extra(row: number, place: (shape: Shape) => number): number | undefined {
    const piece = this.pieceOf(row);
    const shape = this.shape(row);
    if (piece === undefined || shape === undefined || place(shape) < 0) return undefined;
    return this.extraAt(piece, row, place(shape));
  }

  private extraAt(piece: TablePiece, row: number, place: number): number {
    return piece.extras[(piece.extrasAt[row - this.first] ?? 0) + place] ?? 0;
  }

  private keyHandle(row: number, placeOf: (shape: Shape) => number): bigint | undefined {
    const piece = this.pieceOf(row);
    const shape = this.shape(row);
    if (piece === undefined || shape === undefined || placeOf(shape) < 0) return undefined;
    return big(this.exactKey(piece, shape, row, placeOf(shape)));
  }

  private exactKey(piece: TablePiece, shape: Shape, row: number, place: number): ExactNumber {
    const low = this.extraAt(piece, row, place);
    return shape.wideKeys ? exactNumber(this.extraAt(piece, row, place + 1), low) : low;
  }

  private name(row: number, place: (shape: Shape) => number): string | undefined {
    const number = this.extra(row, place);
    return number === undefined ? undefined : this.piece?.vocabulary.name(number);
  }
}

function big(number: ExactNumber | undefined): bigint | undefined {
  return number === undefined ? undefined : BigInt(number);
}
