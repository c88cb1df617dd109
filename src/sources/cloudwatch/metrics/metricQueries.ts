import type { Dimension, Metric, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import {
  metricByName,
  metricNamespace,
  metrics,
  type MetricName,
} from '../../../audit/reference/metrics';
import type { TimeRange } from '../../timeRange';

/**
 * The most that the service takes in a call. Source: CloudWatch API Reference, GetMetricData. A cluster
 * with all its 28 HSMs has 280 metrics.
 */
export const mostQueries = 500;
const mostPoints = 100_800;

const minute = 60_000;
const day = 24 * 60 * minute;

/** Periods to choose from, in ms, and how long CloudWatch keeps points that are as close together. */
const periods: readonly { readonly ms: number; readonly keptMs: number }[] = [
  { ms: minute, keptMs: 15 * day },
  { ms: 5 * minute, keptMs: 63 * day },
  { ms: 15 * minute, keptMs: 63 * day },
  ...[1, 2, 3, 6, 12, 24].map((hours) => ({ ms: hours * 60 * minute, keptMs: 455 * day })),
];

/** More points than a chart is wide are nothing to see. */
const mostPointsOfSeries = 400;

/** One metric to ask for. */
export interface MetricId {
  readonly metric: MetricName;
  readonly hsm: string | undefined;
  readonly dimensions: readonly Dimension[];
}

/**
 * The metrics of a cluster among those that CloudWatch lists, a counter of its HSMs only. It lists what
 * had a point in the last two weeks; HSMs that are known from their log streams are asked for too, by the
 * same dimensions.
 *
 * @param hsms ids of HSMs that had a log stream; each takes ten more metrics
 */
export function metricIds(
  listed: readonly Metric[],
  cluster: string,
  hsms: readonly string[],
): readonly MetricId[] {
  const found = new Map<string, MetricId>();
  const add = (metric: MetricName, hsm: string | undefined, dimensions: readonly Dimension[]) => {
    const key = JSON.stringify([metric, hsm]);
    if (!found.has(key)) found.set(key, { metric, hsm, dimensions });
  };
  for (const { MetricName, Dimensions = [] } of listed) {
    const metric = metricByName(MetricName ?? '');
    if (metric === undefined || valueOf(Dimensions, 'ClusterId') !== cluster) continue;
    const hsm = valueOf(Dimensions, 'HsmId');
    // The largest of several counters is no counter: from one HSM's to another's it jumps.
    if (metric.isCounter && hsm === undefined) continue;
    add(metric.name, hsm, Dimensions);
  }
  const patterns = [...found.values()].filter(({ hsm }) => hsm !== undefined);
  for (const { metric, dimensions } of patterns) {
    for (const hsm of hsms) {
      const own = dimensions.map(({ Name, Value }) => ({
        Name,
        Value: Name === 'HsmId' ? hsm : Value,
      }));
      add(metric, hsm, own);
    }
  }
  return [...found.values()];
}

function valueOf(dimensions: readonly Dimension[], name: string): string | undefined {
  return dimensions.find(({ Name }) => Name === name)?.Value;
}

/**
 * The closest period that the range has in store and whose points fit one call.
 *
 * @param count of metrics in the call
 * @param now Unix ms
 */
export function periodFor({ from, to }: TimeRange, count: number, now: number): number {
  const length = to - from;
  const fits = periods.find(
    ({ ms, keptMs }) =>
      now - from <= keptMs &&
      length / ms <= mostPointsOfSeries &&
      Math.ceil(length / ms) * Math.max(1, count) <= mostPoints,
  );
  return fits?.ms ?? day;
}

export function metricQueries(ids: readonly MetricId[], periodMs: number): MetricDataQuery[] {
  return ids.map(({ metric, dimensions }, index) => ({
    Id: `m${index}`,
    MetricStat: {
      Metric: {
        Namespace: metricNamespace,
        MetricName: metric,
        Dimensions: [...dimensions],
      },
      Period: periodMs / 1000,
      Stat: metrics[metric].statistic,
    },
    ReturnData: true,
  }));
}
