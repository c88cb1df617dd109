import type { AuditLog } from './auditLog';
import { commonStart } from '../text/commonStart';

/** How many events of a log are the same at its start and at its end as they were in an older text. */
export interface UnchangedRows {
  readonly first: number;
  readonly last: number;
}

/**
 * Finds what a log that was written on shares with what it was: a tail appends, older pages come in
 * front. Compares texts, not events.
 */
export function unchangedRows(before: AuditLog, now: AuditLog): UnchangedRows {
  if (before === now) return { first: now.length, last: 0 };
  const same = commonStart(before.text, now.text);
  let first = countRows(before, (row) => before.table.end(row) < same);
  // The last event at the old end may have got more lines.
  first = Math.min(first, now.length);
  if (first > 0 && !isSameRow(before, first - 1, now, first - 1, 0)) first = 0;

  const sameEnd = commonEnd(before.text, now.text);
  const shift = now.text.length - before.text.length;
  let last =
    before.length -
    countRows(before, (row) => before.table.start(row) <= before.text.length - sameEnd);
  last = Math.min(last, now.length - first, before.length - first);
  if (last > 0 && !isSameRow(before, before.length - last, now, now.length - last, shift)) last = 0;
  return { first: Math.max(0, first), last: Math.max(0, last) };
}

function isSameRow(
  before: AuditLog,
  oldRow: number,
  now: AuditLog,
  newRow: number,
  shift: number,
): boolean {
  return (
    before.table.start(oldRow) + shift === now.table.start(newRow) &&
    before.table.end(oldRow) + shift === now.table.end(newRow)
  );
}

/** How many rows from the first one on are so; rows behind the last such one are not. */
function countRows({ length }: AuditLog, isSo: (row: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSo(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pieces of texts are compared whole, which is fast, and the first that differ one by one. */
const piece = 1 << 16;

function commonEnd(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  const pieceAt = (text: string, at: number): string =>
    text.slice(Math.max(0, text.length - at - piece), text.length - at);
  let at = 0;
  while (at < length && pieceAt(one, at) === pieceAt(other, at)) at += piece;
  at = Math.min(at, length);
  while (
    at < length &&
    one.charCodeAt(one.length - 1 - at) === other.charCodeAt(other.length - 1 - at)
  )
    at++;
  return at;
}
