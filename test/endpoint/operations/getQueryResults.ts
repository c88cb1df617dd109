import type { GetQueryResultsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { QUERY_ID, QUERY_PAGE, TOKEN } from '../constraints';
import { formatOpaqueToken, parseOpaqueToken } from '../opaqueToken';
import type { Operation } from './operation';

const OPERATION = 'GetQueryResults';

export const getQueryResults: Operation = (input, { queries, now }): GetQueryResultsResponse => {
  const query = queries.get(input.requiredText('queryId', QUERY_ID));
  const most = input.integer('maxItems', QUERY_PAGE) ?? QUERY_PAGE.max;
  const token = input.text('nextToken', TOKEN);
  const start = token === undefined ? 0 : Number(parseOpaqueToken(OPERATION, token)[0]);
  const { rows, matched, scanned, bytes } = queries.outcome(query, now);
  const end = start + most;
  return {
    queryLanguage: 'CWLI',
    status: queries.status(query, now),
    statistics: {
      recordsMatched: matched,
      recordsScanned: scanned,
      estimatedRecordsSkipped: 0,
      bytesScanned: bytes,
      estimatedBytesSkipped: 0,
      logGroupsScanned: query.logGroups.length,
    },
    results: rows.slice(start, end).map(({ fields, pointer }) => {
      const cells = fields.map(([field, value]) => ({ field, value }));
      return pointer === undefined ? cells : [...cells, { field: '@ptr', value: pointer }];
    }),
    nextToken: end < rows.length ? formatOpaqueToken(OPERATION, [String(end)]) : undefined,
  };
};
