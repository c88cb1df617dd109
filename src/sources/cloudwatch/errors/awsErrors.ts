import * as l10n from '@vscode/l10n';

import { printable } from '../../../audit/text/printable';
import { settingWords } from '../../connections/settingWords';
import { type ErrorNature, HumanError, type Remedy } from '../../humanError';
import { type AwsError, type AwsErrorKind, awsErrorKind, awsErrorOf } from './awsErrorKind';
import {
  type Advice,
  expiredCredentials,
  mfaNeeded,
  mfaRefused,
  missingCredentials,
  roleRefused,
  signedOut,
} from './credentialsAdvice';
import { awsAction, type AwsOperation, servicePrefix, serviceTitle } from '../calls/awsServices';
import type { ProfileInUse } from '../login/profiles';
import type { ServiceConnection } from '../calls/serviceConnection';

/** What was being done when an error came. */
export interface AwsCall {
  readonly operation: AwsOperation;
  readonly connection: ServiceConnection;
  readonly logGroup?: string;
  readonly logStream?: string;
}

/** In characters; more than any sentence here has with ordinary names. */
const longestSentence = 1000;

/** Whether the caller gave the call up. */
export function isAbort(thrown: unknown): boolean {
  return awsErrorOf(thrown).name === 'AbortError';
}

/** Whether an error of `humanAwsError` says that the credentials in use are not taken any more. */
export function asksForSignIn(error: unknown): boolean {
  return error instanceof HumanError && error.nature === 'signIn';
}

/**
 * Says in a sentence what was thrown and what to do. The service's own text stays out of it, since it can
 * hold tokens and account numbers; the log has it through `cause`.
 *
 * @param profile the one that the SDK took for the call; left out: not looked up
 * @returns the same for an abort and for what is a `HumanError` already
 */
export function humanAwsError(thrown: unknown, call: AwsCall, profile?: ProfileInUse): unknown {
  if (thrown instanceof HumanError || isAbort(thrown)) return thrown;
  const error = awsErrorOf(thrown);
  const kind = awsErrorKind(error, call.connection);
  const { message, remedy, terminal } = advice(kind, error, call, profile);
  // Names in it come from files and settings, and may hold anything.
  return new HumanError(printable(message, longestSentence), remedy, {
    cause: thrown,
    terminal,
    nature: errorNature(kind),
  });
}

function errorNature(kind: AwsErrorKind): ErrorNature | undefined {
  switch (kind) {
    case 'throttled':
    case 'serviceFailure':
    case 'noAnswer':
    case 'noNetwork':
      return 'passing';
    case 'placeExpired':
      return 'placeLost';
    case 'expiredCredentials':
    case 'signedOut':
    case 'unknownKey':
    case 'mfaRefused':
      return 'signIn';
    default:
      return undefined;
  }
}

function advice(
  kind: AwsErrorKind,
  error: AwsError,
  call: AwsCall,
  profile: ProfileInUse | undefined,
): Advice {
  const { connection } = call;
  const service = serviceName(call);
  const title = serviceTitle(call.operation);
  switch (kind) {
    case 'noCredentials':
      return missingCredentials(connection, profile);
    case 'signedOut':
      return signedOut(error, connection, profile);
    case 'expiredCredentials':
      return expiredCredentials(error, connection, profile);
    case 'mfaNeeded':
      return mfaNeeded(connection, profile);
    case 'mfaRefused':
      return mfaRefused(connection, profile);
    case 'roleRefused':
      return roleRefused(connection, profile);
    case 'unknownKey':
      return {
        message: l10n.t(
          'AWS does not accept the access key {0}: the key was deleted or replaced, or region {1} is not enabled for its account. Renew the credentials or correct the region.',
          connection.byOptions === true
            ? l10n.t('in use')
            : l10n.t('of connection "{0}"', connection.name),
          connection.region,
        ),
        remedy: 'editConnection',
      };
    case 'wrongSignature':
      return {
        message: l10n.t(
          'AWS does not accept the signature: the secret key does not belong to the access key, or the clock of this computer is wrong. Check the clock, then renew the credentials.',
        ),
        remedy: 'retry',
      };
    case 'clockSkew':
      return {
        message: l10n.t(
          'The clock of this computer differs too much from that of AWS. Set the clock, then try again.',
        ),
        remedy: 'retry',
      };
    case 'accessDenied':
      return accessDenied(error, call);
    case 'noSuchRegion':
      return {
        message: l10n.t(
          'There is no AWS region "{0}". Correct {1}.',
          connection.region,
          settingWords(connection, 'region'),
        ),
        remedy: 'editConnection',
      };
    case 'noSuchHost':
      return {
        message: l10n.t(
          'The host of endpoint {0} was not found. Correct {1}, or check the network.',
          service,
          endpointWords(connection),
        ),
        remedy: endpointRemedy(connection),
      };
    case 'noNetwork':
      if (isMissingAddress(error, call)) return noService(call);
      return {
        message: l10n.t(
          '{0} cannot be reached. Check the network, the VPN and the proxy, then try again.',
          service,
        ),
        remedy: 'retry',
      };
    case 'refused':
      return refused(error, connection, service);
    case 'noAnswer':
      return {
        message: l10n.t(
          '{0} did not answer in time. Check the network, the VPN and the proxy, then try again.',
          service,
        ),
        remedy: 'retry',
      };
    case 'untrustedCertificate':
      return {
        message: l10n.t(
          'The TLS certificate of {0} is not trusted ({1}). If a proxy of your company signs it, set NODE_EXTRA_CA_CERTS to the file of its root certificate and start again.',
          service,
          error.code ?? '',
        ),
        remedy: 'showLog',
      };
    case 'noTls':
      return {
        message: l10n.t(
          '{0} does not speak TLS. If it is a local endpoint, let its address begin with http:// in {1}.',
          service,
          endpointWords(connection),
        ),
        remedy: endpointRemedy(connection),
      };
    case 'throttled':
      return {
        message: l10n.t(
          '{0} turns requests away because this account sends too many in region {1}. Wait a minute, then try again.',
          title,
          connection.region,
        ),
        remedy: 'retry',
      };
    case 'logGroupGone':
      return {
        message: l10n.t(
          'Log group {0} does not exist in region {1}. It may have been deleted, or belong to another account or region: check {2}.',
          call.logGroup ?? '',
          connection.region,
          connection.byOptions === true
            ? l10n.t('{0} and {1}', '--profile', '--region')
            : l10n.t('the connection'),
        ),
        remedy: 'retry',
      };
    case 'logStreamGone':
      return {
        message: l10n.t(
          'Log stream {0} does not exist in {1}. Its name may be misspelt, or it may have been deleted: look at the list of streams.',
          call.logStream ?? '',
          call.logGroup ?? '',
        ),
        remedy: 'retry',
      };
    case 'placeExpired':
      return {
        message: l10n.t(
          'CloudWatch Logs keeps a place in a log for 24 hours, and this one is older. Open the log again.',
        ),
        remedy: 'retry',
      };
    case 'serviceFailure':
      return {
        message: l10n.t(
          '{0} has a failure of its own. Try again in a minute; the AWS Health Dashboard tells whether a region is affected.',
          service,
        ),
        remedy: 'retry',
      };
    case 'notCloudWatch':
      return {
        message: l10n.t(
          'What answers in place of {0} is not {1} (HTTP status {2}). Check the proxy, the sign-in page of the network and {3}.',
          service,
          title,
          error.status ?? '',
          endpointWords(connection),
        ),
        remedy: endpointRemedy(connection),
      };
    case 'other':
      if (error.name === 'InvalidParameterException' && call.operation === 'FilterLogEvents') {
        return {
          message: l10n.t(
            'CloudWatch Logs does not take this filter pattern. Put a term of other characters than letters, digits and _ into double quotes: "HSM Error".',
          ),
          remedy: 'retry',
        };
      }
      return {
        message: l10n.t(
          'Reading from {0} failed ({1}). The log has the details.',
          service,
          plainName(error),
        ),
        remedy: 'showLog',
      };
  }
}

