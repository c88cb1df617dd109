import * as l10n from '@vscode/l10n';
import { digits, shortValue } from '../audit/figures/metricWords';
import { concernOf, limitOf, type Metric } from '../audit/reference/metrics';
import { printable } from '../audit/text/printable';
import { comparisonSign, shownThreshold } from '../sources/clusterHealth/alarmCondition';
import type { MetricAlarm } from '../sources/clusterHealth/healthSource';
import type { Chart, Mark } from '../webview/messages';

/**
 * The thresholds in a metric's chart: where the metric wants attention, its limit, and those of the alarms on it.
 *
 * @param alarms those on the metric
 */
export function chartMarks(
  metric: Metric,
  hsmType: string | undefined,
  alarms: readonly MetricAlarm[],
): Pick<Chart, 'marks' | 'alarms' | 'unmarked'> {
  const isDrawn = (alarm: MetricAlarm): boolean => shownThreshold(alarm, metric) !== undefined;
  // One line for all alarms with the same condition: a cluster may have the same one on each HSM.
  const drawn = grouped(alarms.filter(isDrawn), (alarm) => conditionWords(metric, alarm));
  const others = alarms.filter((alarm) => !isDrawn(alarm));
  return {
    marks: [
      ...ownMarks(metric, hsmType),
      ...drawn.map(([condition, same]): Mark => ({
        kind: 'alarm',
        value: same[0].threshold ?? NaN,
        label:
          same.length === 1
            ? l10n.t('alarm {0} {1}', placedName(same[0]), condition)
            : l10n.t('{0} alarms {1}', same.length, condition),
      })),
    ],
    alarms: alarms.map((alarm) => ({
      name: printable(alarm.name),
      hsm: alarm.hsm === undefined ? l10n.t('whole cluster') : printable(alarm.hsm),
      condition: conditionWords(metric, alarm),
      ...(!isDrawn(alarm) && { unmarked: whyUnmarked(alarm) }),
    })),
    unmarked: grouped(others, whyUnmarked).map(([why, same]) =>
      same.length === 1
        ? l10n.t('alarm {0} has no line: {1}', placedName(same[0]), why)
        : l10n.t('{0} alarms have no line: {1}', same.length, why),
    ),
  };
}

function ownMarks(metric: Metric, hsmType: string | undefined): readonly Mark[] {
  const concern = concernOf(metric, hsmType);
  const limit = limitOf(metric, hsmType);
  const marks: Mark[] = [];
  if (concern !== undefined && metric.unit !== 'yes or no') {
    const value = digits(concern.at);
    marks.push({
      kind: 'attention',
      value: concern.at,
      label:
        concern.side === 'above'
          ? l10n.t('attention from {0} on', value)
          : l10n.t('attention from {0} down', value),
    });
  }
  if (limit !== undefined) {
    marks.push({ kind: 'limit', value: limit, label: l10n.t('limit {0}', digits(limit)) });
  }
  return marks;
}

/** `≥ 1,800`, `> 1.2 MB/s`; without a fixed threshold how CloudWatch calls the comparison. */
function conditionWords(metric: Metric, alarm: MetricAlarm): string {
  const { threshold } = alarm;
  const sign = printable(comparisonSign(alarm));
  if (threshold === undefined) return sign;
  const isRate = metric.isCounter && shownThreshold(alarm, metric) !== undefined;
  return `${sign} ${isRate ? shortValue(metric, threshold) : digits(threshold, 2)}`;
}

/** Why the threshold of an alarm stands nowhere among the values of its metric's chart. */
function whyUnmarked({ threshold, expression, compares, statistic }: MetricAlarm): string {
  if (threshold === undefined) return l10n.t('it has no fixed threshold');
  if (expression !== undefined) return l10n.t('it compares {0}', printable(expression));
  return compares === 'value'
    ? l10n.t('it compares the counter, and the chart shows its rate')
    : l10n.t('it compares the {0} of a period', printable(statistic ?? ''));
}

function placedName({ name, hsm }: MetricAlarm): string {
  return hsm === undefined ? printable(name) : `${printable(name)} (${printable(hsm)})`;
}

/** What has the same key stands together, at the place of the first. */
function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly [key: string, same: readonly [Item, ...Item[]]])[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}
