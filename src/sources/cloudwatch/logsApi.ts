import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';

import type { AwsConnection } from '../connection';
import { awsErrorOf, isThrottling } from './awsErrorKind';
import { profiles } from './profiles';

/** The three calls that reading logs takes. All of them only read. */
export interface LogsApi {
  describeLogGroups(
    request: DescribeLogGroupsRequest,
    signal?: AbortSignal,
  ): Promise<DescribeLogGroupsResponse>;
  describeLogStreams(
    request: DescribeLogStreamsRequest,
    signal?: AbortSignal,
  ): Promise<DescribeLogStreamsResponse>;
  getLogEvents(request: GetLogEventsRequest, signal?: AbortSignal): Promise<GetLogEventsResponse>;
}

/**
 * Makes the calls of a connection possible. After a failure it is asked again.
 *
 * @param onThrottled hears of every request that the service turned away, also of those that are sent
 *   again by themselves; `sentAt` is in Unix ms
 */
export type OpenLogsApi = (
  connection: AwsConnection,
  onThrottled: (operation: string, sentAt: number) => void,
) => Promise<LogsApi>;

/** Attempts of one call, with the SDK's standard pauses between them. */
const maxAttempts = 4;

/** In ms. A page is a megabyte at most, so a healthy line is done long before. */
const timeouts = {
  connectionTimeout: 4_000,
  requestTimeout: 20_000,
  socketTimeout: 20_000,
  throwOnRequestTimeout: true,
};

/** The calls by way of the AWS SDK, which is loaded here and nowhere else. */
export const openAwsLogsApi: OpenLogsApi = async ({ region, profile, endpoint }, onThrottled) => {
  const {
    CloudWatchLogsClient,
    DescribeLogGroupsCommand,
    DescribeLogStreamsCommand,
    GetLogEventsCommand,
  } = await import(/* webpackChunkName: "aws-logs" */ '@aws-sdk/client-cloudwatch-logs');
  // The SDK keeps its first reading of the files for good. A new client is often asked for because
  // somebody has just signed in.
  await profiles();

  const client = new CloudWatchLogsClient({
    region,
    maxAttempts,
    retryMode: 'standard',
    requestHandler: timeouts,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
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
          if (isThrottling(awsErrorOf(error))) onThrottled(operation, sentAt);
          throw error;
        }
      },
    { step: 'finalizeRequest', priority: 'low', name: 'throttlingObserver' },
  );
  const options = (abortSignal?: AbortSignal) => (abortSignal ? { abortSignal } : {});
  return {
    describeLogGroups: (request, signal) =>
      client.send(new DescribeLogGroupsCommand(request), options(signal)),
    describeLogStreams: (request, signal) =>
      client.send(new DescribeLogStreamsCommand(request), options(signal)),
    getLogEvents: (request, signal) =>
      client.send(new GetLogEventsCommand(request), options(signal)),
  };
};
