import type { Metric } from '@aws-sdk/client-cloudwatch';
import { metricByName, metricNamespace } from '../../audit/reference/metrics';
import { trailEventSource } from '../../audit/reference/trailEvents';
import type { AwsConnection } from '../connection';
import {
  clusterId,
  type ClusterFacts,
  type ClusterMetrics,
  type HealthSource,
  type MetricAlarm,
  type PublishedMetric,
  type TrailOptions,
  type TrailPage,
} from '../healthSource';
import type { Cluster, ListPage } from '../logSource';
import { toldAlarmTimes, type AlarmChange, type AlarmTime } from '../alarmTimes';
import { alarmOf } from './alarmAnswer';
import { alarmChange } from './alarmHistoryAnswer';
import { asksForSignIn, humanAwsError, isAbort } from './awsErrors';
import type { AwsOperation } from './awsServices';
import { clusterFacts } from './clusterAnswer';
import type { ClientOptions } from './clientSettings';
import { type ClustersApi, openClustersApi } from './clustersApi';
import { metricIds, metricQueries, periodFor, SeriesCollection } from './metricQueries';
import { type MetricsApi, openMetricsApi } from './metricsApi';
import { profileInUse, type ProfileInUse } from './profiles';
import type { ServiceApi } from './serviceConnection';
import { Spacing } from './spacing';
import { openTrailApi, type TrailApi } from './trailApi';
import type { TimeRange } from '../timeRange';

/** CloudTrail takes two requests a second from an account and region. */
const lookupSpacingMs = 500;
const lookupPage = 50;
const day = 24 * 60 * 60 * 1000;
const trailDays = 90;

/** How the calls are made. Left out: by way of the AWS SDK. */
export interface HealthApis {
  readonly metrics?: (connection: AwsConnection, options?: ClientOptions) => Promise<MetricsApi>;
  readonly trail?: (connection: AwsConnection, options?: ClientOptions) => Promise<TrailApi>;
  readonly clusters?: (connection: AwsConnection, options?: ClientOptions) => Promise<ClustersApi>;
}

export interface HealthOptions extends ClientOptions {
  readonly apis?: HealthApis;
  /** Unix ms. */
  readonly clock?: () => number;
  /** Keeps the requests to CloudTrail apart. */
  readonly lookups?: Spacing;
  /** Tells about the profile in use when credentials are missing. */
  readonly findProfile?: (name?: string) => Promise<ProfileInUse>;
  /** The HSMs that have a log stream in a cluster, also those that are gone. */
  readonly hsms: (cluster: Cluster, signal?: AbortSignal) => Promise<readonly string[]>;
}

/** What CloudWatch, CloudTrail and CloudHSM tell about the clusters of an account and region. */
export class CloudWatchHealth implements HealthSource {
  private readonly clock: () => number;
  private readonly lookups: Spacing;
  private metricsApi: Promise<MetricsApi> | undefined;
  private trailApi: Promise<TrailApi> | undefined;
  private clustersApi: Promise<ClustersApi> | undefined;

  constructor(
    private readonly connection: AwsConnection,
    private readonly options: HealthOptions,
  ) {
    this.clock = options.clock ?? (() => Date.now());
    this.lookups = options.lookups ?? new Spacing(lookupSpacingMs);
  }

  now(): number {
    return this.clock();
  }

