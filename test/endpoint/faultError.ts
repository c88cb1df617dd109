import { logGroupArn, type Account } from './account';
import type { DrawnFaults } from './faults';
import { isStructure } from './inputMembers';
import type { ServiceRequest } from './protocol';
import { LOGS } from './services';
import { rateExceeded } from './quotas';
import { expiredToken, invalidSignature, ServiceError, unrecognizedClient } from './serviceError';

/** How far a request's signature may be off, in ms. */
const MAX_SKEW = 5 * 60_000;

/**
 * The error that a fault answers with; undefined for a fault that lets the request through.
 *
 * @param now Unix ms
 */
export function faultError(
  fault: DrawnFaults['fault'],
  account: Account,
  request: ServiceRequest,
  now: number,
): ServiceError | undefined {
  switch (fault?.kind) {
    case 'throttling':
      return rateExceeded();
    case 'internalFailure':
      return new ServiceError('InternalFailure', 'An internal failure occurred.', 500);
    case 'serviceUnavailable':
      return new ServiceError(
        'ServiceUnavailableException',
        'The service cannot complete the request.',
        503,
      );
    case 'expiredToken':
      return new ServiceError(
        'ExpiredTokenException',
        'The security token included in the request is expired',
      );
    case 'unrecognizedClient':
      return unrecognizedClient();
    case 'expiredPlace':
      return expiredToken();
    case 'clockSkew':
      return signedTooFarOff(request, now + fault.milliseconds);
    case 'accessDenied':
      return accessDenied(fault.principal ?? 'user/auditor', account, request);
    case 'dropBeforeAnswer':
    case 'dropInBody':
    case 'slowBody':
    case 'emptyPage':
    case 'queryFails':
    case 'queryTimesOut':
    case undefined:
      return undefined;
  }
}

/** @param now the service's time, Unix ms */
function signedTooFarOff({ signedAt }: ServiceRequest, now: number): ServiceError | undefined {
  if (signedAt === undefined || Math.abs(signedAt - now) <= MAX_SKEW) return undefined;
  return invalidSignature(signedAt, now, MAX_SKEW);
}

function accessDenied(principal: string, account: Account, request: ServiceRequest): ServiceError {
  const { operation, service, input } = request;
  const action = `${service.actionPrefix}:${operation}`;
  const place = service === LOGS ? ` on resource: ${resource(account, input)}` : '';
  const arn = `arn:${account.partition}:iam::${account.accountId}:${principal}`;
  return new ServiceError(
    'AccessDeniedException',
    `User: ${arn} is not authorized to perform: ${action}${place} ` +
      `because no identity-based policy allows the ${action} action`,
  );
}

/** As the service names it: the parts that the request leaves out are empty. */
function resource(account: Account, input: unknown): string {
  const named = isStructure(input) ? input : {};
  const [first] = Array.isArray(named.logGroupNames) ? (named.logGroupNames as unknown[]) : [];
  const identifier =
    named.logGroupName ?? named.logGroupIdentifier ?? named.logGroupNamePrefix ?? first;
  const group = typeof identifier === 'string' ? identifier : '';
  const stream = typeof named.logStreamName === 'string' ? named.logStreamName : '';
  const arn = group.startsWith('arn:') ? group : logGroupArn(account, group);
  return `${arn}:log-stream:${stream}`;
}
