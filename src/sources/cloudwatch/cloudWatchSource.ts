import { type Clock, systemClock } from '../clock';
import {
  type AwsConnection,
  defaultLogGroupPrefix,
  type SetEndpoint,
} from '../connections/connection';
import type {
  Cluster,
  EventPage,
  FoundEvent,
  ListPage,
  LiveOptions,
  LiveUpdate,
  LogSource,
  LogStream,
  ReadingPace,
  ReadOptions,
  SearchOptions,
  StreamName,
} from '../logSource';
import { mayHaveEventsSince } from '../streamsSince';
import { endOfTime } from '../timeRange';
import { accountOf, logStreamArn, withoutWildcard } from './arn';
import type { HealthSource } from '../clusterHealth/healthSource';
import type { InsightsSource } from '../insights/insightsSource';
import { type LogsApi, openAwsLogsApi, type OpenLogsApi } from './logsApi';
import { CloudWatchInsights } from './cloudWatchInsights';
import { liveUpdates, refusedLiveTail, unavailableLiveTail } from './liveTail';
import { type ApiRates, RequestRates } from './calls/requestRates';
import { type AskedCall, ServiceClient, type ServiceClientOptions } from './calls/serviceClient';
import { setEndpoints } from './calls/setEndpoints';
import { streamKind } from './streamKind';

/** The most that the service gives a call. */
const listPageSize = 50;
const mostLiveStreams = 10;
/** Clocks that are less apart, in ms, are taken for the same: answers say whole seconds, and take a moment. */
const leastAhead = 60_000;

export interface CloudWatchOptions extends ServiceClientOptions {
  /** Makes the calls. Left out: by way of the AWS SDK. */
  readonly open?: OpenLogsApi;
  /** How fast requests may follow each other. Those of a process share one. */
  readonly rates?: RequestRates;
  /** The one that the rates go by. */
  readonly clock?: Clock;
}

/** The clusters of one account and region, as CloudWatch Logs has them. Nothing is fetched before it is asked for. */
export class CloudWatchSource implements LogSource {
  private readonly client: ServiceClient<LogsApi>;
  private readonly clock: Clock;
  private readonly rates: ApiRates;
  private ahead = 0;
  private around: Promise<HealthSource> | undefined;
  readonly insights: InsightsSource;

  constructor(
    private readonly connection: AwsConnection,
    private readonly options: CloudWatchOptions = {},
  ) {
    this.clock = options.clock ?? systemClock;
    this.rates = (options.rates ?? new RequestRates(this.clock)).for(connection);
    this.client = new ServiceClient(
      connection,
      () =>
        (options.open ?? openAwsLogsApi)(
          connection,
          {
            onThrottled: (operation, at) => this.rates.of(operation).throttled(at),
            onClock: (ahead) => (this.ahead = ahead),
          },
          options,
        ),
      options,
    );
    this.insights = new CloudWatchInsights((what, signal, send) => this.call(what, signal, send));
  }

  health(): Promise<HealthSource> {
    this.around ??= this.openHealth();
    return this.around;
  }

  endpoints(): Promise<readonly SetEndpoint[]> {
    return setEndpoints(this.connection);
  }

  get clockAhead(): number {
    return Math.abs(this.ahead) < leastAhead ? 0 : this.ahead;
  }

  get pace(): ReadingPace {
    const operation = 'GetLogEvents';
    const { isThrottled, perSecond } = this.rates.of(operation);
    return { operation, region: this.connection.region, perSecond, isThrottled };
  }

  async *clusters(signal?: AbortSignal, start = ''): AsyncIterable<ListPage<Cluster>> {
    const prefix = this.connection.logGroupPrefix ?? defaultLogGroupPrefix;
    let nextToken: string | undefined;
    do {
      const request = {
        // A whole name, as it can be copied, has the prefix already.
        logGroupNamePrefix: start.startsWith(prefix) ? start : `${prefix}${start}`,
        limit: listPageSize,
        ...(nextToken !== undefined && { nextToken }),
      };
      const answer = await this.call({ operation: 'DescribeLogGroups' }, signal, (api) =>
        api.describeLogGroups(request, signal),
      );
      const items = (answer.logGroups ?? []).flatMap((group): Cluster[] => {
        const { logGroupName, logGroupArn, arn, retentionInDays, storedBytes } = group;
        if (logGroupName === undefined) return [];
        const given = logGroupArn ?? arn;
        this.learnAccount(given);
        return [
          {
            logGroup: logGroupName,
            name: clusterName(logGroupName, prefix),
            arn: given === undefined ? undefined : withoutWildcard(given),
            ...(retentionInDays !== undefined && { retentionDays: retentionInDays }),
            ...(storedBytes !== undefined && { storedBytes }),
          },
        ];
      });
      nextToken = answer.nextToken;
      if (items.length > 0 || nextToken === undefined) {
        yield { items, hasMore: nextToken !== undefined };
      }
    } while (nextToken !== undefined);
  }

