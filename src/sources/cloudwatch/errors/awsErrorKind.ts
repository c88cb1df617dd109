import { isKnownRegion } from '../regions';

/** What went wrong in a call, as far as it makes a difference to the one who has to put it right. */
export type AwsErrorKind =
  | 'noCredentials'
  | 'signedOut'
  | 'expiredCredentials'
  | 'mfaNeeded'
  | 'mfaRefused'
  | 'roleRefused'
  | 'unknownKey'
  | 'wrongSignature'
  | 'clockSkew'
  | 'accessDenied'
  | 'noSuchRegion'
  | 'noSuchHost'
  | 'noNetwork'
  | 'refused'
  | 'noAnswer'
  | 'untrustedCertificate'
  | 'noTls'
  | 'throttled'
  | 'logGroupGone'
  | 'logStreamGone'
  | 'placeExpired'
  | 'serviceFailure'
  | 'notCloudWatch'
  | 'other';

/** The parts of a thrown thing that tell its kind. */
export interface AwsError {
  readonly name: string;
  /** Node's code of a failed connection. */
  readonly code: string | undefined;
  readonly message: string;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** `127.0.0.1:4566`, where a connection to it failed. */
  readonly address: string | undefined;
}

/** Reads the parts of anything that was thrown. */
export function awsErrorOf(thrown: unknown): AwsError {
  const { name, code, message, $metadata, address, port } = Object(thrown) as Readonly<
    Record<string, unknown>
  >;
  const text = typeof message === 'string' ? message : '';
  const metadata = Object($metadata) as { readonly httpStatusCode?: unknown };
  const status = metadata.httpStatusCode;
  return {
    name: typeof name === 'string' ? name : '',
    code: typeof code === 'string' ? code : undefined,
    message: text,
    status: typeof status === 'number' ? status : undefined,
    address:
      typeof address === 'string' && typeof port === 'number'
        ? `${address.includes(':') ? `[${address}]` : address}:${port}`
        : undefined,
  };
}

/** Kinds by the error names of the services that are asked, STS and the common ones of all services. */
const kindByName: ReadonlyMap<string, AwsErrorKind> = new Map<string, AwsErrorKind>([
  ['ExpiredToken', 'expiredCredentials'],
  ['ExpiredTokenException', 'expiredCredentials'],
  ['UnrecognizedClientException', 'unknownKey'],
  ['InvalidClientTokenId', 'unknownKey'],
  ['InvalidAccessKeyId', 'unknownKey'],
  ['AuthFailure', 'unknownKey'],
  ['OptInRequired', 'unknownKey'],
  ['RequestTimeTooSkewed', 'clockSkew'],
  ['RequestExpired', 'clockSkew'],
  ['RequestInTheFuture', 'clockSkew'],
  ['AccessDenied', 'accessDenied'],
  ['AccessDeniedException', 'accessDenied'],
  ['CloudHsmAccessDeniedException', 'accessDenied'],
  ['NotAuthorized', 'accessDenied'],
  ['UnauthorizedOperation', 'accessDenied'],
  ['Throttling', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['ThrottledException', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['LimitExceededException', 'throttled'],
  ['SlowDown', 'throttled'],
  ['CloudHsmInternalFailureException', 'serviceFailure'],
  ['InternalFailure', 'serviceFailure'],
  ['InternalServerException', 'serviceFailure'],
  ['ServiceUnavailable', 'serviceFailure'],
  ['SessionStreamingException', 'serviceFailure'],
  ['ServiceUnavailableException', 'serviceFailure'],
]);

/** Kinds by Node's code of a connection that could not be made. */
const kindByCode: ReadonlyMap<string, AwsErrorKind> = new Map<string, AwsErrorKind>([
  ['EAI_AGAIN', 'noNetwork'],
  ['ENETUNREACH', 'noNetwork'],
  ['ENETDOWN', 'noNetwork'],
  ['EHOSTUNREACH', 'noNetwork'],
  ['EHOSTDOWN', 'noNetwork'],
  ['ECONNREFUSED', 'refused'],
  ['ETIMEDOUT', 'noAnswer'],
  ['ECONNRESET', 'noAnswer'],
  ['ECONNABORTED', 'noAnswer'],
  ['EPIPE', 'noAnswer'],
  ['EPROTO', 'noTls'],
]);

/** Codes of Node's TLS for a certificate that it does not accept. */
const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)/;

/**
 * @param region the connection's, which decides what an unknown host means
 * @param endpoint the connection's own, where it has one
 */
export function awsErrorKind(
  error: AwsError,
  { region, endpoint }: { readonly region: string; readonly endpoint?: string },
): AwsErrorKind {
  const { name, code, message, status } = error;
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    return credentialsErrorKind(error);
  }
  if (name === 'InvalidSignatureException' || name === 'SignatureDoesNotMatch') {
    return /expired|not yet current/i.test(message) ? 'clockSkew' : 'wrongSignature';
  }
  if (name === 'ResourceNotFoundException') {
    return /stream/i.test(message) ? 'logStreamGone' : 'logGroupGone';
  }
  if (name === 'InvalidParameterException' && /token/i.test(message)) return 'placeExpired';
  if (message.startsWith('Region not accepted')) return 'noSuchRegion';

  if (name === 'AccessDenied' && message.startsWith('MultiFactorAuthentication failed')) {
    return 'mfaRefused';
  }

  const named = kindByName.get(name);
  if (named) return named;
  if (code === 'ENOTFOUND') {
    if (endpoint !== undefined) return 'noSuchHost';
    return isKnownRegion(region) ? 'noNetwork' : 'noSuchRegion';
  }
  if (code !== undefined && certificateCode.test(code)) return 'untrustedCertificate';
  // Also behind an HTTP status: an answer can break off.
  const broken = code === undefined ? undefined : kindByCode.get(code);
  if (broken) return broken;
  if (name === 'TimeoutError') return 'noAnswer';

  if (status === undefined) return 'other';
  if (status >= 500) return 'serviceFailure';
  if (status === 429) return 'throttled';
  // An answer without the name of an error, or one that is not JSON, comes from something in between.
  return name === 'SyntaxError' || name.startsWith('Unknown') ? 'notCloudWatch' : 'other';
}

/** Whether the service turned a request away because there are too many. */
export function isThrottling({ name, status }: AwsError): boolean {
  return kindByName.get(name) === 'throttled' || status === 429;
}

/** The SDK gives all trouble with credentials one name and says the rest in words. */
function credentialsErrorKind({ message }: AwsError): AwsErrorKind {
  if (/multi-factor authentication/i.test(message)) return 'mfaNeeded';
  if (
    /aws (sso )?login|re-authenticate|session token not found|UnauthorizedException/i.test(message)
  ) {
    return 'signedOut';
  }
  if (/login\/cache|login_session/.test(message.replaceAll('\\', '/'))) return 'signedOut';
  if (/ForbiddenException|No access/.test(message)) return 'roleRefused';
  const code = /\bE[A-Z]{4,}(?:_[A-Z]+)?\b/.exec(message)?.[0];
  if (code === 'ENOTFOUND') return 'noNetwork';
  return (code === undefined ? undefined : kindByCode.get(code)) ?? 'noCredentials';
}
