import { rates } from '../../audit/figures/rates';
import {
  concernOf,
  limitOf,
  metricNames,
  metrics,
  newerHsmType,
  type Concern,
  type Metric,
  type MetricName,
} from '../../audit/reference/metrics';
import { asHumanError, HumanError } from '../humanError';
import type {
  ClusterFacts,
  ClusterMetrics,
  HealthSource,
  MetricAlarm,
  MetricSeries,
} from './healthSource';
import type { Cluster } from '../logSource';

/**
 * What a value says: `alarm`, an alarm of CloudWatch is on; `concern`, it wants attention; `fine`;
 * `unknown`, there is no point, or not all could be read; `unpublished`, the type of HSM has no such metric;
 * `gone`, the HSM is not in the cluster any more.
 */
export type HealthState = 'alarm' | 'concern' | 'fine' | 'unknown' | 'unpublished' | 'gone';

/** The newest value of one HSM. */
export interface HsmReading {
  /** Undefined for the whole cluster. */
  readonly hsm: string | undefined;
  readonly value: number;
  /** Unix ms. */
  readonly at: number;
  readonly state: HealthState;
}

/** A metric of a cluster as it is now. */
export interface MetricReading {
  readonly metric: Metric;
  readonly state: HealthState;
  /** The reading that is nearest to trouble; undefined without a point. */
  readonly worst: HsmReading | undefined;
  readonly hsms: readonly HsmReading[];
  readonly limit: number | undefined;
  readonly concern: Concern | undefined;
  readonly alarms: readonly MetricAlarm[];
  /** The service did not give all of its points. */
  readonly isUnread: boolean;
}

/** What could be learned of a cluster's health. Each part that could not is an error of its own. */
export interface ClusterHealth {
  readonly readings: readonly MetricReading[];
  readonly alarms: readonly MetricAlarm[];
  readonly facts: ClusterFacts | undefined;
  /** Unix ms. */
  readonly now: number;
  readonly errors: readonly HumanError[];
  /** The same, as they were thrown. */
  readonly causes: readonly unknown[];
}

/** Points are published every minute; an HSM that has been silent for longer is not known to be well. */
const freshMs = 20 * 60 * 1000;

const otherKeys: ReadonlyMap<MetricName, MetricName> = new Map([
  ['HsmKeysSessionOccupied', 'HsmKeysTokenOccupied'],
  ['HsmKeysTokenOccupied', 'HsmKeysSessionOccupied'],
]);

/** How far back a newest value is looked for, in ms. */
const lookBackMs = 3 * 60 * 60 * 1000;

/** Asks for everything at once. Throws for a cancellation only. */
export async function readHealth(
  health: HealthSource,
  cluster: Cluster,
  signal?: AbortSignal,
): Promise<ClusterHealth> {
  const now = health.now();
  const [points, alarms, facts] = await Promise.allSettled([
    health.metrics(cluster, { from: now - lookBackMs, to: now }, signal),
    health.alarms(cluster, signal),
    health.facts(cluster, signal),
  ]);
  signal?.throwIfAborted();
  const causes = [points, alarms, facts].flatMap((part) =>
    part.status === 'rejected' ? [part.reason as unknown] : [],
  );
  const known = alarms.status === 'fulfilled' ? alarms.value : [];
  const described = facts.status === 'fulfilled' ? facts.value : undefined;
  return {
    now,
    alarms: known,
    facts: described,
    readings:
      points.status === 'fulfilled' ? metricReadings(points.value, known, described, now) : [],
    errors: distinct([
      ...causes.map(asHumanError),
      ...(points.status === 'fulfilled'
        ? points.value.notes.map((note) => new HumanError(note, 'retry'))
        : []),
    ]),
    causes,
  };
}

/** Two parts that need the same thing say so once. */
function distinct(errors: readonly HumanError[]): readonly HumanError[] {
  return [...new Map(errors.map((error) => [error.message, error])).values()];
}

