import type { Metric } from '../../audit/reference/metrics';
import type { MetricAlarm } from './healthSource';

const signs: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '≥',
  GreaterThanThreshold: '>',
  LessThanOrEqualToThreshold: '≤',
  LessThanThreshold: '<',
};

/** How an alarm compares with its threshold: `≥`; CloudWatch's own word where there is no sign for it. */
export function comparisonSign({ comparison }: Pick<MetricAlarm, 'comparison'>): string {
  return signs[comparison] ?? comparison;
}

/**
 * Where an alarm's threshold stands among the values of its metric as they are shown: of a counter that is its
 * rate. Undefined where the alarm compares something else, or with no fixed threshold.
 */
export function shownThreshold(
  { threshold, compares }: Pick<MetricAlarm, 'threshold' | 'compares'>,
  { isCounter }: Pick<Metric, 'isCounter'>,
): number | undefined {
  return compares === (isCounter ? 'rate' : 'value') ? threshold : undefined;
}
