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
import {
  isInService,
  type ClusterFacts,
  type ClusterMetrics,
  type HealthSource,
  type MetricAlarm,
  type MetricSeries,
} from './healthSource';
import type { Cluster } from '../logSource';

/**
 * What a value says: `alarm`, an alarm of CloudWatch is on; `concern`, it wants attention; `fine`;
 * `unknown`, there is no point, or not all could be read; `unpublished`, the type of HSM has no such metric;
 * `gone`, the HSM is not in the cluster any more.
 */
export type HealthState = 'alarm' | 'concern' | 'fine' | 'unknown' | 'unpublished' | 'gone';

/** The newest value of one HSM. An HSM of the cluster has a reading without a point too. */
export interface HsmReading {
  /** Undefined for the whole cluster. */
  readonly hsm: string | undefined;
  /** Undefined without a point in the hours that are looked at. */
  readonly value: number | undefined;
  /** Unix ms; undefined as above. */
  readonly at: number | undefined;
  readonly state: HealthState;
  /** CloudHSM's word for the HSM: `ACTIVE`, `DEGRADED`. Undefined where it is not known. */
  readonly standing: string | undefined;
  /** The service did not give all of its points. */
  readonly isUnread: boolean;
}

/** A reading that has a point. */
export interface HsmPoint extends HsmReading {
  readonly value: number;
  readonly at: number;
}

/** A metric of a cluster as it is now. */
export interface MetricReading {
  readonly metric: Metric;
  readonly state: HealthState;
  /** The reading that is nearest to trouble; undefined without a point. */
  readonly worst: HsmPoint | undefined;
  readonly hsms: readonly HsmReading[];
  /** HSMs of the cluster that should say how they are, and have been silent for long. */
  readonly silent: readonly string[];
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
  const standings = facts && new Map(facts.hsms.map(({ id, state }) => [id, state]));
  return metricNames.map((name): MetricReading => {
    const metric = metrics[name];
    const concern = concernOf(metric, hsmType);
    const own = alarms.filter((alarm) => alarm.metric === name);
    const missed = unread.filter((one) => one.metric === name);
    const alarmed = (hsm: string | undefined): boolean =>
      hsm !== undefined && own.some((one) => one.state === 'ALARM' && one.hsm === hsm);
    const pointState = (
      point: Point | undefined,
      more: number,
      standing: string | undefined,
    ): HealthState => {
      if (point !== undefined && isConcerning(concern, point.value + more)) return 'concern';
      if (name === 'HsmUnhealthy' && standing === 'DEGRADED') return 'concern';
      return point === undefined || now - point.at > freshMs ? 'unknown' : 'fine';
    };
    const reading = (hsm: string | undefined, point: Point | undefined, more = 0): HsmReading => {
      const standing = hsm === undefined ? undefined : standings?.get(hsm);
      const isGone = hsm !== undefined && standings?.has(hsm) === false;
      return {
        hsm,
        value: point?.value,
        at: point?.at,
        standing,
        isUnread: missed.some((one) => one.hsm === hsm),
        // What an HSM said before it was replaced says nothing of how the cluster is.
        state: isGone ? 'gone' : alarmed(hsm) ? 'alarm' : pointState(point, more, standing),
      };
    };
    const read = series.flatMap((one) => {
      const point = one.metric === name ? newestPoint(metric, one) : undefined;
      return point === undefined ? [] : [reading(one.hsm, point, countedWith(one, series))];
    });
    const isPublished = metric.onNewerType || (hsmType !== undefined && hsmType !== newerHsmType);
    const pointless =
      isPublished || read.length > 0
        ? (facts?.hsms ?? []).filter(({ id }) => !read.some(({ hsm }) => hsm === id))
        : [];
    const all = [...read, ...pointless.map(({ id }) => reading(id, undefined))];
    const here = all.filter(({ state }) => state !== 'gone');
    const isUnread = missed.length > 0;
    return {
      metric,
      hsms: [...here, ...all.filter(({ state }) => state === 'gone')],
      worst: worstOf(metric, here.filter(hasPoint)),
      silent: here.flatMap((one) => (isSilent(one, now) ? (one.hsm ?? []) : [])),
      concern,
      limit: limitOf(metric, hsmType),
      alarms: own,
      isUnread,
      state: stateOf(metric, here, own, hsmType, isUnread),
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
  // One that has died says nothing any more: the others do not speak for it.
  const expected = hsms.filter(({ standing }) => isInService(standing));
  return expected.length > 0 && expected.every(({ state }) => state === 'fine')
    ? 'fine'
    : 'unknown';
}

function isSilent(reading: HsmReading, now: number): boolean {
  const { at, isUnread, standing } = reading;
  return isInService(standing) && !isUnread && (at === undefined || now - at > freshMs);
}

function hasPoint(reading: HsmReading): reading is HsmPoint {
  return reading.value !== undefined && reading.at !== undefined;
}

/** The newest point of a series. */
interface Point {
  readonly value: number;
  /** Unix ms. */
  readonly at: number;
}

function newestPoint(metric: Metric, series: MetricSeries): Point | undefined {
  const { times, values } = metric.isCounter ? rates(series) : series;
  const at = times.at(-1);
  const value = values.at(-1);
  return at === undefined || value === undefined ? undefined : { value, at };
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

function worstOf(metric: Metric, hsms: readonly HsmPoint[]): HsmPoint | undefined {
  const [first, ...rest] = hsms;
  if (first === undefined) return undefined;
  const isWorse = (one: HsmPoint, other: HsmPoint): boolean =>
    metric.statistic === 'Minimum' ? one.value < other.value : one.value > other.value;
  return rest.reduce((worst, one) => (isWorse(one, worst) ? one : worst), first);
}