  async metrics(cluster: Cluster, range: TimeRange, signal?: AbortSignal): Promise<ClusterMetrics> {
    const [listed, hsms] = await Promise.all([
      this.listedMetrics(cluster, signal),
      this.options.hsms(cluster, signal).catch(() => []), // only finds more: the list has what is alive
    ]);
    const ids = metricIds(listed, clusterId(cluster), hsms);
    const periodMs = periodFor(range, ids.length, this.now());
    if (ids.length === 0) return { range, periodMs, series: [] };
    const collection = new SeriesCollection(ids);
    let NextToken: string | undefined;
    do {
      const request = {
        StartTime: new Date(range.from),
        EndTime: new Date(range.to),
        ScanBy: 'TimestampAscending' as const,
        MetricDataQueries: metricQueries(ids, periodMs),
        ...(NextToken !== undefined && { NextToken }),
      };
      const answer = await this.callMetrics('GetMetricData', signal, (api) =>
        api.getMetricData(request, signal),
      );
      collection.add(answer);
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return { range, periodMs, series: collection.series() };
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
    const found: MetricAlarm[] = [];
    let NextToken: string | undefined;
    do {
      const request = {
        AlarmTypes: ['MetricAlarm' as const],
        MaxRecords: 100,
        ...(NextToken !== undefined && { NextToken }),
      };
      const answer = await this.callMetrics('DescribeAlarms', signal, (api) =>
        api.describeAlarms(request, signal),
      );
      for (const alarm of answer.MetricAlarms ?? []) found.push(...alarmOf(alarm, id));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return found;
  }

  async alarmTimes(
    alarms: readonly MetricAlarm[],
    range: TimeRange,
    signal?: AbortSignal,
  ): Promise<readonly AlarmTime[]> {
    const times: AlarmTime[] = [];
    // An alarm on several metrics is there for each of them.
    for (const alarm of new Map(alarms.map((one) => [one.name, one])).values()) {
      // What has not changed in the range was all the time as it is.
      const isAsked = alarm.changed === undefined || alarm.changed >= range.from;
      const changes = isAsked ? await this.alarmChanges(alarm, range, signal) : [];
      times.push(...toldAlarmTimes(alarm, changes, range));
    }
    return times;
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

  async *trail({ range, signal }: TrailOptions = {}): AsyncIterable<TrailPage> {
    const now = this.now();
    const from = Math.max(range?.from ?? 0, now - trailDays * day);
    let NextToken: string | undefined;
    do {
      const request = {
        LookupAttributes: [
          { AttributeKey: 'EventSource' as const, AttributeValue: trailEventSource },
        ],
        StartTime: new Date(from),
        EndTime: new Date(range?.to ?? now),
        MaxResults: lookupPage,
        ...(NextToken !== undefined && { NextToken }),
      };
      await this.lookups.next(signal);
      const answer = await this.callTrail('LookupEvents', signal, (api) =>
        api.lookupEvents(request, signal),
      );
      const records = (answer.Events ?? []).flatMap(({ CloudTrailEvent }) => CloudTrailEvent ?? []);
      NextToken = answer.NextToken;
      if (records.length > 0 || NextToken === undefined) {
        yield { records, hasMore: NextToken !== undefined };
      }
    } while (NextToken !== undefined);
  }

  private async alarmChanges(
    { name }: MetricAlarm,
    { from, to }: TimeRange,
    signal: AbortSignal | undefined,
  ): Promise<readonly AlarmChange[]> {
    const changes: AlarmChange[] = [];
    let NextToken: string | undefined;
    do {
      const request = {
        AlarmName: name,
        HistoryItemType: 'StateUpdate' as const,
        StartDate: new Date(from),
        EndDate: new Date(to),
        MaxRecords: 100,
        ...(NextToken !== undefined && { NextToken }),
      };
      const answer = await this.callMetrics('DescribeAlarmHistory', signal, (api) =>
        api.describeAlarmHistory(request, signal),
      );
      changes.push(...(answer.AlarmHistoryItems ?? []).flatMap(alarmChange));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return changes;
  }

  private async *clusterPages(
    filters: { readonly Filters?: Readonly<Record<string, string[]>> },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ListPage<ClusterFacts>> {
    let NextToken: string | undefined;
    do {
      const request = { ...filters, ...(NextToken !== undefined && { NextToken }) };
      const answer = await this.callClusters('DescribeClusters', signal, (api) =>
        api.describeClusters(request, signal),
      );
      NextToken = answer.NextToken;
      const items = (answer.Clusters ?? []).flatMap(clusterFacts);
      if (items.length > 0 || NextToken === undefined) {
        yield { items, hasMore: NextToken !== undefined };
      }
    } while (NextToken !== undefined);
  }

  private async listedMetrics(
    cluster: Cluster,
    signal: AbortSignal | undefined,
  ): Promise<readonly Metric[]> {
    const listed: Metric[] = [];
    let NextToken: string | undefined;
    do {
      const request = {
        Namespace: metricNamespace,
        Dimensions: [{ Name: 'ClusterId', Value: clusterId(cluster) }],
        ...(NextToken !== undefined && { NextToken }),
      };
      const answer = await this.callMetrics('ListMetrics', signal, (api) =>
        api.listMetrics(request, signal),
      );
      listed.push(...(answer.Metrics ?? []));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return listed.filter(({ MetricName }) => metricByName(MetricName ?? '') !== undefined);
  }

  private callMetrics<Answer>(
    operation: AwsOperation,
    signal: AbortSignal | undefined,
    send: (api: MetricsApi) => Promise<Answer>,
  ): Promise<Answer> {
    const opened = (this.metricsApi ??= (this.options.apis?.metrics ?? openMetricsApi)(
      this.connection,
      this.options,
    ));
    return this.call(operation, signal, opened, send, () => {
      if (this.metricsApi === opened) this.metricsApi = undefined;
    });
  }

  private callTrail<Answer>(
    operation: AwsOperation,
    signal: AbortSignal | undefined,
    send: (api: TrailApi) => Promise<Answer>,
  ): Promise<Answer> {
    const opened = (this.trailApi ??= (this.options.apis?.trail ?? openTrailApi)(
      this.connection,
      this.options,
    ));
    return this.call(operation, signal, opened, send, () => {
      if (this.trailApi === opened) this.trailApi = undefined;
    });
  }

  private callClusters<Answer>(
    operation: AwsOperation,
    signal: AbortSignal | undefined,
    send: (api: ClustersApi) => Promise<Answer>,
  ): Promise<Answer> {
    const opened = (this.clustersApi ??= (this.options.apis?.clusters ?? openClustersApi)(
      this.connection,
      this.options,
    ));
    return this.call(operation, signal, opened, send, () => {
      if (this.clustersApi === opened) this.clustersApi = undefined;
    });
  }

  /** One call, whose failure becomes a sentence. */
  private async call<Api extends ServiceApi, Answer>(
    operation: AwsOperation,
    signal: AbortSignal | undefined,
    opened: Promise<Api>,
    send: (api: Api) => Promise<Answer>,
    forget: () => void,
  ): Promise<Answer> {
    try {
      signal?.throwIfAborted();
      return await send(await opened);
    } catch (error) {
      if (isAbort(error)) throw error;
      signal?.throwIfAborted();
      // A client keeps its credentials. The next try gets a new one: somebody may have signed in.
      forget();
      const connection = (await opened.catch(() => undefined))?.connection ?? this.connection; // the call tells why
      const human = humanAwsError(error, { operation, connection }, await this.profile());
      if (asksForSignIn(human)) await this.options.mfa?.forget(connection);
      throw human;
    }
  }

  /** The profile in use, or undefined where it cannot be known: it only makes the sentence better. */
  private async profile(): Promise<ProfileInUse | undefined> {
    try {
      return await (this.options.findProfile ?? profileInUse)(this.connection.profile);
    } catch {
      return undefined;
    }
  }
}
