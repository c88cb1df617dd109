import { LOG_GROUP_NAME } from '../constraints';
import { invalidParameter } from '../serviceError';
import type { Operation } from './operation';

const CLASSES = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY', 'ESSENTIALS'] as const;

export const createLogGroup: Operation = (input, { store }) => {
  const name = input.requiredText('logGroupName', LOG_GROUP_NAME);
  const logGroupClass = input.choice('logGroupClass', CLASSES);
  if (name.startsWith('aws/')) {
    throw invalidParameter("Log groups starting with 'aws/' are reserved for AWS.");
  }
  store.createGroup(name, logGroupClass);
  return undefined;
};
