import * as l10n from '@vscode/l10n';
import { mostMetrics, type AlarmPlace, type AlarmPlan } from './alarmPlan';
import { hsmsOf, metricAlarms, type PublishedMetric } from './metricAlarms';
import { watchedActs } from './watchedActs';

/** What is known of the cluster that is to be watched. */
export interface WatchedCluster {
  readonly id: string;
  readonly logGroup: string;
  readonly place: AlarmPlace;
  /** Undefined where it could not be read. */
  readonly hsmType: string | undefined;
  /** The metrics that CloudWatch lists for the cluster. Empty where there are none or they could not be read. */
  readonly published: readonly PublishedMetric[];
}

/**
 * The alarms that AWS advises for a cluster, and those on a limit that it does not name a value for.
 * Sources: AWS Prescriptive Guidance, "Monitoring AWS CloudHSM" (metrics, filters and their values); AWS
 * Knowledge Center (patterns of destroyed keys).
 */
export function recommendedAlarms(cluster: WatchedCluster): AlarmPlan {
  const acts = watchedActs(cluster.id);
  return {
    title: l10n.t('Recommended alarms for {0}', cluster.id),
    notes: notes(cluster),
    logGroup: cluster.logGroup,
    prefix: `cloudhsm-${cluster.id}`,
    place: cluster.place,
    filters: acts.flatMap(({ filters }) => filters),
    alarms: [...metricAlarms(cluster), ...acts.map(({ alarm }) => alarm)],
  };
}

function notes({ hsmType, published }: WatchedCluster): readonly string[] {
  const type =
    hsmType === undefined
      ? l10n.t(
          'The type of the HSMs could not be read. On hsm2m.medium the alarm on the temperature has no data, and more keys fit than the alarms on keys suppose.',
        )
      : l10n.t('The HSMs are {0}.', hsmType);
  const hsms = hsmsOf(published);
  const differences =
    hsms.length > 1 && hsms.length <= mostMetrics
      ? []
      : [
          l10n.t(
            'Different numbers of keys or users on two HSMs of the cluster mean that they are not in step. No alarm here says that, as one may compare from two to ten HSMs: compare them under Health.',
          ),
        ];
  return [
    type,
    published.length === 0
      ? l10n.t(
          'CloudWatch did not list the metrics of the cluster, so that their dimensions are assumed. An alarm has data only with the very dimensions that its metric is published with: compare ClusterId with what this lists: aws cloudwatch list-metrics --namespace AWS/CloudHSM',
        )
      : l10n.t('The dimensions are those that CloudWatch lists for the cluster.'),
    ...(hsms.length === 0
      ? []
      : [
          l10n.t(
            'Some alarms name the HSMs of today ({0}). Write them anew when an HSM is added, removed or replaced.',
            hsms.join(', '),
          ),
        ]),
    ...differences,
    l10n.t(
      'AWS advises a rule of EventBridge too, which is no alarm and not in here: source aws.cloudhsm, detail-type "AWS API Call via CloudTrail", for the calls DeleteHsm, CopyBackupToRegion and ModifyCluster.',
    ),
    l10n.t('AWS charges for each alarm, and for each metric that a filter makes.'),
  ];
}
