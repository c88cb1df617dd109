import * as l10n from '@vscode/l10n';
import { auditMetricNamespace } from '../audit/reference/metrics';
import type { Alarm, MetricFilter } from './alarmPlan';

/** An act in the audit log that is counted by filters, with its alarm. */
export interface WatchedAct {
  readonly filters: readonly MetricFilter[];
  readonly alarm: Alarm;
}

/** The acts that AWS advises to hear of. @param cluster its id */
export function watchedActs(cluster: string): readonly WatchedAct[] {
  const act = (
    id: string,
    patterns: readonly string[],
    statistic: 'Maximum' | 'Sum',
    threshold: number,
    why: string,
  ): WatchedAct => {
    const metric = { namespace: auditMetricNamespace(cluster), name: id };
    return {
      filters: patterns.map((pattern, index) => ({
        id: index === 0 ? id : `${id}${index + 1}`,
        pattern,
        metric,
      })),
      alarm: {
        id,
        watched: { metric: { ...metric, dimensions: {} } },
        statistic,
        comparison: 'GreaterThanOrEqualToThreshold',
        threshold,
        points: 1,
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
      // 206 as captured, 157 as AWS documents it.
      ['"Error: This user doesn\'t exist"', '"user with this name doesn\'t exist"'],
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
