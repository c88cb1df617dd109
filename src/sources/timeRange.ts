/** From `from` on, up to but without `to`. Unix ms. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** The end of a range that has none: no event is later. */
export const endOfTime = 8_640_000_000_000_000;

/** The service takes no event that is later than this, in ms. Source: PutLogEvents. */
export const latestAhead = 2 * 3_600_000;

/** All that a stream can hold. */
export const allTime: TimeRange = { from: 0, to: endOfTime };

/** How much of its stream is shown around an event, in ms to each side. */
const aroundMs = 15 * 60_000;

/** What an event is shown among in its stream. @param time Unix ms */
export function rangeAround(time: number): TimeRange {
  return { from: Math.max(0, time - aroundMs), to: time + aroundMs };
}

/** What two ranges share; undefined where that is nothing. */
export function overlap(one: TimeRange, other: TimeRange): TimeRange | undefined {
  const from = Math.max(one.from, other.from);
  const to = Math.min(one.to, other.to);
  return from < to ? { from, to } : undefined;
}

/** The parts of a range that none of the others covers, oldest first. */
export function uncovered(range: TimeRange, covered: readonly TimeRange[]): readonly TimeRange[] {
  const sorted = [...covered].sort((one, other) => one.from - other.from);
  const parts: TimeRange[] = [];
  let { from } = range;
  for (const { from: start, to: end } of sorted) {
    if (start >= range.to) break;
    if (start > from) parts.push({ from, to: start });
    from = Math.max(from, end);
  }
  if (from < range.to) parts.push({ from, to: range.to });
  return parts;
}

/** The same time in as few ranges as it takes, oldest first: what touches is one. */
export function joined(ranges: readonly TimeRange[]): readonly TimeRange[] {
  const sorted = [...ranges].sort((one, other) => one.from - other.from);
  const parts: TimeRange[] = [];
  for (const range of sorted) {
    const last = parts.at(-1);
    if (last !== undefined && last.to >= range.from) {
      parts[parts.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else {
      parts.push(range);
    }
  }
  return parts;
}

/** A range in about so many parts of one length, a ms at least; oldest first. */
export function evenParts({ from, to }: TimeRange, count: number): TimeRange[] {
  const step = Math.max(1, Math.ceil((to - from) / count));
  const parts: TimeRange[] = [];
  for (let start = from; start < to; start += step) {
    parts.push({ from: start, to: Math.min(start + step, to) });
  }
  return parts;
}
