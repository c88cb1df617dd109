import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
  GetLogRecordRequest,
  GetLogRecordResponse,
  GetQueryResultsRequest,
  GetQueryResultsResponse,
  StartLiveTailRequest,
  StartLiveTailResponse,
  StartQueryRequest,
  StartQueryResponse,
  StopQueryRequest,
  StopQueryResponse,
} from '@aws-sdk/client-cloudwatch-logs';

import type { Readable } from 'node:stream';
import type { AwsConnection } from '../connections/connection';
import { awsErrorOf, isThrottling } from './errors/awsErrorKind';
import { takeEvents } from './calls/eventPages';
import { callOptions, type ClientOptions, clientSettings } from './calls/clientSettings';
import { type ServiceApi, serviceConnection } from './calls/serviceConnection';

/** The calls that reading and searching logs takes. All of them only read. */
export interface LogsApi extends ServiceApi {
  describeLogGroups(
    request: DescribeLogGroupsRequest,
    signal?: AbortSignal,
  ): Promise<DescribeLogGroupsResponse>;
  describeLogStreams(
    request: DescribeLogStreamsRequest,
    signal?: AbortSignal,
  ): Promise<DescribeLogStreamsResponse>;
  getLogEvents(request: GetLogEventsRequest, signal?: AbortSignal): Promise<GetLogEventsResponse>;
  startLiveTail(
    request: StartLiveTailRequest,
    signal?: AbortSignal,
  ): Promise<StartLiveTailResponse>;
  filterLogEvents(
    request: FilterLogEventsRequest,
    signal?: AbortSignal,
  ): Promise<FilterLogEventsResponse>;
  startQuery(request: StartQueryRequest, signal?: AbortSignal): Promise<StartQueryResponse>;
  getQueryResults(
    request: GetQueryResultsRequest,
    signal?: AbortSignal,
  ): Promise<GetQueryResultsResponse>;
  stopQuery(request: StopQueryRequest, signal?: AbortSignal): Promise<StopQueryResponse>;
  getLogRecord(request: GetLogRecordRequest, signal?: AbortSignal): Promise<GetLogRecordResponse>;
}

/** Hears what answers say beside their content. */
export interface LogsApiListener {
  /** Of every request that the service turned away, also of those that are sent again by themselves. @param sentAt Unix ms */
  onThrottled(operation: string, sentAt: number): void;
  /** @param ahead how far the service's clock is ahead of this machine's, in ms; a second less or more */
  onClock(ahead: number): void;
}

/** Makes the calls of a connection possible. After a failure it is asked again. */
export type OpenLogsApi = (
  connection: AwsConnection,
  listener: LogsApiListener,
  options?: ClientOptions,
) => Promise<LogsApi>;

/** The calls by way of the AWS SDK, which is loaded here and nowhere else. */
export const openAwsLogsApi: OpenLogsApi = async (given, listener, options) => {
  const {
    CloudWatchLogsClient,
    DescribeLogGroupsCommand,
    DescribeLogStreamsCommand,
    FilterLogEventsCommand,
    GetLogEventsCommand,
    GetLogRecordCommand,
    GetQueryResultsCommand,
    StartLiveTailCommand,
    StartQueryCommand,
    StopQueryCommand,
  } = await import(/* webpackChunkName: "aws-logs" */ '@aws-sdk/client-cloudwatch-logs');
  const connection = await serviceConnection(given, 'logs');
  const client = new CloudWatchLogsClient({
    ...(await clientSettings(connection, options)),
    // AWS has another host for live tail. An endpoint of somebody's own has one.
    disableHostPrefix: connection.endpoint !== undefined,
  });
  // Innermost: it sees every attempt, where the caller sees only the last.
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (request) => {
        const sentAt = Date.now();
        try {
          return await next(request);
        } catch (error) {
          const operation = commandName.replace(/Command$/, '');
          if (isThrottling(awsErrorOf(error))) listener.onThrottled(operation, sentAt);
          throw error;
        }
      },
    { step: 'finalizeRequest', priority: 'low', name: 'throttlingObserver' },
  );
  client.middlewareStack.add(
    (next) => async (request) => {
      const result = await next(request);
      const { headers } = result.response as { readonly headers?: Record<string, string> };
      const date = Date.parse(headers?.date ?? '');
      if (!Number.isNaN(date)) listener.onClock(date - Date.now());
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'clockObserver' },
  );
  return {
    connection,
    describeLogGroups: (request, signal) =>
      client.send(new DescribeLogGroupsCommand(request), callOptions(signal)),
    describeLogStreams: (request, signal) =>
      client.send(new DescribeLogStreamsCommand(request), callOptions(signal)),
    getLogEvents: async (request, signal) => {
      const command = new GetLogEventsCommand(request);
      const events = takeEvents(command);
      const answer = await client.send(command, callOptions(signal));
      return { ...answer, events: events() };
    },
    startLiveTail: (request, signal) => {
      const command = new StartLiveTailCommand(request);
      // The SDK looks at the signal until the answer begins; this one goes on for hours, and costs.
      command.middlewareStack.add(
        (next) => async (args) => {
          const result = await next(args);
          const { body } = result.response as { readonly body: Readable };
          signal?.addEventListener('abort', () => body.destroy(), { once: true });
          return result;
        },
        { step: 'deserialize', priority: 'low', name: 'liveTailEnd' },
      );
      return client.send(command, callOptions(signal));
    },
    filterLogEvents: (request, signal) =>
      client.send(new FilterLogEventsCommand(request), callOptions(signal)),
    startQuery: (request, signal) =>
      client.send(new StartQueryCommand(request), callOptions(signal)),
    getQueryResults: (request, signal) =>
      client.send(new GetQueryResultsCommand(request), callOptions(signal)),
    stopQuery: (request, signal) => client.send(new StopQueryCommand(request), callOptions(signal)),
    getLogRecord: (request, signal) =>
      client.send(new GetLogRecordCommand(request), callOptions(signal)),
  };
};
