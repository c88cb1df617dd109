import * as l10n from '@vscode/l10n';
import { printable } from '../audit/text/printable';
import { rates } from '../audit/figures/rates';
import { metricNames, metrics, newerHsmType, type Metric } from '../audit/reference/metrics';
import { computedAlarmTimes, type AlarmTime } from '../sources/clusterHealth/alarmTimes';
import type {
  ClusterMetrics,
  MetricAlarm,
  MetricSeries,
} from '../sources/clusterHealth/healthSource';
import type { TimeRange } from '../sources/timeRange';
import type { Chart, ChartSeries, HealthPage, Shade, Span } from '../webview/messages';
import { chartMarks } from './chartMarks';

const hour = 60 * 60 * 1000;

export const spanLength: Readonly<Record<Span, number>> = {
  hour,
  day: 24 * hour,
  week: 7 * 24 * hour,
  month: 30 * 24 * hour,
};

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  readonly span: Span;
  readonly range: TimeRange;
  /** Undefined where the metrics could not be read. */
  readonly metrics: ClusterMetrics | undefined;
  readonly alarms: readonly MetricAlarm[];
  /** Undefined where the history of the alarms could not be read: their times are computed. */
  readonly alarmTimes: readonly AlarmTime[] | undefined;
  /** Undefined where it is not known. */
  readonly hsmType: string | undefined;
  readonly notes: readonly string[];
}

/** The page that shows a cluster's metrics: a chart each, HSMs as series. */
export function healthPage(parts: PageParts): HealthPage {
  const series = parts.metrics?.series ?? [];
  const hsms = [...new Set(series.map(seriesName))].sort();
  return {
    title: printable(parts.title),
    span: parts.span,
    from: parts.range.from,
    to: parts.range.to,
    hsms: hsms.map((hsm) => printable(hsm)),
    notes: parts.notes.map((note) => printable(note, Infinity)),
    charts: metricNames.map((name) => chartOf(metrics[name], series, hsms, parts)),
  };
}

function chartOf(
  metric: Metric,
  all: readonly MetricSeries[],
  hsms: readonly string[],
  parts: PageParts,
): Chart {
  const { metrics: read, hsmType } = parts;
  const alarms = parts.alarms.filter((alarm) => alarm.metric === metric.name);
  const own = all
    .filter((one) => one.metric === metric.name)
    .map((one) => ({ name: seriesName(one), ...(metric.isCounter ? rates(one) : one) }));
  const times = [...new Set(own.flatMap((one) => one.times))].sort((one, other) => one - other);
  const withGaps = gapped(times, read?.periodMs ?? hour);
  const isUnread = read?.unread.some((one) => one.metric === metric.name) !== false;
  const message = messageOf(metric, own.length === 0, isUnread, hsmType);
  return {
    metric: metric.name,
    title: l10n.t(metric.title),
    meaning: l10n.t(metric.meaning),
    format: formatOf(metric),
    ...(message !== undefined && { message }),
    times: withGaps.map((time) => time / 1000),
    // Every HSM has its place, so that it has the same colour in every chart.
    series: own.length === 0 ? [] : hsms.map((hsm) => aligned(hsm, own, withGaps)),
    ...chartMarks(metric, hsmType, alarms),
    shades: alarms.flatMap((alarm) => shadesOf(alarm, all, parts)),
  };
}

function seriesName({ hsm }: MetricSeries): string {
  return hsm ?? l10n.t('whole cluster');
}

function formatOf({ unit }: Metric): Chart['format'] {
  return unit === 'yes or no' || unit === '°C' || unit === 'bytes/s' ? unit : 'count';
}

function messageOf(
  metric: Metric,
  isEmpty: boolean,
  isUnread: boolean,
  hsmType: string | undefined,
): string | undefined {
  if (!isEmpty) return undefined;
  if (isUnread) return l10n.t('could not be read');
  if (metric.onNewerType || (hsmType !== undefined && hsmType !== newerHsmType)) {
    return l10n.t('no data points');
  }
  return hsmType === newerHsmType
    ? l10n.t('not published on {0}', newerHsmType)
    : l10n.t('no data points; {0} does not publish it', newerHsmType);
}

/** A time between two points that are too far apart, so that no line is drawn where nothing is known. */
function gapped(times: readonly number[], periodMs: number): readonly number[] {
  return times.flatMap((time, index) => {
    const before = times[index - 1];
    return before !== undefined && time - before > 1.5 * periodMs
      ? [before + periodMs, time]
      : [time];
  });
}

function aligned(
  hsm: string,
  own: readonly {
    readonly name: string;
    readonly times: readonly number[];
    readonly values: readonly number[];
  }[],
  times: readonly number[],
): ChartSeries {
  const one = own.find(({ name }) => name === hsm);
  const values = new Map(one?.times.map((time, index) => [time, one.values[index] ?? null]));
  return { name: printable(hsm), values: times.map((time) => values.get(time) ?? null) };
}

/** The times of an alarm: as its history tells, or as its points let one think. */
function shadesOf(
  alarm: MetricAlarm,
  all: readonly MetricSeries[],
  { alarmTimes, metrics: read, range }: PageParts,
): readonly Shade[] {
  const own = all.filter(({ metric }) => metric === alarm.metric);
  const times =
    alarmTimes?.filter((time) => time.alarm === alarm.name) ??
    computedAlarmTimes(alarm, own, read?.periodMs ?? hour, range);
  return times.map(({ from, to }) => ({
    from: from / 1000,
    to: to / 1000,
    alarm: printable(alarm.name),
  }));
}
