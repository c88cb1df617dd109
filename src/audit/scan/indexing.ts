import { contentStart, lineEnd, skipBlanks } from '../text/fieldLine';
import { LineCount } from '../text/linePlaces';
import type { Segment } from '../text/segments';
import { eventFields, type EventFields } from './eventFields';
import type { LogBytes } from './logBytes';
import { oddEvents } from './oddEvents';
import { PrefixMask } from './prefixMask';
import { Stopped, type Scanner } from './scanner';
import { Has } from './shape';
import { TablePiece } from './tablePiece';
import type { Vocabulary } from './vocabulary';

/** What the decoder's readers are given of a log first, and at most while all of it is certain. */
const smallestPart = 1024;
const largestPart = 1 << 18;
const widest = 0xffff;
const newline = 0x0a;

/**
 * Indexes a part of a log, from the beginning of a line on, no event open: `step` by `step`, into
 * pieces of a table. The scanner reads what it knows; at anything odd the decoder's own readers take
 * over for the event. Nothing is kept of the text.
 */
export class Indexing {
  /** Where in the log the next line is to be read. */
  private at: number;
  /** What of the log is in the scanner's input. */
  private inputStart: number;
  private inputEnd: number;
  /** The line of `at`. */
  private lineAt: number;
  /** From where the rows that are not taken away yet count. */
  private pieceStart: number;
  private pieceLine: number;
  private partSize = smallestPart;
  private oddEnd = -1;
  private isFirst = true;
  /** Prefixes before events, once one has been met. */
  private mask: PrefixMask | undefined;
  private maskedTo = 0;

  /**
   * @param from the beginning of a line with no event open
   * @param to where the part ends: the log's end, or where an event surely begins
   * @param line the number of the line at `from`
   * @param add gets the pieces in their order
   */
  constructor(
    private readonly log: LogBytes,
    from: number,
    private readonly to: number,
    private readonly scanner: Scanner,
    private readonly vocabulary: Vocabulary,
    line: number,
    private readonly add: (piece: TablePiece) => void,
  ) {
    this.lineAt = this.pieceLine = line;
    this.at = this.inputStart = this.inputEnd = this.pieceStart = from;
  }

  /** Up to where the log is indexed. */
  get offset(): number {
    return this.at;
  }

  /** The line that begins there. */
  get line(): number {
    return this.lineAt;
  }

  /**
   * Indexes as much as the scanner's input holds.
   * @returns whether there is more to do
   */
  step(): boolean {
    const isMore = this.readInput();
    // The first events are wanted at once; others when there are enough for a piece.
    if (!isMore || this.isFirst) this.flush();
    this.isFirst = false;
    return isMore;
  }

  private readInput(): boolean {
    this.refill();
    const { scanner } = this;
    const isLast = this.inputEnd === this.to;
    while (this.at < this.inputEnd) {
      this.rebase();
      const base = (this.inputStart - this.pieceStart) >>> 0;
      scanner.line = this.lineAt - this.pieceLine;
      const before = this.at;
      const length = this.inputEnd - this.inputStart;
      this.at = this.inputStart + scanner.scan(this.at - this.inputStart, length, isLast, base);
      this.lineAt = this.pieceLine + scanner.line;
      if (scanner.status === Stopped.full) {
        this.flush();
      } else if (scanner.status === Stopped.atOdd) {
        this.readOdd();
      } else if (this.at < this.to) {
        // More input would help, unless it is full with one event or nothing comes behind it.
        const isFull = this.at === this.inputStart && length === scanner.input.length;
        if (!isLast && !(isFull && before === this.at)) return true;
        this.readOdd();
      }
    }
    return this.at < this.to;
  }

