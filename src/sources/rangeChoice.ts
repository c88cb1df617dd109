import * as l10n from '@vscode/l10n';
import { parseTimeInput, parseTimeSpan, type TimeContext } from '../audit/time/timeInput';
import { allTime, type TimeRange } from './timeRange';

/** A range of time that is offered by name. */
export interface RangePreset {
  readonly label: string;
  readonly range: TimeRange;
}

/** What ranges are chosen against. */
export interface RangeMoments {
  /** Unix ms. */
  readonly now: number;
  /** Of the newest event, Unix ms; undefined where that is not known. */
  readonly newest: number | undefined;
  /** Minutes that this machine's clock is ahead of UTC at a moment (Unix ms). */
  readonly offsetMinutes: (ms: number) => number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Of a log that has been quiet for so long, in ms, ranges end at its newest event. */
const quiet = day;

/**
 * Where ranges end that have no other end, Unix ms, on a whole second: now, or where a log ended. The newest
 * event may be later than now by this machine's clock.
 */
export function endOfChoice({ now, newest = now }: RangeMoments): number {
  const ended = newest + quiet < now;
  return Math.ceil(((ended ? newest : Math.max(now, newest)) + 1) / 1000) * 1000;
}

/** The ranges that are asked for most. */
export function rangePresets(moments: RangeMoments): readonly RangePreset[] {
  const to = endOfChoice(moments);
  const last = (label: string, length: number): RangePreset => ({
    label,
    range: { from: to - length, to },
  });
  return [
    last(l10n.t('Last 15 minutes'), 15 * minute),
    last(l10n.t('Last hour'), hour),
    last(l10n.t('Last 12 hours'), 12 * hour),
    last(l10n.t('Last day'), day),
    last(l10n.t('Last week'), 7 * day),
    last(l10n.t('Last 30 days'), 30 * day),
    { label: l10n.t('Everything that is stored'), range: allTime },
  ];
}

/**
 * Reads a range as people type it: `03:00 to 04:00`, `2026-03-12 to +1d`, a pasted time of the log, all
 * forms of `parseTimeInput`. One time alone goes on to the end, a day alone is that day, `2h` the last
 * two hours. Times are UTC; with `local` behind them, those of this machine.
 *
 * @returns undefined for anything else
 */
export function typedRange(text: string, moments: RangeMoments): TimeRange | undefined {
  const [, local] = /^(.*?)\s*\blocal\s*$/is.exec(text) ?? [];
  const typed = (local ?? text).trim();
  const end = endOfChoice(moments);
  const context: TimeContext = {
    near: end * 1000,
    first: 0,
    last: end * 1000,
    now: moments.now * 1000,
    offsetMinutes: local === undefined ? () => 0 : moments.offsetMinutes,
  };
  const span = parseTimeSpan(typed, context);
  // Of two times the second one is meant with what happened in it.
  if (span !== undefined) return checked(span.from, span.to + 1);
  const from = parseTimeInput(typed, context) ?? parseTimeInput(`-${typed}`, context);
  if (from === undefined) return undefined;
  const isDay = dated.test(typed) && !timeOfDay.test(typed);
  return checked(from, isDay ? from + day * 1000 : end * 1000);
}

const dated =
  /^\d{4}[-/]\d|^20\d{6}$|^\d\d?([./])\d\d?\1\d|^(?:today|yesterday)$|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const timeOfDay = /:|\d\s*[ap]\.?m\b|\dT\d/i;

/** From Unix µs. */
function checked(from: number, to: number): TimeRange | undefined {
  const range = { from: Math.floor(from / 1000), to: Math.ceil(to / 1000) };
  return range.from >= 0 && range.from < range.to ? range : undefined;
}
