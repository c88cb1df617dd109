import { LOG_GROUP_NAME, LOG_STREAM_NAME } from '../constraints';
import type { Operation } from './operation';

export const createLogStream: Operation = (input, { store }) => {
  const groupName = input.requiredText('logGroupName', LOG_GROUP_NAME);
  const streamName = input.requiredText('logStreamName', LOG_STREAM_NAME);
  store.createStream(store.group(groupName), streamName);
  return undefined;
};
