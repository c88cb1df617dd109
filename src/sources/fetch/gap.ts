import type { EventPage, StoredEvent } from '../logSource';
import type { TimeRange } from '../timeRange';

/**
 * What reads a gap from one of its ends towards the other. What an end has covered leaves the gap at
 * once, so that two that meet never give the same event.
 */
export interface GapEnd {
  /** A reader is at this end. */
  active: boolean;
  /** Bytes a ms where it read last, or where the gap was cut; undefined while nothing is known. */
  density: number | undefined;
  /** Whether a page was read at this end, so that its density is no guess. */
  hasRead: boolean;
  /** The events of the last millisecond that was reached: more of it may come with the next page. */
  pending: readonly StoredEvent[];
}

export type GapSide = 'low' | 'high';

/** A part of a stream that is not read yet. It is read from both ends until they meet. Unix ms. */
export interface Gap {
  from: number;
  to: number;
  readonly low: GapEnd;
  readonly high: GapEnd;
  /** The part that was missing at first. Requests go as far, so that a page shows where the gap ends. */
  readonly within: TimeRange;
}

/** What a page gave: the events of the range that it covers, all of them. */
export interface Taken {
  readonly events: readonly StoredEvent[];
  readonly range: TimeRange;
}

export function gapOf(within: TimeRange): Gap {
  return { ...within, within, low: idleEnd(undefined), high: idleEnd(undefined) };
}

export function isClosed({ from, to }: Gap): boolean {
  return from >= to;
}

/**
 * Takes a page that was read from one end, and makes the gap smaller by what it covers. The gap closes
 * where the page reached its other side, or where the service had nothing more.
 */
export function takePage(gap: Gap, side: GapSide, page: EventPage): Taken {
  return side === 'low' ? takeForward(gap, page) : takeBackward(gap, page);
}

function takeForward(gap: Gap, { events, next }: EventPage): Taken {
  const { from, to, low } = gap;
  const known = [...low.pending, ...events];
  const last = events.at(-1)?.timestamp ?? from;
  const closes = next === undefined || last >= to;
  // Before the last millisecond everything is here: the service goes by time.
  const end = closes ? to : Math.max(from, last);
  low.pending = closes ? [] : known.filter(({ timestamp }) => timestamp >= end);
  gap.from = end;
  return { events: inside(known, from, end), range: { from, to: end } };
}

function takeBackward(gap: Gap, { events, next }: EventPage): Taken {
  const { from, to, high } = gap;
  const known = [...events, ...high.pending];
  const first = events[0]?.timestamp ?? to;
  const closes = next === undefined || first < from;
  const start = closes ? from : Math.min(to, first + 1);
  high.pending = closes ? [] : known.filter(({ timestamp }) => timestamp < start);
  gap.to = start;
  return { events: inside(known, start, to), range: { from: start, to } };
}

function inside(events: readonly StoredEvent[], from: number, to: number): readonly StoredEvent[] {
  return events.filter(({ timestamp }) => timestamp >= from && timestamp < to);
}

/**
 * How many pages a gap may still have, by how dense it is at its ends; undefined while nothing is
 * known of one of its ends.
 */
export function pagesLeft({ from, to, low, high }: Gap, pageBytes: number): number | undefined {
  if (low.density === undefined || high.density === undefined) return undefined;
  return ((to - from) * (low.density + high.density)) / 2 / pageBytes;
}

/**
 * Cuts a gap that turned out dense in two: it stays the older part, and the newer one comes back. The
 * cut lies in the middle of what is left when both ends have had the page that is on its way.
 */
export function cutGap(gap: Gap, pageBytes: number): Gap | undefined {
  const { from, to, low, high, within } = gap;
  const left = pageTime(low.density, pageBytes);
  const right = pageTime(high.density, pageBytes);
  const middle = Math.round((from + left + (to - right)) / 2);
  if (middle <= from || middle >= to) return undefined;
  const newer = { from: middle, to, within, low: idleEnd(low.density), high: { ...high } };
  gap.to = middle;
  Object.assign(gap.high, idleEnd(high.density));
  return newer;
}

function pageTime(density: number | undefined, pageBytes: number): number {
  return density === undefined || density === 0 ? 0 : pageBytes / density;
}

function idleEnd(density: number | undefined): GapEnd {
  return { active: false, density, hasRead: false, pending: [] };
}
