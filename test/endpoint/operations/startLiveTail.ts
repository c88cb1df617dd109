import { logGroupNameIn } from '../account';
import { FILTER_PATTERN, LOG_GROUP_IDENTIFIER, LOG_STREAM_NAME } from '../constraints';
import { EventStream } from '../eventStream';
import { parseFilterPattern } from '../filterPattern';
import { invalidParameter, ServiceError } from '../serviceError';
import type { Operation } from './operation';

/* Source: CloudWatch Logs API Reference, StartLiveTail. */
const MAX_GROUPS = 10;
const MAX_STREAM_NAMES = 10;

export const startLiveTail: Operation = (input, { account, live, store }) => {
  if (!live.isKnown) {
    throw new ServiceError('UnknownOperationException', 'Unknown operation: StartLiveTail');
  }
  const identifiers = input.texts('logGroupIdentifiers', LOG_GROUP_IDENTIFIER, MAX_GROUPS) ?? [];
  if (identifiers.length === 0) throw invalidParameter('logGroupIdentifiers must not be empty.');
  if (identifiers.some((identifier) => !identifier.startsWith('arn:'))) {
    throw invalidParameter('logGroupIdentifiers must be ARNs.');
  }
  const groups = identifiers.map((one) => store.group(logGroupNameIn(account, one)));
  const streamNames = input.texts('logStreamNames', LOG_STREAM_NAME, MAX_STREAM_NAMES);
  if (streamNames !== undefined && groups.length > 1) {
    throw invalidParameter('logStreamNames needs a single log group.');
  }
  if (groups.some(({ logGroupClass }) => logGroupClass !== 'STANDARD')) {
    throw new ServiceError('InvalidOperationException', 'The log group class has no live tail.');
  }
  const wants = parseFilterPattern(input.text('logEventFilterPattern', FILTER_PATTERN) ?? '');
  return new EventStream((signal) => live.messages({ groups, streamNames, wants }, signal));
};
