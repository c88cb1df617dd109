import type { StopQueryResponse } from '@aws-sdk/client-cloudwatch-logs';
import { QUERY_ID } from '../constraints';
import { invalidParameter } from '../serviceError';
import type { Operation } from './operation';

export const stopQuery: Operation = (input, { queries, now }): StopQueryResponse => {
  const query = queries.get(input.requiredText('queryId', QUERY_ID));
  if (!queries.stop(query, now)) throw invalidParameter('The specified query is not running.');
  return { success: true };
};
