import * as l10n from '@vscode/l10n';
import {
  concernOf,
  metricNamespace,
  metricNames,
  metrics,
  newerHsmType,
  type Metric,
} from '../audit/reference/metrics';
import type { Alarm, AlarmPlan, MetricFilter } from './alarmPlan';

/** What is known of the cluster that is to be watched. */
export interface WatchedCluster {
  readonly id: string;
  readonly logGroup: string;
  readonly region: string | undefined;
  /** Undefined where it could not be read. */
  readonly hsmType: string | undefined;
}

/**
 * The alarms that AWS advises for a cluster, and those on a limit that it does not name a value for.
 * Sources: AWS Prescriptive Guidance, "Monitoring AWS CloudHSM" (metrics, filters and their values); AWS
 * Knowledge Center (patterns of destroyed keys).
 */
export function recommendedAlarms(cluster: WatchedCluster): AlarmPlan {
  const watched = watchedActs(cluster);
  return {
    title: l10n.t('Recommended alarms for {0}', cluster.id),
    notes: notes(cluster),
    logGroup: cluster.logGroup,
    prefix: `cloudhsm-${cluster.id}`,
    region: cluster.region,
    filters: watched.flatMap(({ filters }) => filters),
    alarms: [...metricAlarms(cluster), ...watched.map(({ alarm }) => alarm)],
  };
}

function notes({ hsmType }: WatchedCluster): readonly string[] {
  const type =
    hsmType === undefined
      ? l10n.t(
          'The type of the HSMs could not be read. On hsm2m.medium the alarm on the temperature has no data, and more keys fit than the alarms on keys suppose.',
        )
      : l10n.t('The HSMs are {0}.', hsmType);
  return [
    type,
    l10n.t(
      'Different numbers of keys or users on two HSMs of the cluster mean that they are not in step. No alarm says that: compare them under Health.',
    ),
    l10n.t(
      'An alarm has data only with the very dimensions that its metric is published with. Compare ClusterId with what this lists: aws cloudwatch list-metrics --namespace AWS/CloudHSM',
    ),
    l10n.t('AWS charges for each alarm, and for each metric that a filter makes.'),
  ];
}

function metricAlarms({ id, hsmType }: WatchedCluster): readonly Alarm[] {
  return metricNames.flatMap((name): readonly Alarm[] => {
    const metric = metrics[name];
    const concern = concernOf(metric, hsmType);
    if (concern === undefined || (hsmType === newerHsmType && !metric.onNewerType)) return [];
    const value = concern.at.toLocaleString('en-US');
    const advice =
      concern.from === 'guidance'
        ? l10n.t('AWS advises an alarm at {0}.', value)
        : l10n.t('{0} is chosen from the limit; AWS names no value.', value);
    return [
      {
        id: name,
        metric: { namespace: metricNamespace, name },
        dimensions: { ClusterId: id },
        statistic: metric.statistic,
        comparison:
          concern.side === 'above' ? 'GreaterThanOrEqualToThreshold' : 'LessThanOrEqualToThreshold',
        threshold: concern.at,
        why: `${whyMetric(metric)} ${advice}`,
      },
    ];
  });
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

/** An act in the audit log that is counted by filters, with its alarm. */
interface WatchedAct {
  readonly filters: readonly MetricFilter[];
  readonly alarm: Alarm;
}

function watchedActs(cluster: WatchedCluster): readonly WatchedAct[] {
  const act = (
    id: string,
    patterns: readonly string[],
    statistic: 'Maximum' | 'Sum',
    threshold: number,
    why: string,
  ): WatchedAct => {
    const metric = { namespace: `CloudHSM/${cluster.id}`, name: id };
    return {
      filters: patterns.map((pattern, index) => ({
        id: index === 0 ? id : `${id}${index + 1}`,
        pattern,
        metric,
      })),
      alarm: {
        id,
        metric,
        dimensions: {},
        statistic,
        comparison: 'GreaterThanOrEqualToThreshold',
        threshold,
        why,
      },
    };
  };
  return [
    act(
      'CryptoOfficerCreated',
      ['CN_CREATE_CO'],
      'Maximum',
      1,
      l10n.t('Someone made a crypto officer, who manages users.'),
    ),
    act('UserCreated', ['CN_CREATE_USER'], 'Maximum', 1, l10n.t('Someone made a user.')),
    act('UserDeleted', ['CN_DELETE_USER'], 'Maximum', 1, l10n.t('Someone deleted a user.')),
    act(
      'LoginOfUnknownUser',
      ['"Error: This user doesn\'t exist"'],
      'Sum',
      2,
      l10n.t('Someone tries to log in as users that do not exist.'),
    ),
    act(
      'LoginFailed',
      ['RET_USER_LOGIN_FAILURE'],
      'Sum',
      2,
      l10n.t('Someone tries to log in with a wrong password.'),
    ),
    act(
      'KeyDestroyed',
      ['CN_DESTROY_OBJECT SUCCESS', 'CN_TOMBSTONE_OBJECT SUCCESS'],
      'Sum',
      1,
      l10n.t(
        'Someone destroyed a key. Session keys are destroyed in usual work: raise the number to what is usual.',
      ),
    ),
  ];
}
