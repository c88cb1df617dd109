import type { MetricAlarm as Answer } from '@aws-sdk/client-cloudwatch';
import { metricByName, metricNamespace } from '../../../audit/reference/metrics';
import type { MetricAlarm } from '../../clusterHealth/healthSource';

/** The metrics of an alarm: its own one, or those that its expression is made of. */
function metricsOf(
  alarm: Answer,
): readonly Pick<Answer, 'Namespace' | 'MetricName' | 'Dimensions'>[] {
  if (alarm.MetricName !== undefined) return [alarm];
  return (alarm.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
}

/** An alarm as it concerns the metrics of a cluster: one for each metric of the cluster that it watches. */
export function alarmOf(alarm: Answer, cluster: string): readonly MetricAlarm[] {
  const { StateValue, StateTransitionedTimestamp, StateUpdatedTimestamp } = alarm;
  const watched = metricsOf(alarm).flatMap(({ Namespace, MetricName = '', Dimensions = [] }) => {
    const value = (name: string): string | undefined =>
      Dimensions.find((dimension) => dimension.Name === name)?.Value;
    const metric = metricByName(MetricName);
    if (Namespace !== metricNamespace || metric === undefined) return [];
    return value('ClusterId') === cluster ? [{ metric: metric.name, hsm: value('HsmId') }] : [];
  });
  const expression = alarm.Metrics?.findLast((one) => one.Expression !== undefined)?.Expression;
  // An expression over a metric of several HSMs is one alarm, on none of them.
  const distinct = new Map(watched.map((one) => [one.metric, one]));
  return [...distinct.values()].map(({ metric, hsm }) => ({
    name: alarm.AlarmName ?? '',
    metric,
    hsm: watched.some((one) => one.metric === metric && one.hsm !== hsm) ? undefined : hsm,
    state: StateValue ?? 'INSUFFICIENT_DATA',
    changed: (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.getTime(),
    comparison: alarm.ComparisonOperator ?? '',
    threshold: alarm.Threshold,
    ...(expression !== undefined && { expression }),
    statistic: alarm.Statistic ?? alarm.ExtendedStatistic,
    periodSeconds: alarm.Period,
  }));
}
