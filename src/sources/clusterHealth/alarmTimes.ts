import type { MetricAlarm, MetricSeries } from './healthSource';
import { joined, type TimeRange } from '../timeRange';

/** A time in which an alarm was on, Unix ms. */
export interface AlarmTime extends TimeRange {
  /** The alarm's name. */
  readonly alarm: string;
}

/** A change of an alarm's state. */
export interface AlarmChange {
  /** Unix ms. */
  readonly time: number;
  /** `OK`, `ALARM`, `INSUFFICIENT_DATA`. */
  readonly from: string;
  readonly to: string;
}

/**
 * When an alarm was on, as its history says.
 *
 * @param changes those within the range, in any order
 */
export function toldAlarmTimes(
  alarm: MetricAlarm,
  changes: readonly AlarmChange[],
  range: TimeRange,
): readonly AlarmTime[] {
  const ordered = [...changes].sort((one, other) => one.time - other.time);
  const times: AlarmTime[] = [];
  let isOn = (ordered[0]?.from ?? alarm.state) === 'ALARM';
  // Without a history that can be read, the last change says since when the alarm is as it is.
  let since = ordered.length > 0 ? range.from : Math.max(range.from, alarm.changed ?? range.from);
  for (const { time, to } of ordered) {
    if (isOn) times.push({ alarm: alarm.name, from: since, to: time });
    isOn = to === 'ALARM';
    since = time;
  }
  if (isOn) times.push({ alarm: alarm.name, from: since, to: range.to });
  return times;
}

const beyond: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/**
 * When an alarm would have been on by its metric's points, and when it is on by its last change. An
 * alarm may wait for several points, or take missing ones for bad: its history alone is sure.
 *
 * @param own the series of the alarm's metric
 * @param periodMs what a point stands for
 */
export function computedAlarmTimes(
  alarm: MetricAlarm,
  own: readonly Pick<MetricSeries, 'hsm' | 'times' | 'values'>[],
  periodMs: number,
  range: TimeRange,
): readonly AlarmTime[] {
  const { threshold, changed, state, name, expression, compares } = alarm;
  const isBeyond = beyond[alarm.comparison];
  const spans: TimeRange[] = [];
  if (state === 'ALARM' && changed !== undefined && changed < range.to) {
    spans.push({ from: Math.max(changed, range.from), to: range.to });
  }
  // Of an expression, a sum or a count of points the points say nothing.
  if (isBeyond !== undefined && threshold !== undefined && compares === 'value' && !expression) {
    for (const [time, value] of watchedPoints(alarm, own)) {
      if (isBeyond(value, threshold)) spans.push({ from: time, to: time + periodMs });
    }
  }
  return joined(spans).map((span) => ({ alarm: name, ...span }));
}

/** The points of the HSM that an alarm is on, or those of the whole cluster. */
function watchedPoints(
  { hsm, statistic }: MetricAlarm,
  own: readonly Pick<MetricSeries, 'hsm' | 'times' | 'values'>[],
): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  for (const one of own) {
    if (hsm !== undefined && hsm !== one.hsm) continue;
    for (const [index, time] of one.times.entries()) {
      const value = one.values[index];
      if (value === undefined) continue;
      const known = points.get(time) ?? value;
      points.set(time, statistic === 'Minimum' ? Math.min(known, value) : Math.max(known, value));
    }
  }
  return points;
}
