import type { Vocabulary } from './vocabulary';

/** How the columns of a piece lie in its buffer. */
export interface PieceForm {
  readonly rows: number;
  readonly extras: number;
  /** The offset in the log from which the rows' starts count. */
  readonly start: number;
  /** The line, from 0, from which the rows' lines count. */
  readonly line: number;
  /** Whether shapes and reboot counters have numbers of 32 bits; else of 16. */
  readonly wide: boolean;
}

/** Bytes a row and an extra: the columns as they follow each other in the buffer. */
function bufferLength({ rows, extras, wide }: PieceForm): number {
  return rows * (8 + 4 + 4 + 4 + (wide ? 8 : 4) + 2 + 2 + 2) + extras * 4;
}

/**
 * Some consecutive rows of a table: the columns in one buffer, as small as they are, so that a table
 * grows by pieces, never by copying, and a worker gives its pieces away whole.
 */
export class TablePiece {
  readonly rows: number;
  readonly start: number;
  readonly line: number;
  readonly times: Float64Array;
  readonly starts: Uint32Array;
  readonly sequences: Uint32Array;
  readonly sessions: Uint32Array;
  readonly extras: Uint32Array;
  readonly shapes: Uint16Array | Uint32Array;
  readonly reboots: Uint16Array | Uint32Array;
  readonly lengths: Uint16Array;
  readonly lines: Uint16Array;
  readonly extrasAt: Uint16Array;

  constructor(
    readonly form: PieceForm,
    readonly vocabulary: Vocabulary,
    readonly buffer: ArrayBuffer = new ArrayBuffer(bufferLength(form)),
  ) {
    const { rows, extras, wide } = form;
    this.rows = rows;
    this.start = form.start;
    this.line = form.line;
    let at = 0;
    const place = (bytes: number): number => (at += bytes) - bytes;
    this.times = new Float64Array(buffer, place(8 * rows), rows);
    this.starts = new Uint32Array(buffer, place(4 * rows), rows);
    this.sequences = new Uint32Array(buffer, place(4 * rows), rows);
    this.sessions = new Uint32Array(buffer, place(4 * rows), rows);
    this.extras = new Uint32Array(buffer, place(4 * extras), extras);
    if (wide) {
      this.shapes = new Uint32Array(buffer, place(4 * rows), rows);
      this.reboots = new Uint32Array(buffer, place(4 * rows), rows);
    } else {
      this.shapes = new Uint16Array(buffer, place(2 * rows), rows);
      this.reboots = new Uint16Array(buffer, place(2 * rows), rows);
    }
    this.lengths = new Uint16Array(buffer, place(2 * rows), rows);
    this.lines = new Uint16Array(buffer, place(2 * rows), rows);
    this.extrasAt = new Uint16Array(buffer, place(2 * rows), rows);
  }
}
