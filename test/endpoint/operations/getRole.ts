import { ROLE_NAME } from '../constraints';
import { ServiceError } from '../serviceError';
import type { Operation } from './operation';

export const getRole: Operation = (input, { surroundings, now }) => {
  const name = input.requiredText('RoleName', ROLE_NAME);
  const role = surroundings.roles.find(({ RoleName }) => RoleName === name);
  if (role === undefined) {
    throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
  }
  const { Arn } = role;
  const Path = Arn.slice(Arn.indexOf(':role') + ':role'.length, Arn.lastIndexOf('/') + 1);
  return { Role: { Path, RoleName: name, RoleId: 'AROAEXAMPLE', Arn, CreateDate: new Date(now) } };
};
