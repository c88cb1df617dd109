import type { DescribeQueriesResponse } from '@aws-sdk/client-cloudwatch-logs';
import { LOG_GROUP_NAME, QUERIES_LIMIT, TOKEN } from '../constraints';
import type { QueryStatus } from '../insights/queries';
import { formatOpaqueToken, parseOpaqueToken } from '../opaqueToken';
import type { Operation } from './operation';

const OPERATION = 'DescribeQueries';
const STATUSES: readonly QueryStatus[] = [
  'Scheduled',
  'Running',
  'Complete',
  'Failed',
  'Cancelled',
  'Timeout',
];

/** The newest first. */
export const describeQueries: Operation = (input, { queries, now }): DescribeQueriesResponse => {
  const logGroup = input.text('logGroupName', LOG_GROUP_NAME);
  const status = input.choice('status', STATUSES);
  const most = input.integer('maxResults', QUERIES_LIMIT) ?? QUERIES_LIMIT.max;
  const token = input.text('nextToken', TOKEN);
  const start = token === undefined ? 0 : Number(parseOpaqueToken(OPERATION, token)[0]);
  const found = queries.all.filter(
    (query) =>
      (logGroup === undefined || query.logGroups.includes(logGroup)) &&
      (status === undefined || queries.status(query, now) === status),
  );
  const end = start + most;
  return {
    queries: found.slice(start, end).map((query) => ({
      queryId: query.id,
      queryString: query.text,
      queryLanguage: 'CWLI',
      status: queries.status(query, now),
      createTime: query.startedAt,
      logGroupName: query.logGroups[0],
    })),
    nextToken: end < found.length ? formatOpaqueToken(OPERATION, [String(end)]) : undefined,
  };
};
