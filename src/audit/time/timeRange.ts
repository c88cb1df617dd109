/** A stretch of time in Unix µs; both ends belong to it. */
export interface TimeRange {
  readonly from: bigint;
  readonly to: bigint;
}

const moment =
  /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?)?)?\s*(?:Z|UTC)?$/i;
const clock = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?\s*(?:Z|UTC)?$/i;
const between = /\s*(?:\.\.+|–|—|\bto\b|\/|\s-\s)\s*/i;

/**
 * Reads a time range as somebody types it, in UTC. What is left out stands for all of it:
 * `2026-03-12` is the day, `2026-03-12 03` the hour, `2026-03-12 03:12` the minute. Two moments with
 * `..`, `to`, `/` or ` - ` between are from one to the other; the second may be a time of day.
 *
 * @returns undefined for anything else
 */
export function parseTimeRange(text: string): TimeRange | undefined {
  const [first = '', second, ...more] = text.trim().split(between);
  const from = parseMoment(first);
  if (from === undefined || more.length > 0) return undefined;
  if (second === undefined) return from;
  const day = /^\d{4}-\d\d-\d\d/.exec(first)?.[0];
  const isClock = clock.test(second) && day !== undefined;
  const to = parseMoment(isClock ? `${day} ${second}` : second);
  return to === undefined || to.to < from.from ? undefined : { from: from.from, to: to.to };
}

function parseMoment(text: string): TimeRange | undefined {
  const [, year, month, day, hour, minute, second, fraction] = moment.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const y = Number(year);
  const m = Number(month) - 1;
  if (m > 11 || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59)
    return undefined;
  const start = new Date(
    Date.UTC(y, m, Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)),
  );
  if (start.getUTCMonth() !== m) return undefined; // 31 February
  const from = BigInt(start.getTime()) * 1000n + BigInt((fraction ?? '').padEnd(6, '0'));
  const end = (): bigint => {
    if (fraction !== undefined) return from + 10n ** BigInt(6 - fraction.length);
    if (second !== undefined) return from + 1_000_000n;
    if (minute !== undefined) return from + 60_000_000n;
    if (hour !== undefined) return from + 3_600_000_000n;
    if (day !== undefined) return from + 86_400_000_000n;
    return BigInt(Date.UTC(y, m + 1, 1)) * 1000n;
  };
  return { from, to: end() - 1n };
}
