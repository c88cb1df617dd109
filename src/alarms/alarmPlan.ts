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

export interface Alarm {
  /** Unique among the alarms of a plan, `UsersCreated`: letters and digits. */
  readonly id: string;
  readonly metric: MetricName;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Maximum' | 'Minimum' | 'Sum';
  readonly comparison: 'GreaterThanOrEqualToThreshold' | 'LessThanOrEqualToThreshold';
  readonly threshold: number;
  /** Why it is worth having: a sentence. */
  readonly why: string;
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
  /** Undefined where it is not known. */
  readonly region: string | undefined;
  readonly filters: readonly MetricFilter[];
  readonly alarms: readonly Alarm[];
}

/** What one point of an alarm's metric stands for. */
export const periodSeconds = 300;

/** The name of an alarm in CloudWatch. */
export function alarmName({ prefix }: AlarmPlan, { id }: Alarm): string {
  return `${prefix}-${id}`;
}

/** The name of a filter in CloudWatch Logs. */
export function filterName({ prefix }: AlarmPlan, { id }: MetricFilter): string {
  return `${prefix}-${id}`;
}
