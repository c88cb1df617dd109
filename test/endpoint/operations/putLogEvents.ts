import type { PutLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { LOG_GROUP_NAME, LOG_STREAM_NAME, MESSAGE, TIMESTAMP } from '../constraints';
import { checkBatch, MAX_EVENTS } from '../putBatch';
import { sequenceToken } from '../sequenceToken';
import type { Operation } from './operation';

export const putLogEvents: Operation = (input, { store, now }): PutLogEventsResponse => {
  const groupName = input.requiredText('logGroupName', LOG_GROUP_NAME);
  const streamName = input.requiredText('logStreamName', LOG_STREAM_NAME);
  const events = input.structures('logEvents', MAX_EVENTS).map((event) => ({
    timestamp: event.requiredInteger('timestamp', TIMESTAMP),
    message: event.requiredText('message', MESSAGE),
  }));
  const group = store.group(groupName);
  const stream = store.stream(group, streamName);
  const { accepted, rejected } = checkBatch(events, now);
  store.append(group, stream, accepted, now);
  return { nextSequenceToken: sequenceToken(stream), rejectedLogEventsInfo: rejected };
};
