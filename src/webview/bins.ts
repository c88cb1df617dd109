import type { Timeline } from './messages';
import type { TimeRange } from './timelineScale';

/** How many events of each lane fall on each column of pixels. */
export interface Bins {
  readonly width: number;
  /** `lane * width + column`. */
  readonly counts: Uint32Array;
  readonly failed: Uint32Array;
}

/** The first row at or after a time. */
export function rowAtOrAfter({ times }: Pick<Timeline, 'times'>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Counts the events of a range into columns. Takes the time of one look at each event in it, so that a
 * timeline of a hundred thousand can be drawn anew for every frame.
 *
 * @param from Unix ms; likewise `to`, exclusive
 * @param width in pixels
 * @param room is filled anew where it is large enough, so that no frame makes garbage
 */
export function binEvents(
  timeline: Pick<Timeline, 'times' | 'lane' | 'failed' | 'lanes'>,
  from: number,
  to: number,
  width: number,
  room?: Bins,
): Bins {
  const size = timeline.lanes.length * width;
  const bins: Bins =
    room?.width === width && room.counts.length === size
      ? room
      : { width, counts: new Uint32Array(size), failed: new Uint32Array(size) };
  const { counts, failed } = bins;
  if (bins === room) {
    counts.fill(0);
    failed.fill(0);
  }
  const { times, lane, failed: ended } = timeline;
  const scale = width / (to - from);
  const last = rowAtOrAfter(timeline, to);
  for (let row = rowAtOrAfter(timeline, from); row < last; row++) {
    const column = Math.min(width - 1, Math.floor(((times[row] ?? 0) - from) * scale));
    const place = (lane[row] ?? 0) * width + column;
    counts[place] = (counts[place] ?? 0) + 1;
    if (ended[row] === 1) failed[place] = (failed[place] ?? 0) + 1;
  }
  return bins;
}

/** The row of a lane that is nearest to a time; undefined where none is within reach, in ms. */
export function nearestRow(
  timeline: Pick<Timeline, 'times' | 'lane'>,
  lane: number,
  time: number,
  reach: number,
): number | undefined {
  const { times } = timeline;
  const start = rowAtOrAfter(timeline, time);
  let best: number | undefined;
  let distance = reach;
  const look = (row: number): boolean => {
    const away = Math.abs((times[row] ?? 0) - time);
    if (away > distance) return false;
    if (timeline.lane[row] === lane) {
      best = row;
      distance = away;
    }
    return true;
  };
  for (let row = start; row < times.length && look(row); row++);
  for (let row = start - 1; row >= 0 && look(row); row--);
  return best;
}

/** A range moved and scaled, kept inside the whole. */
export function zoomed(
  range: TimeRange,
  whole: TimeRange,
  factor: number,
  at: number,
  shift = 0,
): TimeRange {
  const shortest = Math.min(1000, whole.to - whole.from);
  const length = Math.min(
    whole.to - whole.from,
    Math.max(shortest, (range.to - range.from) * factor),
  );
  const share = (at - range.from) / (range.to - range.from);
  const start = at - share * length + shift;
  const from = Math.min(Math.max(start, whole.from), whole.to - length);
  return { from, to: from + length };
}