function accessDenied(error: AwsError, { operation, connection, logGroup }: AwsCall): Advice {
  // The service names the action that a policy lacks; that of a role to be assumed is another one.
  const action = /perform: ([\w-]+:\w+)/.exec(error.message)?.[1] ?? awsAction(operation);
  const everything =
    servicePrefix(operation) === 'logs'
      ? l10n.t('the log groups of region {0}', connection.region)
      : l10n.t('{0} in region {1}', serviceTitle(operation), connection.region);
  const place = logGroup ?? everything;
  const denied = /explicit deny/i.test(error.message);
  return {
    message: denied
      ? l10n.t(
          'A policy denies {0} on {1}. Ask who keeps the policies of the account, or change {2}.',
          action,
          place,
          settingWords(connection, 'profile'),
        )
      : l10n.t(
          'The credentials in use do not allow {0} on {1}. Ask for that permission, or change {2}.',
          action,
          place,
          settingWords(connection, 'profile'),
        ),
    remedy: 'editConnection',
  };
}

function refused(error: AwsError, connection: ServiceConnection, service: string): Advice {
  const address = error.address ?? service;
  // Where another port refuses than the endpoint's, a proxy stands before it.
  if (connection.endpoint === undefined || !address.endsWith(`:${portOf(connection.endpoint)}`)) {
    return {
      message: l10n.t(
        'The way to {0} is closed: {1} refuses the connection. Check the proxy and the firewall, then try again.',
        service,
        address,
      ),
      remedy: 'retry',
    };
  }
  return {
    message: l10n.t(
      'Nothing answers at {0}. Start what should answer there, or correct {1}.',
      address,
      endpointWords(connection),
    ),
    remedy: endpointRemedy(connection),
  };
}

function portOf(endpoint: string): string {
  if (!URL.canParse(endpoint)) return '';
  const { port, protocol } = new URL(endpoint);
  return port || (protocol === 'https:' ? '443' : '80');
}

/** Whether the service's own address in the region is unknown, which can be for good. */
function isMissingAddress({ code }: AwsError, { operation, connection }: AwsCall): boolean {
  return (
    code === 'ENOTFOUND' &&
    connection.endpoint === undefined &&
    servicePrefix(operation) === 'cloudhsm'
  );
}

function noService({ operation, connection }: AwsCall): Advice {
  return {
    message: l10n.t(
      '{0} has no address in region {1}: the service may not be there. Check {2}, then the network.',
      serviceTitle(operation),
      connection.region,
      settingWords(connection, 'region'),
    ),
    remedy: 'editConnection',
  };
}

/** What sets the endpoint, to be corrected by a user. */
function endpointWords(connection: ServiceConnection): string {
  return connection.endpointSetBy ?? settingWords(connection, 'endpoint');
}

function endpointRemedy({ endpointSetBy }: ServiceConnection): Remedy {
  return endpointSetBy === undefined ? 'editConnection' : 'retry';
}

function serviceName({ operation, connection: { endpoint, region } }: AwsCall): string {
  if (endpoint === undefined) return l10n.t('{0} in {1}', serviceTitle(operation), region);
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}

/** An error's name as far as it is one: what a service sends may be anything. */
function plainName({ name, code }: AwsError): string {
  const named = [name, code].find((one) => one !== undefined && /^\w[\w.]{2,63}$/.test(one));
  return named ?? l10n.t('unknown error');
}
