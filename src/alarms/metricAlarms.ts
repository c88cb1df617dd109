import * as l10n from '@vscode/l10n';
import {
  concernOf,
  metricNamespace,
  metricNames,
  metrics,
  newerHsmType,
  type Concern,
  type Metric,
  type MetricName,
} from '../audit/reference/metrics';
import { mostMetrics, type Alarm, type WatchedMetric } from './alarmPlan';

/** A metric of the cluster with the dimensions that it is published with. */
export interface PublishedMetric {
  readonly metric: MetricName;
  /** Undefined for a metric of the whole cluster. */
  readonly hsm: string | undefined;
  /** `{ ClusterId: …, HsmId: … }` */
  readonly dimensions: Readonly<Record<string, string>>;
}

interface MetricsOfCluster {
  readonly id: string;
  readonly hsmType: string | undefined;
  readonly published: readonly PublishedMetric[];
}

/** Where a metric is watched: over the whole cluster, or on an HSM. */
type Place = Pick<PublishedMetric, 'hsm' | 'dimensions'>;

/** HSMs get a key or a user one after the other: they differ when they do so for a quarter of an hour. */
const pointsToDiffer = 3;

/** The alarms on what CloudHSM publishes. */
export function metricAlarms(cluster: MetricsOfCluster): readonly Alarm[] {
  return [
    ...metricNames.flatMap((name) => [
      ...singleAlarms(cluster, metrics[name]),
      // Both kinds of keys share one limit.
      ...(name === 'HsmKeysTokenOccupied' ? sumAlarms(cluster) : []),
    ]),
    ...differenceAlarms(
      cluster,
      'HsmKeysTokenOccupied',
      l10n.t(
        'The HSMs hold different numbers of token keys: a key is missing on one of them, and work that is sent there fails.',
      ),
    ),
    ...differenceAlarms(
      cluster,
      'HsmUsersAvailable',
      l10n.t(
        'The HSMs have different numbers of users: a user exists on some of them only, and a login on the others fails.',
      ),
    ),
  ];
}

/** The HSMs that metrics are published of, in order. */
export function hsmsOf(published: readonly PublishedMetric[]): readonly string[] {
  return [...new Set(published.flatMap(({ hsm }) => hsm ?? []))].sort();
}

function singleAlarms(cluster: MetricsOfCluster, metric: Metric): readonly Alarm[] {
  const { hsmType } = cluster;
  const concern = concernOf(metric, hsmType);
  if (concern === undefined || (hsmType === newerHsmType && !metric.onNewerType)) return [];
  return placesOf(cluster, metric.name).map((place) => ({
    id: alarmId(metric.name, place),
    watched: { metric: watchedMetric(metric.name, place) },
    statistic: metric.statistic,
    ...beyond(concern),
    points: 1,
    why: `${whyMetric(metric)} ${advice(concern)}`,
  }));
}

function sumAlarms(cluster: MetricsOfCluster): readonly Alarm[] {
  const concern = concernOf(metrics.HsmKeysTokenOccupied, cluster.hsmType);
  if (concern === undefined) return [];
  return placesOf(cluster, 'HsmKeysTokenOccupied').map((place) => ({
    id: alarmId('HsmKeysOccupied', place),
    watched: {
      metrics: [
        watchedMetric('HsmKeysSessionOccupied', place),
        watchedMetric('HsmKeysTokenOccupied', place),
      ],
      expression: 'm1 + m2',
    },
    statistic: 'Maximum',
    ...beyond(concern),
    points: 1,
    why: `${l10n.t('Session keys and token keys together fill the HSM: they share one limit. With this alarm those on each kind can go.')} ${advice(concern)}`,
  }));
}

/** CloudWatch compares HSMs only where it is told each of them. */
function differenceAlarms(
  { published }: MetricsOfCluster,
  name: MetricName,
  why: string,
): readonly Alarm[] {
  const places = published.filter(({ metric, hsm }) => metric === name && hsm !== undefined);
  if (places.length < 2 || places.length > mostMetrics) return [];
  const all = places.map((_, index) => `m${index + 1}`).join(', ');
  return [
    {
      id: `${name}Differ`,
      watched: {
        metrics: places.map((place) => watchedMetric(name, place)),
        expression: `MAX([${all}]) - MIN([${all}])`,
      },
      statistic: metrics[name].statistic,
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      points: pointsToDiffer,
      why,
    },
  ];
}

/**
 * The places where a metric is watched: the whole cluster where it is published so, else each HSM. What is
 * not listed has had no point for two weeks, and would be published as the other metrics are.
 */
function placesOf({ id, published }: MetricsOfCluster, name: MetricName): readonly Place[] {
  const own = published.filter(({ metric }) => metric === name);
  const known = own.length > 0 ? own : distinctPlaces(published);
  const whole = known.find(({ hsm }) => hsm === undefined);
  if (whole !== undefined) return [whole];
  return known.length > 0 ? known : [{ hsm: undefined, dimensions: { ClusterId: id } }];
}

function distinctPlaces(published: readonly PublishedMetric[]): readonly Place[] {
  return [...new Map(published.map(({ hsm, dimensions }) => [hsm, { hsm, dimensions }])).values()];
}

function watchedMetric(name: MetricName, { dimensions }: Place): WatchedMetric {
  return { namespace: metricNamespace, name, dimensions };
}

/** `HsmUnhealthy`, `HsmUnhealthyOfA4tzqk7wnme`. */
function alarmId(name: string, { hsm }: Place): string {
  if (hsm === undefined) return name;
  const letters = hsm.replace(/^hsm-/, '').replace(/[^A-Za-z0-9]/g, '');
  return `${name}Of${letters.charAt(0).toUpperCase()}${letters.slice(1)}`;
}

function beyond({ side, at }: Concern): Pick<Alarm, 'comparison' | 'threshold'> {
  return {
    comparison: side === 'above' ? 'GreaterThanOrEqualToThreshold' : 'LessThanOrEqualToThreshold',
    threshold: at,
  };
}

function advice({ at, from }: Concern): string {
  const value = at.toLocaleString('en-US');
  return from === 'guidance'
    ? l10n.t('AWS advises an alarm at {0}.', value)
    : l10n.t('{0} is chosen from the limit; AWS names no value.', value);
}

function whyMetric({ name, meaning }: Metric): string {
  switch (name) {
    case 'HsmKeysSessionOccupied':
    case 'HsmKeysTokenOccupied':
      return `${meaning} ${l10n.t('When there is no room, no key can be made or imported.')}`;
    case 'HsmSessionCount':
    case 'HsmSslCtxsOccupied':
      return `${meaning} ${l10n.t('Beyond that, applications cannot connect.')}`;
    default:
      return meaning;
  }
}