  /** Brings the rest of the input to its beginning and fills it up. */
  private refill(): void {
    const { input } = this.scanner;
    const rest = Math.max(0, this.inputEnd - this.at);
    if (rest > 0) {
      input.copyWithin(0, this.at - this.inputStart, this.inputEnd - this.inputStart);
    }
    const from = this.at + rest;
    const room = Math.min(input.length - rest, this.to - from);
    this.inputStart = this.at;
    this.inputEnd = from + this.log.fill(input.subarray(rest, rest + room), from);
    // A log that goes on without prefixes is to be read as quickly as any other.
    if (this.blankPrefixes() === 0 && this.mask?.isEmpty === true) this.mask = undefined;
  }

  /** @returns how many there were in the input that was not looked through before */
  private blankPrefixes(): number | undefined {
    if (this.mask === undefined) return undefined;
    const from = Math.max(this.at, this.maskedTo);
    const input = this.scanner.input.subarray(
      from - this.inputStart,
      this.inputEnd - this.inputStart,
    );
    const whole = this.inputEnd === this.to ? input.length : input.lastIndexOf(newline) + 1;
    if (whole <= 0) return undefined;
    this.maskedTo = from + whole;
    return this.mask.blank(input.subarray(0, whole), from);
  }

  /** Where no row waits, rows may count from here. */
  private rebase(): void {
    if (this.at - this.pieceStart > 0x7fffffff) this.flush();
    if (this.scanner.rows > 0) return;
    this.pieceStart = this.at;
    this.pieceLine = this.lineAt;
  }

  private flush(): void {
    const { scanner } = this;
    const { rows, extras } = scanner;
    if (rows > 0) {
      this.nameStreams();
      const wide = this.vocabulary.hasWideNumbers;
      const form = { rows, extras, wide, start: this.pieceStart, line: this.pieceLine };
      const piece = new TablePiece(form, this.vocabulary);
      piece.times.set(scanner.times.subarray(0, rows));
      piece.starts.set(scanner.starts.subarray(0, rows));
      piece.sequences.set(scanner.sequences.subarray(0, rows));
      piece.sessions.set(scanner.sessions.subarray(0, rows));
      piece.extras.set(scanner.extraValues.subarray(0, extras));
      piece.shapes.set(scanner.shapes.subarray(0, rows));
      piece.reboots.set(scanner.reboots.subarray(0, rows));
      piece.lengths.set(scanner.lengths.subarray(0, rows));
      piece.lines.set(scanner.lines.subarray(0, rows));
      piece.extrasAt.set(scanner.extrasAt.subarray(0, rows));
      scanner.clearRows();
      this.add(piece);
    }
    this.pieceStart = this.at;
    this.pieceLine = this.lineAt;
  }

  /** The scanner does not know of the streams that prefixes say. */
  private nameStreams(): void {
    const { mask, scanner, vocabulary } = this;
    if (mask === undefined) return;
    for (let row = 0; row < scanner.rows; row++) {
      const stream = mask.streamAt(this.pieceStart + (scanner.starts[row] ?? 0));
      if (stream === undefined) continue;
      const counter = vocabulary.start(scanner.reboots[row] ?? 0)?.counter;
      scanner.reboots[row] = vocabulary.numberOfStart({ stream, counter });
    }
    mask.drop(this.at);
  }

  /**
   * Reads on from `at` with the decoder's readers: one event, and where that stands behind another odd
   * one, as many as a part twice as long holds.
   */
  private readOdd(): void {
    const again = this.oddEnd === this.at;
    this.partSize = again ? Math.min(this.partSize * 2, largestPart) : smallestPart;
    for (let size = this.partSize; ; size *= 2) {
      const end = Math.min(this.to, this.at + size);
      const part = this.log.text(this.at, end);
      const { text } = part;
      const { events, next } = oddEvents(text, end === this.to, again ? Infinity : 1);
      if (next === 0) continue;
      const lines = new LineCount(text);
      for (const event of events) {
        lines.goTo(event.start);
        this.addOdd(
          eventFields(text, event),
          event,
          part.placeOf(event.start),
          part.placeOf(event.end),
          this.lineAt + lines.line,
          event.start - lines.lineStart,
        );
      }
      lines.goTo(next);
      this.lineAt += lines.line;
      this.at = this.oddEnd = part.placeOf(next);
      if (this.mask === undefined && events.some((event) => hasPrefix(text, event))) {
        this.mask = new PrefixMask();
        this.blankPrefixes();
      }
      return;
    }
  }

