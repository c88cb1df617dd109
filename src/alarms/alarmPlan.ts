import * as l10n from '@vscode/l10n';

/**
 * Alarms and metric filters that a person may create from a document. The extension creates none
 * itself. Names and limits: Amazon CloudWatch API Reference, PutMetricAlarm and PutMetricFilter.
 */

/** Counts the log events of a log group that match a pattern. */
export interface MetricFilter {
  /** Unique among the filters of a plan, `UsersCreated`: letters and digits. */
  readonly id: string;
  /** As CloudWatch Logs reads it: `CN_CREATE_USER`. */
  readonly pattern: string;
  readonly metric: MetricName;
}

/** The name of a metric of CloudWatch. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
}

/** A metric as an alarm asks for it: a point is there only with the very dimensions that it is published with. */
export interface WatchedMetric extends MetricName {
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What an alarm looks at: a metric, or one number made of several. */
export type Watched =
  | { readonly metric: WatchedMetric }
  | {
      /** At most ten. The expression names them m1, m2 and so on. */
      readonly metrics: readonly WatchedMetric[];
      /** In CloudWatch's metric math: `m1 + m2`. */
      readonly expression: string;
    };

export interface Alarm {
  /** Unique among the alarms of a plan, `UsersCreated`: letters and digits. */
  readonly id: string;
  readonly watched: Watched;
  readonly statistic: 'Maximum' | 'Minimum' | 'Sum';
  readonly comparison: 'GreaterThanOrEqualToThreshold' | 'LessThanOrEqualToThreshold';
  readonly threshold: number;
  /** How many points in a row have to be beyond the threshold. */
  readonly points: number;
  /** Why it is worth having: a sentence. */
  readonly why: string;
}

/** Where alarms belong: elsewhere they would be created too, and never have data. What is not known is undefined. */
export interface AlarmPlace {
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The profile of the AWS configuration files that leads there. */
  readonly profile: string | undefined;
}

/** Alarms with the filters that their metrics come from. */
export interface AlarmPlan {
  /** What it is for, a line. */
  readonly title: string;
  /** What a reader should know first, a sentence each. */
  readonly notes: readonly string[];
  readonly logGroup: string;
  /** In front of the names of the alarms: they are unique in an account and region. */
  readonly prefix: string;
  readonly place: AlarmPlace;
  readonly filters: readonly MetricFilter[];
  readonly alarms: readonly Alarm[];
}

/** What one point of an alarm's metric stands for. */
export const periodSeconds = 300;

/** The most metrics that the expression of an alarm may have. */
export const mostMetrics = 10;

/** The name of an alarm in CloudWatch. */
export function alarmName({ prefix }: AlarmPlan, { id }: Alarm): string {
  return `${prefix}-${id}`;
}

/** What a document says first: what it is for, where it belongs, and its notes. */
export function headLines({ title, place, notes }: AlarmPlan): readonly string[] {
  const { region, account } = place;
  const where =
    region === undefined || account === undefined
      ? (region ?? account)
      : l10n.t('account {0}, {1}', account, region);
  return [
    title,
    where === undefined
      ? l10n.t('For the account and region of the cluster: elsewhere these alarms never have data.')
      : l10n.t('For {0}: elsewhere these alarms never have data, and never go off.', where),
    ...notes,
  ];
}

/** The options of the AWS CLI that lead there. */
export function placeOptions({ region, profile }: AlarmPlace): readonly string[] {
  return [
    ...(region === undefined ? [] : ['--region', region]),
    ...(profile === undefined ? [] : ['--profile', profile]),
  ];
}

/** The most bytes of a description. Sources: PutMetricAlarm (characters), CloudFormation's quotas (bytes). */
const longestDescription = 1024;

/** What a description has room for, cut between characters. */
export function description(sentence: string): string {
  const { read } = new TextEncoder().encodeInto(sentence, new Uint8Array(longestDescription));
  return sentence.slice(0, read);
}

/** The name of a filter in CloudWatch Logs. */
export function filterName({ prefix }: AlarmPlan, { id }: MetricFilter): string {
  return `${prefix}-${id}`;
}

/** Dimensions as the API, the AWS CLI and CloudFormation take them. */
export function dimensionList({
  dimensions,
}: WatchedMetric): readonly { readonly Name: string; readonly Value: string }[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

/** The queries of an expression as the API, the AWS CLI and CloudFormation take them. */
export function metricQueries({
  metrics,
  expression,
  statistic,
}: Extract<Watched, { readonly expression: string }> & Pick<Alarm, 'statistic'>) {
  return [
    ...metrics.map((metric, index) => ({
      Id: `m${index + 1}`,
      MetricStat: {
        Metric: {
          Namespace: metric.namespace,
          MetricName: metric.name,
          Dimensions: dimensionList(metric),
        },
        Period: periodSeconds,
        Stat: statistic,
      },
      ReturnData: false,
    })),
    { Id: 'watched', Expression: expression, ReturnData: true },
  ];
}