  async *streams(
    cluster: Cluster,
    signal?: AbortSignal,
    start = '',
  ): AsyncIterable<ListPage<LogStream>> {
    const { logGroup } = cluster;
    let nextToken: string | undefined;
    do {
      const request = {
        logGroupName: logGroup,
        // The service orders by time only where it is not asked for names.
        ...(start === ''
          ? { orderBy: 'LastEventTime' as const, descending: true }
          : { logStreamNamePrefix: start }),
        limit: listPageSize,
        ...(nextToken !== undefined && { nextToken }),
      };
      const answer = await this.call({ operation: 'DescribeLogStreams', logGroup }, signal, (api) =>
        api.describeLogStreams(request, signal),
      );
      const items = (answer.logStreams ?? []).flatMap(
        ({ logStreamName, arn, lastEventTimestamp }): LogStream[] => {
          if (logStreamName === undefined) return [];
          this.learnAccount(arn);
          const made =
            cluster.arn === undefined ? undefined : logStreamArn(cluster.arn, logStreamName);
          return [
            {
              cluster,
              name: logStreamName,
              kind: streamKind(logStreamName, cluster.name),
              arn: arn ?? made,
              lastEventTime: lastEventTimestamp,
            },
          ];
        },
      );
      nextToken = answer.nextToken;
      if (items.length > 0 || nextToken === undefined) {
        yield { items, hasMore: nextToken !== undefined };
      }
    } while (nextToken !== undefined);
  }

  /**
   * Pages as the service cuts them, up to 1 MB each. Empty ones on the way are followed through; the last
   * page, whose `next` is undefined, may be empty. The service knows a `next` for 24 hours.
   */
  async *read(
    { cluster: { logGroup }, name }: StreamName,
    { direction, range, from, pageEvents, signal }: ReadOptions,
  ): AsyncIterable<EventPage> {
    const older = direction === 'older';
    let token = from;
    for (;;) {
      const request = {
        logGroupName: logGroup,
        logStreamName: name,
        startFromHead: !older,
        ...(pageEvents !== undefined && { limit: pageEvents }),
        ...(range !== undefined && range.from > 0 && { startTime: range.from }),
        ...(range !== undefined && range.to < endOfTime && { endTime: range.to }),
        ...(token !== undefined && { nextToken: token }),
      };
      const answer = await this.call(
        { operation: 'GetLogEvents', logGroup, logStream: name },
        signal,
        (api) => api.getLogEvents(request, signal),
      );
      const given = older ? answer.nextBackwardToken : answer.nextForwardToken;
      // The end is not said; the service returns the token that it was given.
      const next = given === token ? undefined : given;
      const events = (answer.events ?? []).map(({ timestamp = 0, message = '' }) => ({
        timestamp,
        message,
      }));
      if (events.length > 0 || next === undefined) yield { events, next };
      if (next === undefined) return;
      token = next;
    }
  }

  async *liveTail(
    { arn, logGroup }: Cluster,
    { streams, signal }: LiveOptions,
  ): AsyncIterable<LiveUpdate> {
    const unavailable = unavailableLiveTail(await this.client.connection());
    if (unavailable !== undefined) throw unavailable;
    const request = {
      logGroupIdentifiers: [arn ?? (await this.logGroupArn(logGroup, signal))],
      // It takes ten names; of more, whoever asks sorts out the others.
      ...(streams !== undefined &&
        streams.length <= mostLiveStreams && { logStreamNames: [...streams] }),
    };
    const what = { operation: 'StartLiveTail', logGroup } as const;
    const ending = new AbortController();
    const until = signal === undefined ? ending.signal : AbortSignal.any([ending.signal, signal]);
    let answer;
    try {
      answer = await this.call(what, signal, (api) => api.startLiveTail(request, until));
    } catch (error) {
      throw refusedLiveTail(error);
    }
    try {
      yield* liveUpdates(answer.responseStream);
    } catch (error) {
      signal?.throwIfAborted();
      throw await this.client.failure(error, what);
    } finally {
      ending.abort();
    }
  }

