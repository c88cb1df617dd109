import { AuditLog } from '../../audit/table/auditLog';
import { checkLog, type CheckOptions } from '../../audit/check/checkLog';
import type { Finding } from '../../audit/check/finding';
import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { FileBatch } from '../input/eventBatch';

/** A finding with the place of its event in the file that holds it. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly origin: EventOrigin;
  readonly related: EventOrigin | undefined;
  /** The number as printed, for a place that a person understands. */
  readonly sequence: bigint | undefined;
}

interface Piece {
  readonly batch: FileBatch;
  /** The only row of the batch that it is; undefined for all of them. */
  readonly row: number | undefined;
  /** Where it begins in the joined text. */
  readonly start: number;
}

/** All that is there of one log stream, from however many files: an export comes in parts. */
export class CheckedStream {
  private readonly pieces: Piece[] = [];
  private readonly texts: string[] = [];
  private length = 0;

  add(batch: FileBatch): void {
    this.addText(batch, undefined, batch.log.text.slice(0, batch.textEnd));
  }

  /** Adds one event of a batch that holds several streams. */
  addRow(batch: FileBatch, row: number): void {
    const { table, text } = batch.log;
    this.addText(batch, row, `${text.slice(table.start(row), table.end(row))}\n\n`);
  }

  private addText(batch: FileBatch, row: number | undefined, text: string): void {
    this.pieces.push({ batch, row, start: this.length });
    this.texts.push(text);
    this.length += text.length;
  }

  /** Parts the last file from the next one. */
  endFile(): void {
    this.texts.push('\n\n');
    this.length += 2;
  }

  check(options: CheckOptions): readonly PlacedFinding[] {
    const log = AuditLog.of(this.texts.join(''));
    const origin = (row: number): EventOrigin => this.originAt(log.table.start(row));
    return checkLog(log, options).map((finding) => ({
      finding,
      origin: origin(finding.row),
      related: finding.related === undefined ? undefined : origin(finding.related),
      sequence: log.table.sequence(finding.row),
    }));
  }

  private originAt(offset: number): EventOrigin {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.pieces[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = this.pieces[low];
    if (piece === undefined) return {};
    const row = piece.row ?? piece.batch.log.rowAtOrBefore(offset - piece.start);
    return row === undefined ? {} : piece.batch.origin(row);
  }
}
