import type { GetLogRecordResponse } from '@aws-sdk/client-cloudwatch-logs';
import { RECORD_POINTER } from '../constraints';
import { eventAt } from '../insights/eventRows';
import { ServiceError } from '../serviceError';
import type { Operation } from './operation';

export const getLogRecord: Operation = (input, { account, store }): GetLogRecordResponse => {
  const placed = eventAt(input.requiredText('logRecordPointer', RECORD_POINTER), store);
  if (placed === undefined) {
    throw new ServiceError('ResourceNotFoundException', 'The specified log record does not exist.');
  }
  const { group, stream, event } = placed;
  return {
    logRecord: {
      '@message': event.message,
      '@timestamp': String(event.timestamp),
      '@ingestionTime': String(event.ingestionTime),
      '@logStream': stream.name,
      '@log': `${account.accountId}:${group.name}`,
    },
  };
};
