import * as l10n from '@vscode/l10n';
import type { AlarmTime } from '../sources/clusterHealth/alarmTimes';
import type { HealthSource, MetricAlarm } from '../sources/clusterHealth/healthSource';
import { asHumanError } from '../sources/humanError';
import type { Cluster } from '../sources/logSource';
import type { TimeRange } from '../sources/timeRange';
import type { PageParts } from './healthPage';

/** What a page is made of, as far as it could be read. */
export interface LoadedParts extends Pick<
  PageParts,
  'metrics' | 'alarms' | 'alarmTimes' | 'hsmType' | 'notes'
> {
  /** `ACTIVE`, `DEGRADED`; undefined where it is not known. */
  readonly state: string | undefined;
  readonly causes: readonly unknown[];
}

/** Reads what a page shows over a range, each part on its own. Throws for a cancellation only. */
export async function loadParts(
  health: HealthSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
): Promise<LoadedParts> {
  const [metrics, alarms, facts] = await Promise.allSettled([
    health.metrics(cluster, range, signal),
    alarmsOf(health, cluster, range, signal),
    health.facts(cluster, signal),
  ]);
  signal.throwIfAborted();
  const failed = [metrics, alarms, facts].flatMap((part) =>
    part.status === 'rejected' ? [part.reason as unknown] : [],
  );
  const known = facts.status === 'fulfilled' ? facts.value : undefined;
  const { told, times, cause } =
    alarms.status === 'fulfilled' ? alarms.value : { told: [], times: undefined, cause: undefined };
  return {
    metrics: metrics.status === 'fulfilled' ? metrics.value : undefined,
    alarms: told,
    alarmTimes: times,
    hsmType: known?.hsmType,
    state: known?.state,
    notes: [
      ...new Set(failed.map((one) => asHumanError(one).message)),
      ...(metrics.status === 'fulfilled' ? metrics.value.notes : []),
      ...(cause === undefined
        ? []
        : [
            `${asHumanError(cause).message} ${l10n.t('Until then the times of alarms are computed from the points of the charts.')}`,
          ]),
    ],
    causes: cause === undefined ? failed : [...failed, cause],
  };
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
