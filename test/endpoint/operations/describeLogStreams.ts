import type { DescribeLogStreamsResponse, LogStream } from '@aws-sdk/client-cloudwatch-logs';
import { logStreamArn, type Account } from '../account';
import { DESCRIBE_LIMIT, LOG_STREAM_NAME, TOKEN } from '../constraints';
import { listPage } from '../listPage';
import { invalidParameter } from '../serviceError';
import { sequenceToken } from '../sequenceToken';
import type { LogStream as StoredStream } from '../store';
import { askedLogGroup } from './askedLogGroup';
import type { Operation } from './operation';

/** Still in every answer, and always zero for a stream since June 2019. */
const NO_STORED_BYTES = { storedBytes: 0 };

export const describeLogStreams: Operation = (input, context): DescribeLogStreamsResponse => {
  const prefix = input.text('logStreamNamePrefix', LOG_STREAM_NAME);
  const byTime = input.choice('orderBy', ['LogStreamName', 'LastEventTime'] as const);
  if (byTime === 'LastEventTime' && prefix !== undefined) {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const group = askedLogGroup(input, context);
  const page = listPage(
    [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? '')),
    {
      operation: 'DescribeLogStreams',
      place: ({ name, events }) => ({
        // A stream without events counts as the oldest.
        time: byTime === 'LastEventTime' ? (events.last?.timestamp ?? 0) : 0,
        name,
      }),
      descending: input.flag('descending') ?? false,
    },
    {
      limit: input.integer('limit', DESCRIBE_LIMIT) ?? DESCRIBE_LIMIT.max,
      token: input.text('nextToken', TOKEN),
      empty: context.emptyPage,
    },
  );
  return {
    logStreams: page.items.map((stream) => describe(context.account, group.name, stream)),
    nextToken: page.nextToken,
  };
};

function describe(account: Account, groupName: string, stream: StoredStream): LogStream {
  return {
    logStreamName: stream.name,
    creationTime: stream.creationTime,
    firstEventTimestamp: stream.events.first?.timestamp,
    lastEventTimestamp: stream.events.last?.timestamp,
    lastIngestionTime: stream.lastIngestionTime,
    uploadSequenceToken: sequenceToken(stream),
    arn: logStreamArn(account, groupName, stream.name),
    ...NO_STORED_BYTES,
  };
}
