import type { AuditLog } from '../table/auditLog';
import { lineEnd, newFieldLine, readLine } from '../text/fieldLine';
import { parseTime } from '../text/values';

/** Whether the time in words and usecs of an event's `Time` line are two moments. */
export function timesDiffer({ table, text }: AuditLog, row: number): boolean {
  const start = table.start(row);
  const end = table.end(row);
  const line = newFieldLine();
  if (!readLine(text, start, Math.min(lineEnd(text, start), end), line)) return false;
  if (line.label?.id !== 'time') return false;
  const { textUsecs, usecs } = parseTime(text.slice(line.valueStart, line.valueEnd));
  return usecs !== undefined && textUsecs !== undefined && usecs !== textUsecs;
}
