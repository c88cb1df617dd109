import type { GetMetricDataOutput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { METRIC_PERIOD, METRIC_POINTS, METRIC_TEXT, SECONDS, TOKEN } from '../constraints';
import type { InputMembers } from '../inputMembers';
import { formatOpaqueToken, parseOpaqueToken } from '../opaqueToken';
import { invalidParameter } from '../serviceError';
import type { StoredMetric } from '../surroundings';
import type { Operation } from './operation';

/** The service's limits of a call. Source: CloudWatch API Reference, GetMetricData. */
const MAX_QUERIES = 500;
const MAX_POINTS = 100_800;

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  SampleCount: (values) => values.length,
};

/** Only `MetricStat` queries: no expression. Points of a bucket carry the bucket's start as their time. */
export const getMetricData: Operation = (input, { surroundings }): GetMetricDataOutput => {
  const start = input.requiredNumber('StartTime', SECONDS) * 1000;
  const end = input.requiredNumber('EndTime', SECONDS) * 1000;
  if (start >= end)
    throw invalidParameter('The parameter StartTime must be less than the parameter EndTime.');
  const ascending = input.text('ScanBy', METRIC_TEXT) === 'TimestampAscending';
  const limit = input.integer('MaxDatapoints', METRIC_POINTS) ?? MAX_POINTS;
  const token = input.text('NextToken', TOKEN);
  const skip = token === undefined ? 0 : Number(parseOpaqueToken('GetMetricData', token)[0]);
  const results = input.structures('MetricDataQueries', MAX_QUERIES).map((query) => {
    const points = bucketPoints(query, surroundings.metrics, start, end);
    return {
      Id: query.requiredText('Id', METRIC_TEXT),
      points: ascending ? points : points.reverse(),
    };
  });

  // All points in the order of the queries, cut into pages.
  let place = 0;
  const page = results.map(({ Id, points }): MetricDataResult => {
    const from = Math.min(points.length, Math.max(0, skip - place));
    const to = Math.min(points.length, Math.max(0, skip + limit - place));
    place += points.length;
    const own = points.slice(from, to);
    return {
      Id,
      Label: Id,
      Timestamps: own.map(([time]) => new Date(time)),
      Values: own.map(([, value]) => value),
      StatusCode: to < points.length ? 'PartialData' : 'Complete',
    };
  });
  const more = skip + limit < place;
  return {
    MetricDataResults: page,
    Messages: [],
    NextToken: more ? formatOpaqueToken('GetMetricData', [String(skip + limit)]) : undefined,
  };
};

function bucketPoints(
  query: InputMembers,
  metrics: readonly StoredMetric[],
  start: number,
  end: number,
): (readonly [number, number])[] {
  const stat = query.structure('MetricStat');
  const metric = stat.structure('Metric');
  const namespace = metric.requiredText('Namespace', METRIC_TEXT);
  const name = metric.requiredText('MetricName', METRIC_TEXT);
  const asked = metric
    .optionalStructures('Dimensions', 30)
    .map(
      (dimension) =>
        [
          dimension.requiredText('Name', METRIC_TEXT),
          dimension.requiredText('Value', METRIC_TEXT),
        ] as const,
    );
  const period = stat.requiredInteger('Period', METRIC_PERIOD) * 1000;
  const statistic = STATISTICS[stat.requiredText('Stat', METRIC_TEXT)];
  if (statistic === undefined)
    throw invalidParameter('The value for the parameter Stat is not supported.');
  // A metric is the one whose dimensions are exactly these.
  const stored = metrics.find(
    (one) =>
      one.namespace === namespace &&
      one.name === name &&
      Object.keys(one.dimensions).length === asked.length &&
      asked.every(([key, value]) => one.dimensions[key] === value),
  );
  const buckets = new Map<number, number[]>();
  const first = Math.floor(start / period) * period;
  for (const [time, value] of stored?.points ?? []) {
    if (time < first || time >= end) continue;
    const bucket = Math.floor(time / period) * period;
    const values = buckets.get(bucket);
    if (values === undefined) buckets.set(bucket, [value]);
    else values.push(value);
  }
  return [...buckets]
    .sort(([one], [other]) => one - other)
    .map(([time, values]) => [time, statistic(values)] as const);
}
