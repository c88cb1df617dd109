import type { DescribeLogGroupsResponse, LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { logGroupArn, logGroupNameIn, type Account } from '../account';
import {
  DESCRIBE_LIMIT,
  LOG_GROUP_IDENTIFIER,
  LOG_GROUP_NAME,
  LOG_GROUP_NAME_PATTERN,
  TOKEN,
} from '../constraints';
import { listPage } from '../listPage';
import type { InputMembers } from '../inputMembers';
import { invalidParameter } from '../serviceError';
import type { LogGroup as StoredGroup } from '../store';
import type { Operation } from './operation';

export const describeLogGroups: Operation = (input, context): DescribeLogGroupsResponse => {
  const { account, store } = context;
  const byPattern = input.text('logGroupNamePattern', LOG_GROUP_NAME_PATTERN) !== undefined;
  const asked = askedNames(input, account);
  const page = listPage(
    [...store.groups].filter(({ name }) => asked(name)),
    {
      operation: 'DescribeLogGroups',
      place: ({ name }) => ({ time: 0, name }),
      descending: false,
    },
    {
      limit: input.integer('limit', DESCRIBE_LIMIT) ?? DESCRIBE_LIMIT.max,
      token: input.text('nextToken', TOKEN),
      empty: context.emptyPage,
    },
  );
  return {
    logGroups: page.items.map((group) =>
      byPattern ? briefly(account, group) : fully(account, group),
    ),
    nextToken: page.nextToken,
  };
};

/** Which names a request asks for: by prefix, by substring, by a list, or all. */
function askedNames(input: InputMembers, account: Account): (name: string) => boolean {
  const prefix = input.text('logGroupNamePrefix', LOG_GROUP_NAME);
  const pattern = input.text('logGroupNamePattern', LOG_GROUP_NAME_PATTERN);
  const identifiers = input.texts('logGroupIdentifiers', LOG_GROUP_IDENTIFIER, 50);
  if (prefix !== undefined && pattern !== undefined) {
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  }
  if (identifiers !== undefined) {
    if (prefix !== undefined || pattern !== undefined) {
      throw invalidParameter('logGroupIdentifiers excludes a name prefix and a name pattern.');
    }
    const names = new Set(identifiers.map((identifier) => logGroupNameIn(account, identifier)));
    return (name) => names.has(name);
  }
  return (name) => name.startsWith(prefix ?? '') && name.includes(pattern ?? '');
}

/** All that a search by pattern says of a log group. */
function briefly(account: Account, { name, creationTime }: StoredGroup): LogGroup {
  return { arn: `${logGroupArn(account, name)}:*`, creationTime, logGroupName: name };
}

function fully(account: Account, group: StoredGroup): LogGroup {
  return {
    ...briefly(account, group),
    logGroupArn: logGroupArn(account, group.name),
    logGroupClass: group.logGroupClass as NonNullable<LogGroup['logGroupClass']>,
    metricFilterCount: 0,
    storedBytes: group.storedBytes,
    retentionInDays: group.retentionInDays,
  };
}
