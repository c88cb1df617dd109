import type { StartQueryResponse } from '@aws-sdk/client-cloudwatch-logs';
import { logGroupNameIn } from '../account';
import {
  LOG_GROUP_IDENTIFIER,
  LOG_GROUP_NAME,
  QUERY_LIMIT,
  QUERY_TEXT,
  TIMESTAMP,
} from '../constraints';
import { eventRow, eventsIn } from '../insights/eventRows';
import { Query } from '../insights/query';
import type { InputMembers } from '../inputMembers';
import { invalidParameter, ServiceError } from '../serviceError';
import type { LogGroup } from '../store';
import type { Operation, OperationContext } from './operation';

/* Source: CloudWatch Logs API Reference, StartQuery. */
const MAX_GROUPS = 50;
const DEFAULT_LIMIT = 10_000;
const DAY = 86_400_000;

export const startQuery: Operation = (input, context): StartQueryResponse => {
  const { account, now, queries, queryEnd } = context;
  const text = input.requiredText('queryString', QUERY_TEXT);
  const language = input.choice('queryLanguage', ['CWLI', 'SQL', 'PPL']);
  if (language !== undefined && language !== 'CWLI') {
    throw invalidParameter(`The endpoint does not know the query language ${language}.`);
  }
  // Both ends belong to the range. What the service makes ms of is the second itself, not its end.
  const from = input.requiredInteger('startTime', TIMESTAMP) * 1000;
  const to = input.requiredInteger('endTime', TIMESTAMP) * 1000;
  if (to < from) throw invalidParameter('The end time must not be before the start time.');
  const limit = input.integer('limit', QUERY_LIMIT) ?? DEFAULT_LIMIT;
  const groups = askedGroups(input, context);
  const query = Query.read(text);
  checkRange(groups, to, now);
  const started = queries.start(
    {
      text,
      query,
      logGroups: groups.map(({ name }) => name),
      limit,
      events: () => eventsIn(groups, from, to),
      row: (placed) => eventRow(placed, account),
      end: queryEnd,
    },
    now,
  );
  return { queryId: started.id };
};

function askedGroups(input: InputMembers, { account, store }: OperationContext): LogGroup[] {
  const name = input.text('logGroupName', LOG_GROUP_NAME);
  const names = input.texts('logGroupNames', LOG_GROUP_NAME, MAX_GROUPS);
  const identifiers = input.texts('logGroupIdentifiers', LOG_GROUP_IDENTIFIER, MAX_GROUPS);
  const given = [name === undefined ? undefined : [name], names, identifiers];
  const [asked, ...others] = given.filter((one) => one !== undefined);
  if (asked === undefined || others.length > 0) {
    throw invalidParameter(
      'Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given.',
    );
  }
  return [...new Set(asked)].map((one) => store.group(logGroupNameIn(account, one)));
}

/** The service says so in these words of a range that lies before everything that is kept. */
function checkRange(groups: readonly LogGroup[], to: number, now: number): void {
  const isKept = groups.some(({ creationTime, retentionInDays = Infinity }) => {
    return to >= creationTime && to >= now - retentionInDays * DAY;
  });
  if (isKept) return;
  throw new ServiceError(
    'MalformedQueryException',
    "Query's end date and time is either before the log groups creation time or exceeds the log groups log retention settings",
  );
}
