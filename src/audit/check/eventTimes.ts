import type { AuditLog } from '../table/auditLog';
import { lineEnd, newFieldLine, readLine } from '../text/fieldLine';
import { parseTime } from '../text/values';

/** How the time in words and usecs of an event stand to each other; `half` where only one can be read. */
export type EventTimes = 'same' | 'different' | 'half' | 'none';

/** Reads both times of an event's `Time` line. */
export function eventTimes({ table, text }: AuditLog, row: number): EventTimes {
  const start = table.start(row);
  const end = table.end(row);
  const line = newFieldLine();
  if (!readLine(text, start, Math.min(lineEnd(text, start), end), line)) return 'none';
  if (line.label?.id !== 'time') return 'none';
  const { textUsecs, usecs } = parseTime(text.slice(line.valueStart, line.valueEnd));
  if (textUsecs === undefined && usecs === undefined) return 'none';
  if (textUsecs === undefined || usecs === undefined) return 'half';
  return usecs === textUsecs ? 'same' : 'different';
}
