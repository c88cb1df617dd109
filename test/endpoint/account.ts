import { logGroupMissing } from './serviceError';

/** The account and region that the endpoint plays: they make up its ARNs. */
export interface Account {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** Without the trailing `:*` that some answers add. */
export function logGroupArn(account: Account, logGroup: string): string {
  return `arn:${account.partition}:logs:${account.region}:${account.accountId}:log-group:${logGroup}`;
}

export function logStreamArn(account: Account, logGroup: string, logStream: string): string {
  return `${logGroupArn(account, logGroup)}:log-stream:${logStream}`;
}

/**
 * The log group's name in a `logGroupIdentifier`, which is a name or an ARN without `:*`. An ARN of
 * another account, region or partition names a group that is not here: `ResourceNotFoundException`.
 */
export function logGroupNameIn(account: Account, identifier: string): string {
  if (!identifier.startsWith('arn:')) return identifier;
  const prefix = logGroupArn(account, '');
  if (!identifier.startsWith(prefix)) throw logGroupMissing();
  return identifier.slice(prefix.length);
}