/**
 * @param facts undefined where they are not known
 * @param now Unix ms
 */
export function metricReadings(
  { series, unread }: Pick<ClusterMetrics, 'series' | 'unread'>,
  alarms: readonly MetricAlarm[],
  facts: Pick<ClusterFacts, 'hsmType' | 'hsms'> | undefined,
  now: number,
): readonly MetricReading[] {
  const hsmType = facts?.hsmType;
  const here = facts && new Set(facts.hsms.map(({ id }) => id));
  return metricNames.map((name): MetricReading => {
    const metric = metrics[name];
    const concern = concernOf(metric, hsmType);
    const own = alarms.filter((alarm) => alarm.metric === name);
    const read = series.flatMap((one) =>
      one.metric === name ? newest(metric, one, concern, own, countedWith(one, series), now) : [],
    );
    const isHere = ({ hsm }: HsmReading): boolean => hsm === undefined || here?.has(hsm) !== false;
    // What an HSM said before it was replaced says nothing of how the cluster is.
    const hsms = read.filter(isHere);
    const gone = read
      .filter((one) => !isHere(one))
      .map((one) => ({ ...one, state: 'gone' as const }));
    const isUnread = unread.some((one) => one.metric === name);
    return {
      metric,
      hsms: [...hsms, ...gone],
      worst: worstOf(metric, hsms),
      concern,
      limit: limitOf(metric, hsmType),
      alarms: own,
      isUnread,
      state: stateOf(metric, hsms, own, hsmType, isUnread),
    };
  });
}

function stateOf(
  metric: Metric,
  hsms: readonly HsmReading[],
  alarms: readonly MetricAlarm[],
  hsmType: string | undefined,
  isUnread: boolean,
): HealthState {
  if (alarms.some(({ state }) => state === 'ALARM')) return 'alarm';
  if (hsms.some(({ state }) => state === 'alarm' || state === 'concern')) return 'concern';
  if (isUnread) return 'unknown';
  if (hsms.length === 0) {
    return hsmType === newerHsmType && !metric.onNewerType ? 'unpublished' : 'unknown';
  }
  return hsms.some(({ state }) => state === 'fine') ? 'fine' : 'unknown';
}

function newest(
  metric: Metric,
  series: MetricSeries,
  concern: Concern | undefined,
  alarms: readonly MetricAlarm[],
  countedToo: number,
  now: number,
): readonly HsmReading[] {
  const { times, values } = metric.isCounter ? rates(series) : series;
  const at = times.at(-1);
  const value = values.at(-1);
  if (at === undefined || value === undefined) return [];
  const { hsm } = series;
  const alarmed = alarms.some(
    (alarm) => alarm.state === 'ALARM' && alarm.hsm !== undefined && alarm.hsm === hsm,
  );
  const isOld = now - at > freshMs;
  const own = isConcerning(concern, value + countedToo) ? 'concern' : isOld ? 'unknown' : 'fine';
  return [{ hsm, value, at, state: alarmed ? 'alarm' : own }];
}

/** Session keys and token keys of an HSM have one limit: the newest number of the other kind, else 0. */
function countedWith({ metric, hsm }: MetricSeries, series: readonly MetricSeries[]): number {
  const other = otherKeys.get(metric);
  return series.find((one) => one.metric === other && one.hsm === hsm)?.values.at(-1) ?? 0;
}

export function isConcerning(concern: Concern | undefined, value: number): boolean {
  if (concern === undefined) return false;
  return concern.side === 'above' ? value >= concern.at : value <= concern.at;
}

function worstOf(metric: Metric, hsms: readonly HsmReading[]): HsmReading | undefined {
  const [first, ...rest] = hsms;
  if (first === undefined) return undefined;
  const isWorse = (one: HsmReading, other: HsmReading): boolean =>
    metric.statistic === 'Minimum' ? one.value < other.value : one.value > other.value;
  return rest.reduce((worst, one) => (isWorse(one, worst) ? one : worst), first);
}
