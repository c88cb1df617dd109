import { operations } from './operations/table';
import type { OperationContext } from './operations/operation';
import { isStructure, InputMembers } from './inputMembers';
import type { ServiceRequest } from './protocol';
import { ServiceError, unrecognizedClient } from './serviceError';

/** Refuses who may not ask, as the service does before it looks at the request. */
export function checkCaller(
  request: ServiceRequest,
  accessKeyIds: readonly string[] | undefined,
): void {
  if (request.accessKeyId === undefined) {
    throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const { signingName } = request.service;
  if (request.signedFor !== signingName) {
    throw new ServiceError(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${signingName}'.`,
    );
  }
  if (accessKeyIds !== undefined && !accessKeyIds.includes(request.accessKeyId)) {
    throw unrecognizedClient();
  }
}

/** Carries a request out. Throws `ServiceError`. */
export function dispatch(
  { operation, input }: ServiceRequest,
  context: OperationContext,
): object | undefined {
  const run = operations.get(operation);
  if (run === undefined) {
    throw new ServiceError('UnknownOperationException', `Unknown operation: ${operation}`);
  }
  if (!isStructure(input)) {
    throw new ServiceError('SerializationException', 'The body must be a JSON object.');
  }
  return run(new InputMembers(input), context);
}