  private addOdd(
    fields: EventFields,
    { kind }: Segment,
    start: number,
    end: number,
    line: number,
    column: number,
  ): void {
    const { scanner, vocabulary } = this;
    const hasPlace = start - this.pieceStart < 2 ** 32 && line - this.pieceLine <= widest;
    if (!scanner.hasRoom || !hasPlace) {
      this.flush();
      this.pieceStart = start;
      this.pieceLine = line;
    }
    const row = scanner.rows;
    const extras: number[] = [];
    let has = 0;
    const extra = (bit: number, ...values: readonly number[]): void => {
      has |= bit;
      extras.push(...values);
    };
    const { sequence, sessionHandle, privateKey, publicKey, key, rebootCounter } = fields;
    const isWide = (value: bigint | undefined): boolean => value !== undefined && value >> 32n > 0n;
    const areWide = isWide(privateKey) || isWide(publicKey) || isWide(key);
    if (areWide) has |= Has.wideKeys;
    const keyExtra = (bit: number, value: bigint | undefined): void => {
      if (value === undefined) return;
      extra(bit, ...(areWide ? [low(value), high(value)] : [low(value)]));
    };
    if (column !== 0) extra(Has.column, column);
    keyExtra(Has.privateKey, privateKey);
    keyExtra(Has.publicKey, publicKey);
    keyExtra(Has.key, key);
    if (fields.userName !== undefined) extra(Has.user, vocabulary.numberOfName(fields.userName));
    if (fields.targetUserName !== undefined) {
      extra(Has.target, vocabulary.numberOfName(fields.targetUserName));
    }
    if (fields.repeats) has |= Has.repeated;
    if (sequence !== undefined) has |= Has.sequence;
    if (isWide(sequence)) extra(Has.wideSequence, high(sequence ?? 0n));
    if (sessionHandle !== undefined) has |= Has.session;
    if (isWide(sessionHandle)) extra(Has.wideSession, high(sessionHandle ?? 0n));
    if (end - start > widest) extra(Has.wideLength, end - start);
    scanner.starts[row] = start - this.pieceStart;
    scanner.lengths[row] = Math.min(end - start, widest);
    scanner.lines[row] = line - this.pieceLine;
    scanner.extrasAt[row] = scanner.extras;
    scanner.times[row] = fields.time === undefined ? NaN : Number(fields.time);
    scanner.sequences[row] = low(sequence ?? 0n);
    scanner.sessions[row] = low(sessionHandle ?? 0n);
    scanner.reboots[row] = vocabulary.numberOfStart({
      stream: fields.stream,
      counter: rebootCounter,
    });
    scanner.shapes[row] = vocabulary.numberOfShape({
      isCertificate: kind === 'certificate',
      commandType: fields.commandType,
      opcode: fields.opcode,
      opcodeCode: fields.opcodeCode,
      logType: fields.logType,
      userType: fields.userType,
      responseCode: fields.responseCode === undefined ? undefined : Number(fields.responseCode),
      responseFault: fields.responseFault,
      ended: fields.ended,
      has,
    });
    scanner.extraValues.set(extras, scanner.extras);
    scanner.addRow(extras.length);
  }
}

function hasPrefix(text: string, { start }: Segment): boolean {
  const end = lineEnd(text, start);
  return contentStart(text, start, end) > skipBlanks(text, start, end);
}

function low(value: bigint): number {
  return Number(value & 0xffffffffn);
}

function high(value: bigint): number {
  return Number(value >> 32n);
}
