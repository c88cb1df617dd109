import * as l10n from '@vscode/l10n';
import type { Metric } from '@aws-sdk/client-cloudwatch';
import { metricByName, metricNamespace } from '../../audit/reference/metrics';
import { trailEventSource } from '../../audit/reference/trailEvents';
import { systemClock } from '../clock';
import { HumanError } from '../humanError';
import type { AwsConnection } from '../connections/connection';
import {
  clusterId,
  serviceRoleName,
  type ClusterFacts,
  type ClusterMetrics,
  type HealthSource,
  type MetricAlarm,
  type PublishedMetric,
  type TrailOptions,
  type TrailPage,
} from '../clusterHealth/healthSource';
import type { Cluster, ListPage } from '../logSource';
import { toldAlarmTimes, type AlarmChange, type AlarmTime } from '../clusterHealth/alarmTimes';
import { awsErrorOf } from './errors/awsErrorKind';
import { alarmOf } from './metrics/alarmAnswer';
import { alarmChange } from './metrics/alarmHistoryAnswer';
import { clusterFacts } from './clusters/clusterAnswer';
import type { ClientOptions } from './calls/clientSettings';
import { type ClustersApi, openClustersApi } from './clusters/clustersApi';
import { MetricPoints } from './metrics/metricPoints';
import { metricIds, mostQueries, periodFor } from './metrics/metricQueries';
import { type MetricsApi, openMetricsApi } from './metrics/metricsApi';
import { openRolesApi, type RolesApi } from './clusters/rolesApi';
import { answers } from './calls/answers';
import { type ApiRates, RequestRates } from './calls/requestRates';
import { ServiceClient, type ServiceClientOptions } from './calls/serviceClient';
import { openTrailApi, type TrailApi } from './trailApi';
import type { TimeRange } from '../timeRange';

/** CloudTrail takes two requests a second from an account and region. */
const lookupSpacingMs = 500;
const lookupPage = 50;
/** Alarms whose history is read side by side: well below the quota, which is twenty requests a second. */
const historiesAtOnce = 6;
/** The most alarms, or changes of one, that CloudWatch gives a call. */
const mostRecords = 100;
const day = 24 * 60 * 60 * 1000;
const trailDays = 90;

/** How the calls are made. Left out: by way of the AWS SDK. */
export interface HealthApis {
  readonly metrics?: (connection: AwsConnection, options?: ClientOptions) => Promise<MetricsApi>;
  readonly trail?: (connection: AwsConnection, options?: ClientOptions) => Promise<TrailApi>;
  readonly clusters?: (connection: AwsConnection, options?: ClientOptions) => Promise<ClustersApi>;
  readonly roles?: (connection: AwsConnection, options?: ClientOptions) => Promise<RolesApi>;
}

export interface HealthOptions extends ServiceClientOptions {
  readonly apis?: HealthApis;
  /** Unix ms. */
  readonly clock?: () => number;
  /** How fast requests may follow each other. Left out: those of this object alone count. */
  readonly rates?: ApiRates;
  /** The HSMs that have logged an event in a cluster since then, Unix ms, also those that are gone. */
  readonly hsms: (
    cluster: Cluster,
    since: number,
    signal?: AbortSignal,
  ) => Promise<readonly string[]>;
}

/** What CloudWatch, CloudTrail and CloudHSM tell about the clusters of an account and region. */
export class CloudWatchHealth implements HealthSource {
  private readonly clock: () => number;
  private readonly rates: ApiRates;
  private readonly cloudWatch: ServiceClient<MetricsApi>;
  private readonly cloudTrail: ServiceClient<TrailApi>;
  private readonly cloudHsm: ServiceClient<ClustersApi>;
  private readonly iam: ServiceClient<RolesApi>;

  constructor(
    connection: AwsConnection,
    private readonly options: HealthOptions,
  ) {
    const {
      metrics = openMetricsApi,
      trail = openTrailApi,
      clusters = openClustersApi,
      roles = openRolesApi,
    } = options.apis ?? {};
    this.cloudWatch = new ServiceClient(connection, () => metrics(connection, options), options);
    this.cloudTrail = new ServiceClient(connection, () => trail(connection, options), options);
    this.cloudHsm = new ServiceClient(connection, () => clusters(connection, options), options);
    this.iam = new ServiceClient(connection, () => roles(connection, options), options);
    this.clock = options.clock ?? (() => Date.now());
    this.rates = options.rates ?? new RequestRates(systemClock).for(connection);
  }

