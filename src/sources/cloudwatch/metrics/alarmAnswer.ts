import type { MetricAlarm as Answer } from '@aws-sdk/client-cloudwatch';
import {
  auditMetricNamespace,
  metricByName,
  metricNamespace,
} from '../../../audit/reference/metrics';
import type { MetricAlarm } from '../../clusterHealth/healthSource';

/** The metrics of an alarm: its own one, or those that its expression is made of. */
function metricsOf(
  alarm: Answer,
): readonly Pick<Answer, 'Namespace' | 'MetricName' | 'Dimensions'>[] {
  if (alarm.MetricName !== undefined) return [alarm];
  return (alarm.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
}

/** Made of points by these, a number is none of the metric's own values. */
const countingStatistics = new Set<string | undefined>(['Sum', 'SampleCount']);

/** Expressions whose result is one of the values that they are given. */
const choosing =
  /^(?:(?:MAX|MIN|AVG)\((?:METRICS\(\)|\[[\w\s,]+\])\)|FILL\(\w+,\s*(?:-?\d+|REPEAT|LINEAR)\))$/;
const rate = /^RATE\(\w+\)$/;

function comparesOf(
  { Metrics = [] }: Answer,
  isOneMetric: boolean,
  statistic: string | undefined,
): MetricAlarm['compares'] {
  const [expression, ...others] = Metrics.flatMap(({ Expression }) => Expression ?? []);
  if (!isOneMetric || others.length > 0 || countingStatistics.has(statistic)) {
    return 'other';
  }
  if (expression === undefined || choosing.test(expression.trim())) return 'value';
  return rate.test(expression.trim()) ? 'rate' : 'other';
}

/** A query of Metrics Insights over the metrics of CloudHSM: `SELECT MAX(HsmUnhealthy) FROM SCHEMA("AWS/CloudHSM", ClusterId, HsmId)`. */
const insightsQuery =
  /^\s*SELECT\s+\w+\(\s*"?(\w+)"?\s*\)\s+FROM\s+(?:SCHEMA\(\s*)?"AWS\/CloudHSM"/i;
const insightsWhere = /\bWHERE\b/i;
/** The one condition that is understood; of others it is not known which clusters they leave. */
const insightsCluster =
  /\bWHERE\s+"?ClusterId"?\s*=\s*'([^']*)'\s*(?:$|(?:GROUP\s+BY|ORDER\s+BY|LIMIT)\b)/i;

/** The metric that such an alarm watches, over all clusters where it has no condition. */
function queriedMetrics({ Metrics = [] }: Answer, cluster: string): readonly string[] {
  return Metrics.flatMap(({ Expression = '' }) => {
    const concerns =
      !insightsWhere.test(Expression) || insightsCluster.exec(Expression)?.[1] === cluster;
    return concerns ? (insightsQuery.exec(Expression)?.[1] ?? []) : [];
  });
}

/**
 * An alarm as it concerns a cluster: one for each metric of the cluster that it watches, or one on what a metric
 * filter of ours counts in its audit log.
 */
export function alarmOf(alarm: Answer, cluster: string): readonly MetricAlarm[] {
  const { StateValue, StateTransitionedTimestamp, StateUpdatedTimestamp } = alarm;
  const all = metricsOf(alarm);
  const watched = all.flatMap<Pick<MetricAlarm, 'metric' | 'metricName' | 'hsm'>>(
    ({ Namespace, MetricName = '', Dimensions = [] }) => {
      const value = (name: string): string | undefined =>
        Dimensions.find((dimension) => dimension.Name === name)?.Value;
      if (Namespace === auditMetricNamespace(cluster)) {
        return [{ metric: undefined, metricName: MetricName, hsm: undefined }];
      }
      const metric = metricByName(MetricName)?.name;
      if (Namespace !== metricNamespace || metric === undefined) return [];
      return value('ClusterId') === cluster
        ? [{ metric, metricName: metric, hsm: value('HsmId') }]
        : [];
    },
  );
  for (const name of queriedMetrics(alarm, cluster)) {
    const metric = metricByName(name)?.name;
    if (metric !== undefined) watched.push({ metric, metricName: metric, hsm: undefined });
  }
  const [stat] = (alarm.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Stat ?? []);
  const statistic = alarm.Statistic ?? alarm.ExtendedStatistic ?? stat;
  const expression = alarm.Metrics?.findLast((one) => one.Expression !== undefined)?.Expression;
  // An expression over a metric of several HSMs is one alarm, on none of them.
  const distinct = new Map(watched.map((one) => [one.metricName, one]));
  const isOne = distinct.size === 1 && watched.length === all.length;
  const compares = comparesOf(alarm, isOne, statistic);
  return [...distinct.values()].map(({ metric, metricName, hsm }) => ({
    name: alarm.AlarmName ?? '',
    metric,
    metricName,
    hsm: watched.some((one) => one.metricName === metricName && one.hsm !== hsm) ? undefined : hsm,
    state: StateValue ?? 'INSUFFICIENT_DATA',
    changed: (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.getTime(),
    comparison: alarm.ComparisonOperator ?? '',
    threshold: alarm.Threshold,
    compares,
    ...(expression !== undefined && { expression }),
    statistic,
    periodSeconds: alarm.Period,
  }));
}
