import type { MetricName } from '../../audit/reference/metrics';
import type { AlarmTime } from './alarmTimes';
import type { Cluster, ListPage } from '../logSource';
import type { TimeRange } from '../timeRange';

/**
 * What there is around a cluster's logs: its metrics, their alarms, the cluster itself, and what was done
 * to it by way of the API. Each call needs a permission of its own; one that is missing fails that call only.
 */

/** The points of one metric of one HSM, in the order of time. A missing point is not there. */
export interface MetricSeries {
  readonly metric: MetricName;
  /** Undefined for the metric of the whole cluster. */
  readonly hsm: string | undefined;
  /** Unix ms: the start of each point's period. */
  readonly times: readonly number[];
  /** As published: a counter is not a rate here. */
  readonly values: readonly number[];
}

export interface ClusterMetrics {
  readonly range: TimeRange;
  /** What one point stands for, in ms. */
  readonly periodMs: number;
  readonly series: readonly MetricSeries[];
  /** Of what the service did not give all points. Some of them may be in `series`. */
  readonly unread: readonly Pick<MetricSeries, 'metric' | 'hsm'>[];
  /** Sentences: what the service did not give, and what to do. */
  readonly notes: readonly string[];
}

/** A metric as an alarm has to name it. */
export interface PublishedMetric {
  readonly metric: MetricName;
  /** Undefined for the metric of the whole cluster. */
  readonly hsm: string | undefined;
  /** The very dimensions that it is published with: `{ ClusterId: …, HsmId: … }`. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** An alarm on a metric of the cluster. */
export interface MetricAlarm {
  readonly name: string;
  /** Undefined for an alarm on what our metric filters count in the audit log of the cluster. */
  readonly metric: MetricName | undefined;
  /** The metric's name as CloudWatch has it: `HsmUnhealthy`, `LoginFailed`. */
  readonly metricName: string;
  /** Undefined for an alarm on the metric of the whole cluster. */
  readonly hsm: string | undefined;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** When it came into that state, Unix ms. */
  readonly changed: number | undefined;
  /** As CloudWatch names it: `GreaterThanOrEqualToThreshold`. */
  readonly comparison: string;
  readonly threshold: number | undefined;
  /**
   * What is compared with the threshold: the metric's own `value`, of one HSM or of several; its `rate`, what it grows
   * by a second; something `other`.
   */
  readonly compares: 'value' | 'rate' | 'other';
  /** What is compared where that is no metric: `MAX(METRICS()) - MIN(METRICS())`. */
  readonly expression?: string;
  readonly statistic: string | undefined;
  readonly periodSeconds: number | undefined;
}

export interface HsmFacts {
  readonly id: string;
  /** `ACTIVE`, `CREATE_IN_PROGRESS`, `DEGRADED` and others. */
  readonly state: string | undefined;
  readonly stateMessage: string | undefined;
  readonly zone: string | undefined;
  readonly address: string | undefined;
}

/** Whether an HSM with that state should log and publish: it is neither being made nor removed. Source: API Reference, Hsm. */
export function isInService(state: string | undefined): boolean {
  return state !== 'CREATE_IN_PROGRESS' && state !== 'DELETE_IN_PROGRESS' && state !== 'DELETED';
}

/** A cluster as CloudHSM has it. */
export interface ClusterFacts {
  readonly id: string;
  /** `ACTIVE`, `UNINITIALIZED`, `INITIALIZED` and others. */
  readonly state: string | undefined;
  readonly stateMessage: string | undefined;
  /** `hsm1.medium`, `hsm2m.medium`. */
  readonly hsmType: string | undefined;
  /** `FIPS`, `NON_FIPS`. */
  readonly mode: string | undefined;
  /** Unix ms. */
  readonly created: number | undefined;
  readonly vpc: string | undefined;
  /** How long backups are kept. */
  readonly backupDays: number | undefined;
  readonly hsms: readonly HsmFacts[];
}

/** A page of CloudTrail events, each as its record: a JSON text. The newest event comes first. */
export interface TrailPage {
  readonly records: readonly string[];
  readonly hasMore: boolean;
}

export interface TrailOptions {
  /** Not before the last 90 days, which is all that CloudTrail's event history has. */
  readonly range?: TimeRange;
  /** Only events of this name, which may be those of other services too. */
  readonly name?: string;
  readonly signal?: AbortSignal;
}

/** Every method throws `HumanError` for what a user can do something about, naming the action that is not allowed. */
export interface HealthSource {
  /** Unix ms: the end of every range «until now». The sample's time stands still. */
  now(): number;
  /** The metrics of a cluster and its HSMs, in one request for data where they fit. */
  metrics(cluster: Cluster, range: TimeRange, signal?: AbortSignal): Promise<ClusterMetrics>;
  /** What of the cluster's metrics had a point in the last two weeks: CloudWatch lists no others. */
  published(cluster: Cluster, signal?: AbortSignal): Promise<readonly PublishedMetric[]>;
  /** The alarms on the cluster's metrics. */
  alarms(cluster: Cluster, signal?: AbortSignal): Promise<readonly MetricAlarm[]>;
  /** When alarms of the cluster were on in a range. CloudWatch tells the last 30 days. */
  alarmTimes(
    alarms: readonly MetricAlarm[],
    range: TimeRange,
    signal?: AbortSignal,
  ): Promise<readonly AlarmTime[]>;
  /** The cluster of a log group; undefined where CloudHSM has none of that id. */
  facts(cluster: Cluster, signal?: AbortSignal): Promise<ClusterFacts | undefined>;
  /** Pages of all clusters of the account and region, those without a log group too. */
  allFacts(signal?: AbortSignal): AsyncIterable<ListPage<ClusterFacts>>;
  /** The ARN of the role by which CloudHSM writes logs; undefined where the account has none. */
  serviceRole(signal?: AbortSignal): Promise<string | undefined>;
  /** Pages of what CloudTrail has of CloudHSM in the account and region. */
  trail(options?: TrailOptions): AsyncIterable<TrailPage>;
}

/** The role by which CloudHSM writes logs. Source: CloudHSM User Guide, "Service-linked roles". */
export const serviceRoleName = 'AWSServiceRoleForCloudHSM';

/** The id of the cluster that a log group is of: its last part. */
export function clusterId({ logGroup }: Pick<Cluster, 'logGroup'>): string {
  return logGroup.slice(logGroup.lastIndexOf('/') + 1);
}