  now(): number {
    return this.clock();
  }

  async metrics(cluster: Cluster, range: TimeRange, signal?: AbortSignal): Promise<ClusterMetrics> {
    const [listed, hsms] = await Promise.all([
      this.listedMetrics(cluster, signal),
      this.options.hsms(cluster, range.from, signal).catch(() => []), // only finds more: the list has what is alive
    ]);
    const ids = metricIds(listed, clusterId(cluster), hsms);
    const periodMs = periodFor(range, Math.min(ids.length, mostQueries), this.now());
    const parts: MetricPoints[] = [];
    for (let start = 0; start < ids.length; start += mostQueries) {
      const points = new MetricPoints(ids.slice(start, start + mostQueries), periodMs);
      await this.readPoints(points, range, signal);
      // What came in part, or failed at the service, may come when it is asked for again.
      if (points.queries().length > 0) await this.readPoints(points, range, signal);
      parts.push(points);
    }
    const unread = parts.map((points) => points.unread());
    return {
      range,
      periodMs,
      series: parts.flatMap((points) => points.series()),
      unread: unread.flatMap((part) => part.unread),
      notes: [...new Set(unread.flatMap(({ notes }) => notes))],
    };
  }

  async published(cluster: Cluster, signal?: AbortSignal): Promise<readonly PublishedMetric[]> {
    const listed = await this.listedMetrics(cluster, signal);
    return metricIds(listed, clusterId(cluster), []).map(({ metric, hsm, dimensions }) => ({
      metric,
      hsm,
      dimensions: Object.fromEntries(
        dimensions.map(({ Name = '', Value = '' }) => [Name, Value] as const),
      ),
    }));
  }

  async alarms(cluster: Cluster, signal?: AbortSignal): Promise<readonly MetricAlarm[]> {
    const id = clusterId(cluster);
    const request = { AlarmTypes: ['MetricAlarm' as const], MaxRecords: mostRecords };
    const pages = answers((place) =>
      this.cloudWatch.call({ operation: 'DescribeAlarms' }, signal, (api) =>
        api.describeAlarms({ ...request, ...place }, signal),
      ),
    );
    const found: MetricAlarm[] = [];
    for await (const { MetricAlarms = [] } of pages) {
      found.push(...MetricAlarms.flatMap((alarm) => alarmOf(alarm, id)));
    }
    return found;
  }

  async alarmTimes(
    alarms: readonly MetricAlarm[],
    range: TimeRange,
    signal?: AbortSignal,
  ): Promise<readonly AlarmTime[]> {
    // An alarm on several metrics is there for each of them.
    const distinct = [...new Map(alarms.map((one) => [one.name, one])).values()];
    const times: (readonly AlarmTime[])[] = [];
    const left = distinct.entries();
    const read = async (): Promise<void> => {
      for (const [index, alarm] of left) {
        // What has not changed in the range was all the time as it is.
        const isAsked = alarm.changed === undefined || alarm.changed >= range.from;
        const changes = isAsked ? await this.alarmChanges(alarm, range, signal) : [];
        times[index] = toldAlarmTimes(alarm, changes, range);
      }
    };
    await Promise.all(Array.from({ length: historiesAtOnce }, read));
    return times.flat();
  }

