import { logGroupNameIn } from '../account';
import { LOG_GROUP_IDENTIFIER, LOG_GROUP_NAME } from '../constraints';
import type { InputMembers } from '../inputMembers';
import { invalidParameter } from '../serviceError';
import type { LogGroup } from '../store';
import type { OperationContext } from './operation';

/** The log group that a request names by `logGroupName` or by `logGroupIdentifier`, never by both. */
export function askedLogGroup(input: InputMembers, context: OperationContext): LogGroup {
  const name = input.text('logGroupName', LOG_GROUP_NAME);
  const identifier = input.text('logGroupIdentifier', LOG_GROUP_IDENTIFIER);
  if (name !== undefined && identifier !== undefined) {
    throw invalidParameter(
      'logGroupName and logGroupIdentifier are mutually exclusive parameters.',
    );
  }
  const asked = name ?? identifier;
  if (asked === undefined) {
    throw invalidParameter('Either logGroupName or logGroupIdentifier must be specified.');
  }
  return context.store.group(logGroupNameIn(context.account, asked));
}
