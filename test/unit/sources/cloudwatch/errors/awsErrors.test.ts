import assert from 'node:assert/strict';
import {
  type AwsErrorKind,
  awsErrorKind,
  awsErrorOf,
} from '../../../../../src/sources/cloudwatch/errors/awsErrorKind';
import {
  type AwsCall,
  humanAwsError,
} from '../../../../../src/sources/cloudwatch/errors/awsErrors';
import type { ProfileInUse, SignIn } from '../../../../../src/sources/cloudwatch/login/profiles';
import type { AwsConnection } from '../../../../../src/sources/connections/connection';
import { HumanError, type Remedy } from '../../../../../src/sources/humanError';

const plain: AwsConnection = { name: 'production', region: 'eu-central-1' };
const withProfile: AwsConnection = { ...plain, profile: 'auditor' };
const local: AwsConnection = { ...plain, endpoint: 'http://127.0.0.1:4566' };
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

function profile(signIn?: SignIn): ProfileInUse {
  return { name: 'auditor', named: true, found: { name: 'auditor', region: undefined, signIn } };
}

/** An error as the SDK throws it: from the service, from the connection or from the credentials. */
function service(name: string, message = 'A sentence of the service.', status = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

function network(code: string, parts: object = {}): Error {
  const message = `connect ${code}`;
  return Object.assign(new Error(message), { code, $metadata: { attempts: 4 } }, parts);
}

function credentials(message: string): Error {
  return Object.assign(new Error(message), { name: 'CredentialsProviderError' });
}

const noProviders = credentials('Could not load credentials from any providers');
const ssoExpired = credentials(
  'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
);
const denied =
  'User: arn:aws:sts::111122223333:assumed-role/Reader/me is not authorized to perform: logs:DescribeLogGroups on resource: arn:aws:logs:eu-central-1:111122223333:log-group::log-stream:* because no identity-based policy allows the logs:DescribeLogGroups action';

interface Case {
  readonly when: string;
  readonly thrown: unknown;
  readonly kind: AwsErrorKind;
  readonly connection?: AwsConnection;
  readonly profile?: ProfileInUse;
  readonly call?: Partial<AwsCall>;
  readonly says: RegExp;
  readonly remedy: Remedy;
}

const reading = {
  operation: 'GetLogEvents',
  logGroup: '/aws/cloudhsm/cluster-a',
  logStream: 'hsm-b',
} as const;

const cases: readonly Case[] = [
  {
    when: 'there are no credentials at all',
    thrown: noProviders,
    profile: { name: 'default', named: false, found: undefined },
    kind: 'noCredentials',
    says: /^There are no AWS credentials for connection "production"\. Name a profile/,
    remedy: 'editConnection',
  },
  {
    when: 'the profile does not exist',
    thrown: noProviders,
    connection: withProfile,
    profile: { name: 'auditor', named: true, found: undefined },
    kind: 'noCredentials',
    says: /have no profile "auditor"\. Correct the profile of connection "production"/,
    remedy: 'editConnection',
  },
  {
    when: 'the profile has a region and nothing else',
    thrown: noProviders,
    connection: withProfile,
    profile: profile(),
    kind: 'noCredentials',
    says: /Profile "auditor" gives no credentials\. .*aws configure --profile auditor$/,
    remedy: 'editConnection',
  },
  {
    when: 'the credential process fails',
    thrown: noProviders,
    connection: withProfile,
    profile: profile('process'),
    kind: 'noCredentials',
    says: /The credential process of profile "auditor" gave no credentials/,
    remedy: 'retry',
  },
  {
    when: 'an SSO session has expired',
    thrown: ssoExpired,
    connection: withProfile,
    profile: profile('sso'),
    kind: 'signedOut',
    says: /sign-in of profile "auditor" has expired\. Run: aws sso login --profile auditor$/,
    remedy: 'signIn',
  },
  {
    when: 'nothing names the profile of an expired SSO session',
    thrown: ssoExpired,
    profile: { name: 'default', named: false, found: undefined },
    kind: 'signedOut',
    says: /^The AWS sign-in has expired\. Run: aws sso login$/,
    remedy: 'signIn',
  },
  {
    when: 'nobody has signed in to the SSO profile behind a role',
    thrown: credentials(
      "The SSO session token associated with profile=corp was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ),
    connection: withProfile,
    profile: profile('role'),
    kind: 'signedOut',
    says: /of profile "corp" has expired\. Run: aws sso login --profile corp$/,
    remedy: 'signIn',
  },
  {
    when: 'the SSO service does not know the session',
    thrown: credentials('UnauthorizedException: Session token not found or invalid'),
    connection: withProfile,
    profile: profile('sso'),
    kind: 'signedOut',
    says: /aws sso login --profile auditor$/,
    remedy: 'signIn',
  },
  {
    when: 'a profile name has a blank',
    thrown: ssoExpired,
    connection: { ...plain, profile: 'two words' },
    kind: 'signedOut',
    says: /Run: aws sso login --profile "two words"$/,
    remedy: 'signIn',
  },
  {
    when: 'a profile name has a line end, which would press Enter in a terminal',
    thrown: ssoExpired,
    connection: { ...plain, profile: 'two\nwords\u001b' },
    kind: 'signedOut',
    says: /Run: aws sso login --profile "twowords"$/,
    remedy: 'signIn',
  },
  {
    when: 'nobody has signed in with aws login',
    thrown: credentials(
      "Failed to load token from /home/me/.aws/login/cache/c76652.json: Error: ENOENT: no such file or directory, open '/home/me/.aws/login/cache/c76652.json'",
    ),
    connection: withProfile,
    profile: profile('login'),
    kind: 'signedOut',
    says: /Run: aws login --profile auditor$/,
    remedy: 'signIn',
  },
  {
    when: 'a session token is too old',
    thrown: service(
      'ExpiredTokenException',
      'The security token included in the request is expired',
    ),
    connection: withProfile,
    profile: profile('keys'),
    kind: 'expiredCredentials',
    says: /^The credentials of profile "auditor" have expired\. Renew them/,
    remedy: 'retry',
  },
  {
    when: 'the session token of an SSO profile is too old',
    thrown: service('ExpiredToken'),
    connection: withProfile,
    profile: profile('sso'),
    kind: 'expiredCredentials',
    says: /aws sso login --profile auditor$/,
    remedy: 'signIn',
  },
  {
    when: 'a session token from the environment is too old',
    thrown: service('ExpiredToken'),
    profile: { name: 'default', named: false, found: undefined },
    kind: 'expiredCredentials',
    says: /^The AWS credentials in use have expired/,
    remedy: 'retry',
  },
  {
    when: 'a profile needs a second factor',
    thrown: credentials(
      'Profile auditor requires multi-factor authentication, but no MFA code callback was provided.',
    ),
    connection: withProfile,
    kind: 'mfaNeeded',
    says: /^Profile "auditor" asks for an MFA code/,
    remedy: 'editConnection',
  },
  {
    when: 'the code of a second factor is wrong or was used before',
    thrown: service(
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code.',
    ),
    connection: withProfile,
    profile: profile('role'),
    kind: 'mfaRefused',
    says: /^AWS does not take the MFA code of profile "auditor".* wait for the next one/,
    remedy: 'retry',
  },
  {
    when: 'the SSO user does not have the role',
    thrown: credentials('ForbiddenException: No access'),
    connection: withProfile,
    profile: profile('sso'),
    kind: 'roleRefused',
    says: /does not give you the role of profile "auditor"/,
    remedy: 'editConnection',
  },
  {
    when: 'the sign-in service cannot be reached',
    thrown: credentials('Error: getaddrinfo ENOTFOUND portal.sso.eu-central-1.amazonaws.com'),
    connection: withProfile,
    kind: 'noNetwork',
    says: /cannot be reached/,
    remedy: 'retry',
  },
  {
    when: 'the access key is unknown',
    thrown: service('UnrecognizedClientException', `The security token ${secret} is invalid.`),
    kind: 'unknownKey',
    says: /does not accept the access key of connection "production".*region eu-central-1 is not/,
    remedy: 'editConnection',
  },
  {
    when: 'the secret key is wrong',
    thrown: service('InvalidSignatureException', `The request signature ${secret} does not match`),
    kind: 'wrongSignature',
    says: /the secret key does not belong to the access key, or the clock/,
    remedy: 'retry',
  },
  {
    when: 'a signature has expired',
    thrown: service('SignatureDoesNotMatch', 'Signature expired: 20260312T031207Z is now earlier'),
    kind: 'clockSkew',
    says: /^The clock of this computer differs/,
    remedy: 'retry',
  },
  {
    when: 'the clock is off',
    thrown: service('RequestTimeTooSkewed', 'x', 403),
    kind: 'clockSkew',
    says: /Set the clock/,
    remedy: 'retry',
  },
  {
    when: 'a permission is missing and the service names it',
    thrown: service('AccessDeniedException', denied),
    kind: 'accessDenied',
    says: /do not allow logs:DescribeLogGroups on the log groups of region eu-central-1\./,
    remedy: 'editConnection',
  },
  {
    when: 'a permission is missing and the service does not name it',
    thrown: service('AccessDeniedException', 'Denied.'),
    call: reading,
    kind: 'accessDenied',
    says: /do not allow logs:GetLogEvents on \/aws\/cloudhsm\/cluster-a\./,
    remedy: 'editConnection',
  },
  {
    when: 'a role may not be assumed',
    thrown: service(
      'AccessDenied',
      'User: x is not authorized to perform: sts:AssumeRole on resource: y',
      403,
    ),
    kind: 'accessDenied',
    says: /do not allow sts:AssumeRole/,
    remedy: 'editConnection',
  },
  {
    when: 'a policy of the organisation denies',
    thrown: service(
      'AccessDeniedException',
      'not authorized to perform: logs:GetLogEvents on resource: y with an explicit deny in a service control policy',
    ),
    call: reading,
    kind: 'accessDenied',
    says: /^A policy denies logs:GetLogEvents on/,
    remedy: 'editConnection',
  },
  {
    when: 'a region is misspelt',
    thrown: network('ENOTFOUND'),
    connection: { ...plain, region: 'eu-cental-1' },
    kind: 'noSuchRegion',
    says: /^There is no AWS region "eu-cental-1"\. Correct the region of connection "production"/,
    remedy: 'editConnection',
  },
  {
    when: 'a region cannot be part of a host name',
    thrown: new Error('Region not accepted: region="x/y" is not a valid hostname component.'),
    connection: { ...plain, region: 'x/y' },
    kind: 'noSuchRegion',
    says: /^There is no AWS region "x\/y"/,
    remedy: 'editConnection',
  },
  ...['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'].map((code): Case => ({
    when: `the network says ${code}`,
    thrown: network(code),
    kind: 'noNetwork',
    says: /^CloudWatch Logs in eu-central-1 cannot be reached\. Check the network/,
    remedy: 'retry',
  })),
  {
    when: "the endpoint's host is unknown",
    thrown: network('ENOTFOUND'),
    connection: { ...plain, endpoint: 'https://logs.example.test' },
    kind: 'noSuchHost',
    says: /^The host of endpoint logs\.example\.test was not found/,
    remedy: 'editConnection',
  },
  {
    when: 'nothing listens at the endpoint',
    thrown: network('ECONNREFUSED', { address: '127.0.0.1', port: 4566 }),
    connection: local,
    kind: 'refused',
    says: /^Nothing answers at 127\.0\.0\.1:4566\. .*endpoint of connection "production"/,
    remedy: 'editConnection',
  },
  {
    when: 'a firewall refuses the way to AWS',
    thrown: network('ECONNREFUSED', { address: '::1', port: 443 }),
    kind: 'refused',
    says: /^The way to CloudWatch Logs in eu-central-1 is closed: \[::1\]:443 refuses/,
    remedy: 'retry',
  },
  ...['ETIMEDOUT', 'ECONNRESET', 'EPIPE'].map((code): Case => ({
    when: `the connection ends with ${code}`,
    thrown: network(code, { name: 'TimeoutError' }),
    kind: 'noAnswer',
    says: /did not answer in time/,
    remedy: 'retry',
  })),
  {
    when: 'no connection comes about in time',
    thrown: Object.assign(new Error('the socket did not establish a connection within 4000 ms'), {
      name: 'TimeoutError',
    }),
    kind: 'noAnswer',
    says: /did not answer in time/,
    remedy: 'retry',
  },
  ...[
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ].map((code): Case => ({
    when: `TLS says ${code}`,
    thrown: network(code),
    kind: 'untrustedCertificate',
    says: new RegExp(`is not trusted \\(${code}\\)\\. .*NODE_EXTRA_CA_CERTS`),
    remedy: 'showLog',
  })),
  {
    when: 'an endpoint without TLS is asked for TLS',
    thrown: network('EPROTO'),
    connection: { ...plain, endpoint: 'https://127.0.0.1:4566' },
    kind: 'noTls',
    says: /^127\.0\.0\.1:4566 does not speak TLS\. .*http:\/\//,
    remedy: 'editConnection',
  },
  ...[
    'ThrottlingException',
    'Throttling',
    'TooManyRequestsException',
    'LimitExceededException',
  ].map((name): Case => ({
    when: `the service answers ${name}`,
    thrown: service(name),
    kind: 'throttled',
    says: /too many in region eu-central-1\. Wait a minute/,
    remedy: 'retry',
  })),
  {
    when: 'a log group is gone',
    thrown: service('ResourceNotFoundException', 'The specified log group does not exist.'),
    call: reading,
    kind: 'logGroupGone',
    says: /^Log group \/aws\/cloudhsm\/cluster-a does not exist in region eu-central-1/,
    remedy: 'retry',
  },
  {
    when: 'a log stream is gone',
    thrown: service('ResourceNotFoundException', 'The specified log stream does not exist.'),
    call: reading,
    kind: 'logStreamGone',
    says: /^Log stream hsm-b does not exist in \/aws\/cloudhsm\/cluster-a/,
    remedy: 'retry',
  },
  {
    when: 'a place in a log is too old',
    thrown: service('InvalidParameterException', 'The specified nextToken is invalid.'),
    call: reading,
    kind: 'placeExpired',
    says: /24 hours.*Open the log again/,
    remedy: 'retry',
  },
  ...[
    service('ServiceUnavailableException', 'x', 503),
    service('InternalFailure', 'x', 500),
    service('SyntaxError', 'Unexpected token < in JSON', 502),
  ].map((thrown): Case => ({
    when: `the service fails with ${thrown.name}`,
    thrown,
    kind: 'serviceFailure',
    says: /^CloudWatch Logs in eu-central-1 has a failure of its own/,
    remedy: 'retry',
  })),
  ...[
    service('SyntaxError', 'Unexpected token < in JSON', 200),
    service('Unknown', 'UnknownError', 407),
  ].map((thrown): Case => ({
    when: `something in between answers (${thrown.name})`,
    thrown,
    kind: 'notCloudWatch',
    says: /is not CloudWatch Logs \(HTTP status (200|407)\)/,
    remedy: 'editConnection',
  })),
  {
    when: 'a parameter is not accepted',
    thrown: service('InvalidParameterException', `${secret} is bad`),
    kind: 'other',
    says: /failed \(InvalidParameterException\)\. The log has the details\.$/,
    remedy: 'showLog',
  },
  ...[new TypeError('x is not a function'), undefined, null, 'a string', 42, {}].map(
    (thrown): Case => ({
      when: `something else is thrown (${typeof thrown})`,
      thrown,
      kind: 'other',
      says: /failed \((TypeError|unknown error)\)\./,
      remedy: 'showLog',
    }),
  ),
  {
    when: 'the name of an error is hostile',
    thrown: service('[Run](command:x)\n'),
    kind: 'other',
    says: /failed \(unknown error\)/,
    remedy: 'showLog',
  },
];

describe('AWS errors', () => {
  for (const {
    when,
    thrown,
    kind,
    connection = plain,
    profile: used,
    call,
    says,
    remedy,
  } of cases) {
    it(`say what to do when ${when}`, () => {
      assert.equal(awsErrorKind(awsErrorOf(thrown), connection), kind);
      const human = humanAwsError(
        thrown,
        { operation: 'DescribeLogGroups', ...call, connection },
        used,
      );
      assert.ok(human instanceof HumanError);
      assert.match(human.message, says);
      assert.equal(human.remedy, remedy);
      assert.equal(human.cause, thrown);
      assert.ok(!human.message.includes(secret));
      assert.ok(!/\n|\{\d\}|arn:|111122223333/.test(human.message), human.message);
    });
  }

  it('leave an abort as it is', () => {
    const abort = new DOMException('This operation was aborted', 'AbortError');
    assert.equal(humanAwsError(abort, { operation: 'GetLogEvents', connection: plain }), abort);
  });

  it('leave a sentence for people as it is', () => {
    const human = new HumanError('Done.');
    assert.equal(humanAwsError(human, { operation: 'GetLogEvents', connection: plain }), human);
  });
});
