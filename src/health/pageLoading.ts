import * as l10n from '@vscode/l10n';
import type { AlarmTime } from '../sources/clusterHealth/alarmTimes';
import {
  isInService,
  type ClusterFacts,
  type ClusterMetrics,
  type HealthSource,
  type MetricAlarm,
} from '../sources/clusterHealth/healthSource';
import { asHumanError } from '../sources/humanError';
import type { Cluster } from '../sources/logSource';
import type { TimeRange } from '../sources/timeRange';
import type { PageParts } from './healthPage';
import { settled, within, type Patience } from './patience';

/** What a page is made of, as far as it could be read. */
export interface LoadedParts extends Pick<
  PageParts,
  'metrics' | 'alarms' | 'alarmTimes' | 'hsmType' | 'notes'
> {
  /** `ACTIVE`, `DEGRADED`; undefined where it is not known. */
  readonly state: string | undefined;
  readonly causes: readonly unknown[];
}

/**
 * Reads what a page shows over a range, each part on its own. Metrics do not wait for alarms that take longer than
 * that: they come without them first, and with them then. Throws for a cancellation only.
 */
export async function* loadParts(
  health: HealthSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
  patience: Patience,
): AsyncGenerator<LoadedParts> {
  const alarms = settled(alarmsOf(health, cluster, range, signal));
  const [metrics, facts] = await Promise.all([
    settled(health.metrics(cluster, range, signal)),
    settled(health.facts(cluster, signal)),
  ]);
  signal.throwIfAborted();
  const early = await within(alarms, patience);
  signal.throwIfAborted();
  if (early === undefined) yield partsOf(metrics, facts, undefined);
  const late = early ?? (await alarms);
  signal.throwIfAborted();
  yield partsOf(metrics, facts, late);
}

/** @param alarms undefined while they are being read */
function partsOf(
  metrics: PromiseSettledResult<ClusterMetrics>,
  facts: PromiseSettledResult<ClusterFacts | undefined>,
  alarms: PromiseSettledResult<ToldAlarms> | undefined,
): LoadedParts {
  const failed = [metrics, alarms, facts].flatMap((part) =>
    part?.status === 'rejected' ? [part.reason as unknown] : [],
  );
  const known = facts.status === 'fulfilled' ? facts.value : undefined;
  const { told, times, cause } =
    alarms?.status === 'fulfilled'
      ? alarms.value
      : { told: [], times: undefined, cause: undefined };
  return {
    metrics: metrics.status === 'fulfilled' ? metrics.value : undefined,
    alarms: told,
    alarmTimes: times,
    hsmType: known?.hsmType,
    state: known?.state,
    notes: [
      ...new Set(failed.map((one) => asHumanError(one).message)),
      ...(metrics.status === 'fulfilled' ? metrics.value.notes : []),
      ...(metrics.status === 'fulfilled' && known ? hsmNotes(metrics.value, known) : []),
      ...(alarms === undefined ? [l10n.t('The alarms are still being read.')] : []),
      ...(cause === undefined
        ? []
        : [
            `${asHumanError(cause).message} ${l10n.t('Until then the times of alarms are computed from the points of the charts.')}`,
          ]),
    ],
    causes: cause === undefined ? failed : [...failed, cause],
  };
}

/** What no chart shows of an HSM: that it publishes nothing, and what CloudHSM calls it. */
function hsmNotes({ series, unread }: ClusterMetrics, { hsms }: ClusterFacts): readonly string[] {
  const spoken = new Set([...series, ...unread].map(({ hsm }) => hsm));
  const silent = hsms.filter(({ id, state }) => isInService(state) && !spoken.has(id));
  const degraded = hsms.filter(({ state }) => state === 'DEGRADED');
  const ids = (of: typeof hsms): string => of.map(({ id }) => id).join(', ');
  return [
    ...(silent.length > 0 && series.length > 0
      ? [
          l10n.t(
            'No data points in this time: {0}. An HSM that has failed may publish nothing.',
            ids(silent),
          ),
        ]
      : []),
    ...(degraded.length > 0 ? [l10n.t('CloudHSM calls degraded: {0}.', ids(degraded))] : []),
  ];
}

interface ToldAlarms {
  readonly told: readonly MetricAlarm[];
  /** Undefined where the history could not be read. */
  readonly times: readonly AlarmTime[] | undefined;
  /** Why not. */
  readonly cause: unknown;
}

async function alarmsOf(
  health: HealthSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
): Promise<ToldAlarms> {
  const told = await health.alarms(cluster, signal);
  try {
    // What is counted in the audit log has no chart that its times could be shaded in.
    const charted = told.filter(({ metric }) => metric !== undefined);
    return { told, times: await health.alarmTimes(charted, range, signal), cause: undefined };
  } catch (cause) {
    return { told, times: undefined, cause };
  }
}