  async facts(cluster: Cluster, signal?: AbortSignal): Promise<ClusterFacts | undefined> {
    const id = clusterId(cluster);
    for await (const { items } of this.clusterPages({ Filters: { clusterIds: [id] } }, signal)) {
      const found = items.find((facts) => facts.id === id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  allFacts(signal?: AbortSignal): AsyncIterable<ListPage<ClusterFacts>> {
    return this.clusterPages({}, signal);
  }

  async serviceRole(signal?: AbortSignal): Promise<string | undefined> {
    return this.iam.call({ operation: 'GetRole' }, signal, async (api) => {
      try {
        return (await api.getRole({ RoleName: serviceRoleName }, signal)).Role?.Arn;
      } catch (error) {
        if (awsErrorOf(error).name.startsWith('NoSuchEntity')) return undefined;
        throw error;
      }
    });
  }

  async *trail({ range, name, signal }: TrailOptions = {}): AsyncIterable<TrailPage> {
    const now = this.now();
    const from = Math.max(range?.from ?? 0, now - trailDays * day);
    if (range !== undefined && range.to <= from) {
      throw new HumanError(
        l10n.t(
          'The event history of CloudTrail goes back {0} days, and this time is before them. Open the files of a trail, where there is one.',
          trailDays,
        ),
      );
    }
    const request = {
      // The service takes one attribute.
      LookupAttributes: [
        name === undefined
          ? { AttributeKey: 'EventSource' as const, AttributeValue: trailEventSource }
          : { AttributeKey: 'EventName' as const, AttributeValue: name },
      ],
      StartTime: new Date(from),
      EndTime: new Date(range?.to ?? now),
      MaxResults: lookupPage,
    };
    const pages = answers(async (place) => {
      await this.rates.apart('LookupEvents', lookupSpacingMs).next(signal);
      return this.cloudTrail.call({ operation: 'LookupEvents' }, signal, (api) =>
        api.lookupEvents({ ...request, ...place }, signal),
      );
    });
    for await (const { Events = [], NextToken } of pages) {
      const records = Events.flatMap(({ CloudTrailEvent }) => CloudTrailEvent ?? []);
      if (records.length > 0 || NextToken === undefined) {
        yield { records, hasMore: NextToken !== undefined };
      }
    }
  }

  private async readPoints(
    points: MetricPoints,
    { from, to }: TimeRange,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const request = {
      StartTime: new Date(from),
      EndTime: new Date(to),
      ScanBy: 'TimestampAscending' as const,
      MetricDataQueries: points.queries(),
    };
    const pages = answers((place) =>
      this.cloudWatch.call({ operation: 'GetMetricData' }, signal, (api) =>
        api.getMetricData({ ...request, ...place }, signal),
      ),
    );
    for await (const answer of pages) points.add(answer);
  }

  private async alarmChanges(
    { name }: MetricAlarm,
    { from, to }: TimeRange,
    signal: AbortSignal | undefined,
  ): Promise<readonly AlarmChange[]> {
    const request = {
      AlarmName: name,
      HistoryItemType: 'StateUpdate' as const,
      StartDate: new Date(from),
      EndDate: new Date(to),
      MaxRecords: mostRecords,
    };
    const pages = answers((place) =>
      this.cloudWatch.call({ operation: 'DescribeAlarmHistory' }, signal, (api) =>
        api.describeAlarmHistory({ ...request, ...place }, signal),
      ),
    );
    const changes: AlarmChange[] = [];
    for await (const { AlarmHistoryItems = [] } of pages) {
      changes.push(...AlarmHistoryItems.flatMap(alarmChange));
    }
    return changes;
  }

  private async *clusterPages(
    filters: { readonly Filters?: Readonly<Record<string, string[]>> },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ListPage<ClusterFacts>> {
    const pages = answers((place) =>
      this.cloudHsm.call({ operation: 'DescribeClusters' }, signal, (api) =>
        api.describeClusters({ ...filters, ...place }, signal),
      ),
    );
    for await (const { Clusters = [], NextToken } of pages) {
      const items = Clusters.flatMap(clusterFacts);
      if (items.length > 0 || NextToken === undefined) {
        yield { items, hasMore: NextToken !== undefined };
      }
    }
  }

  private async listedMetrics(
    cluster: Cluster,
    signal: AbortSignal | undefined,
  ): Promise<readonly Metric[]> {
    const request = {
      Namespace: metricNamespace,
      Dimensions: [{ Name: 'ClusterId', Value: clusterId(cluster) }],
    };
    const pages = answers((place) =>
      this.cloudWatch.call({ operation: 'ListMetrics' }, signal, (api) =>
        api.listMetrics({ ...request, ...place }, signal),
      ),
    );
    const listed: Metric[] = [];
    for await (const { Metrics = [] } of pages) listed.push(...Metrics);
    return listed.filter(({ MetricName }) => metricByName(MetricName ?? '') !== undefined);
  }
}
