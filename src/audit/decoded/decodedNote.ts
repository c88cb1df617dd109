import * as l10n from '@vscode/l10n';
import type { AuditLog } from '../table/auditLog';
import { countLineEnds } from '../text/linePlaces';
import { printable } from '../text/printable';

/** How a line of a decoded view begins that is no event. */
const mark = '! ';

/** A line of a decoded view that is no event. */
export function noteLine(sentence: string): string {
  return `${mark}${sentence}`;
}

/** Whether a line that has no event is such a one; the header is not. */
export function isNoteLine(line: string): boolean {
  return line.startsWith(mark);
}

/**
 * What stands between a row's event and the one before it, where that is more than blanks; for the
 * row behind the last one, what stands at the end.
 */
export function noteBefore({ table, text }: AuditLog, row: number): string | undefined {
  const start = row === 0 ? 0 : table.end(row - 1);
  const end = row < table.length ? table.start(row) : text.length;
  const between = text.slice(start, end);
  // The brackets and commas of a JSON list are nothing to tell.
  const first = between.search(/[^\s[\],]/);
  if (first < 0) return undefined;
  const from = row === 0 ? 0 : table.start(row - 1);
  const firstLine = row === 0 ? 0 : table.line(row - 1);
  const line = firstLine + countLineEnds(text, from, start + first) + 1;
  return noteLine(l10n.t('line {0} is no audit event: {1}', line, printable(between.trim(), 80)));
}