  /** The service wants to know log groups by ARN where it sends live. */
  private async logGroupArn(logGroup: string, signal?: AbortSignal): Promise<string> {
    const request = { logGroupNamePrefix: logGroup, limit: listPageSize };
    const { logGroups = [] } = await this.call(
      { operation: 'DescribeLogGroups', logGroup },
      signal,
      (api) => api.describeLogGroups(request, signal),
    );
    const group = logGroups.find(({ logGroupName }) => logGroupName === logGroup);
    const arn = group?.logGroupArn ?? group?.arn;
    // The answer to the name says what is wrong with it.
    return arn === undefined ? logGroup : withoutWildcard(arn);
  }

  /** Pages as the service cuts them; empty ones, which it gives while it looks, are followed through. */
  async *search(
    { logGroup }: Cluster,
    { pattern, range, stream, signal }: SearchOptions,
  ): AsyncIterable<ListPage<FoundEvent>> {
    let nextToken: string | undefined;
    do {
      const request = {
        logGroupName: logGroup,
        // Both ends belong to the service's range.
        startTime: range.from,
        ...(range.to < endOfTime && { endTime: range.to - 1 }),
        ...(pattern !== '' && { filterPattern: pattern }),
        ...(stream !== undefined && { logStreamNames: [stream] }),
        ...(nextToken !== undefined && { nextToken }),
      };
      const answer = await this.call(
        {
          operation: 'FilterLogEvents',
          logGroup,
          ...(stream !== undefined && { logStream: stream }),
        },
        signal,
        (api) => api.filterLogEvents(request, signal),
      );
      const items = (answer.events ?? []).map(
        ({ logStreamName = '', eventId = '', timestamp = 0, message = '' }) => ({
          stream: logStreamName,
          id: eventId,
          timestamp,
          message,
        }),
      );
      nextToken = answer.nextToken;
      yield { items, hasMore: nextToken !== undefined };
    } while (nextToken !== undefined);
  }

  private async openHealth(): Promise<HealthSource> {
    const { CloudWatchHealth } = await import(
      /* webpackChunkName: "around" */ './cloudWatchHealth.js'
    );
    const { mfa, proxy, findProfile } = this.options;
    return new CloudWatchHealth(this.connection, {
      mfa,
      proxy,
      rates: this.rates,
      ...(findProfile !== undefined && { findProfile }),
      hsms: (cluster, since, signal) => this.hsms(cluster, since, signal),
    });
  }

  /** The HSMs that have logged since then, as many as one request tells: those with the newest events come first. */
  private async hsms(
    cluster: Cluster,
    since: number,
    signal?: AbortSignal,
  ): Promise<readonly string[]> {
    for await (const { items } of this.streams(cluster, signal)) {
      return items
        .filter((stream) => stream.kind === 'hsm' && mayHaveEventsSince(stream, since))
        .map(({ name }) => name);
    }
    return [];
  }

  /** One call, when the rate lets it go. */
  private async call<Answer>(
    what: AskedCall,
    signal: AbortSignal | undefined,
    send: (api: LogsApi) => Promise<Answer>,
  ): Promise<Answer> {
    signal?.throwIfAborted();
    const rate = this.rates.of(what.operation);
    await rate.turn(signal);
    const sentAt = this.clock.now();
    const answer = await this.client.call(what, signal, send, () => rate.throttled(sentAt));
    rate.succeeded();
    return answer;
  }

  /** What is counted against a quota is the account, which an ARN tells. */
  private learnAccount(arn: string | undefined): void {
    const account = arn === undefined ? undefined : accountOf(arn);
    if (account !== undefined) this.rates.learnAccount(account);
  }
}

/** The log group's name without the prefix, or its last part where the prefix is the whole name. */
function clusterName(logGroup: string, prefix: string): string {
  return logGroup.slice(prefix.length) || logGroup.slice(logGroup.lastIndexOf('/') + 1) || logGroup;
}
