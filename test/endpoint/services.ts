/** A service that the endpoint plays, and how a request names it. */
export interface Service {
  /** What stands before an action in a policy: `logs:GetLogEvents`. */
  readonly actionPrefix: string;
  /** What requests to it are signed for. */
  readonly signingName: string;
  /** What an `X-Amz-Target` begins with, before the operation. */
  readonly targets: readonly string[];
  readonly contentType: string;
  /** Says error codes in a header too, for clients that knew its XML protocol. */
  readonly queryCompatible: boolean;
}

/*
 * Source: the service models that the SDKs and the AWS command line carry. CloudWatch is spoken to in
 * JSON 1.0 by the SDK for JavaScript and in CBOR by the AWS command line.
 */
const CLOUDWATCH_TARGET = 'GraniteServiceVersion20100801';

export const LOGS: Service = {
  actionPrefix: 'logs',
  signingName: 'logs',
  targets: ['Logs_20140328'],
  contentType: 'application/x-amz-json-1.1',
  queryCompatible: false,
};

const CLOUDWATCH: Service = {
  actionPrefix: 'cloudwatch',
  signingName: 'monitoring',
  targets: [CLOUDWATCH_TARGET],
  contentType: 'application/x-amz-json-1.0',
  queryCompatible: true,
};

const CLOUDTRAIL: Service = {
  actionPrefix: 'cloudtrail',
  signingName: 'cloudtrail',
  // The AWS command line says it with the name space, the SDK for JavaScript without.
  targets: ['CloudTrail_20131101', 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101'],
  contentType: 'application/x-amz-json-1.1',
  queryCompatible: false,
};

const CLOUDHSM: Service = {
  actionPrefix: 'cloudhsm',
  signingName: 'cloudhsm',
  targets: ['BaldrApiService'],
  contentType: 'application/x-amz-json-1.1',
  queryCompatible: false,
};

/** Has no target: the form of its request names the operation. */
const IAM: Service = {
  actionPrefix: 'iam',
  signingName: 'iam',
  targets: [],
  contentType: 'text/xml',
  queryCompatible: false,
};

const SERVICES = [LOGS, CLOUDWATCH, CLOUDTRAIL, CLOUDHSM];

export interface Named {
  readonly service: Service;
  /** Empty when the request names none. */
  readonly operation: string;
}

/** By the form of a request of a query protocol, which IAM alone speaks here. */
export function queriedOperation(input: unknown): Named {
  const { Action = '' } = (input ?? {}) as { readonly Action?: string };
  return { service: IAM, operation: Action };
}

/** By the `X-Amz-Target`, or by the path of a request in CBOR. What names no service asks for logs. */
export function namedOperation(target: string, path: string): Named {
  const [, rpcService = '', rpcOperation = ''] =
    /^\/service\/(\w+)\/operation\/(\w+)$/.exec(path) ?? [];
  const dot = target.lastIndexOf('.');
  const [name, operation] =
    rpcService === ''
      ? [target.slice(0, Math.max(0, dot)), target.slice(dot + 1)]
      : [rpcService, rpcOperation];
  const service = SERVICES.find(({ targets }) => targets.includes(name));
  return service === undefined || !/^\w+$/.test(operation)
    ? { service: LOGS, operation: '' }
    : { service, operation };
}
