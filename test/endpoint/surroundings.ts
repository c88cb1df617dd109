import type { AlarmHistoryItem, MetricAlarm } from '@aws-sdk/client-cloudwatch';

/** A metric's own dimensions: `{ ClusterId: …, HsmId: … }`. */
export type Dimensions = Readonly<Record<string, string>>;

/** One time series: its points as they were sent in, by their time in Unix ms. What is missing is missing. */
export interface StoredMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
  readonly points: readonly (readonly [time: number, value: number])[];
}

/** A cluster as `DescribeClusters` gives it, as far as anybody here reads it. */
export interface StoredCluster {
  readonly ClusterId: string;
  readonly State: string;
  readonly StateMessage?: string;
  readonly HsmType: string;
  readonly Mode?: string;
  readonly CreateTimestamp: Date;
  readonly VpcId?: string;
  readonly BackupRetentionPolicy?: { readonly Type: string; readonly Value: string };
  readonly Hsms: readonly {
    readonly HsmId: string;
    readonly State: string;
    readonly StateMessage?: string;
    readonly AvailabilityZone?: string;
    readonly EniIp?: string;
  }[];
}

/** An event of CloudTrail as its record says it. */
export interface StoredTrailEvent {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventSource: string;
  /** `2026-03-02T08:41:07Z` */
  readonly eventTime: string;
  readonly [member: string]: unknown;
}

/** A role as `GetRole` gives it, as far as anybody here reads it. */
export interface StoredRole {
  readonly RoleName: string;
  readonly Arn: string;
}

/** What the endpoint has around the logs. A test fills the lists; their order does not matter. */
export class Surroundings {
  readonly metrics: StoredMetric[] = [];
  readonly alarms: MetricAlarm[] = [];
  readonly alarmHistory: AlarmHistoryItem[] = [];
  readonly trail: StoredTrailEvent[] = [];
  readonly clusters: StoredCluster[] = [];
  readonly roles: StoredRole[] = [];
}
