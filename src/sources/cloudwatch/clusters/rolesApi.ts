import type { AwsConnection } from '../../connections/connection';
import { borrowedClient } from '../calls/borrowedClient';
import type { ClientOptions } from '../calls/clientSettings';
import type { ServiceApi } from '../calls/serviceConnection';
import { operation, structure, text } from '../calls/structureSchema';

/** The one call of IAM that is made. It only reads. */
export interface RolesApi extends ServiceApi {
  /** @throws an error with the name `NoSuchEntity` where the account has no such role */
  getRole(
    request: { readonly RoleName: string },
    signal?: AbortSignal,
  ): Promise<{ readonly Role?: { readonly Arn?: string } }>;
}

/** The call, and the host that answers it. */
export interface OpenRolesApi extends RolesApi {
  host(): string;
}

/* The call as the service model 2010-05-08 has it. */
const namespace = 'com.amazonaws.iam';
const role = structure(namespace, 'Role', { Arn: text });
const getRole = operation(
  namespace,
  'GetRole',
  structure(namespace, 'GetRoleRequest', { RoleName: text }),
  structure(namespace, 'GetRoleResponse', { Role: () => role }),
);

/**
 * IAM has one address in each partition, and is signed for in one region of it. Source: AWS General
 * Reference, "IAM endpoints and quotas"; the SDKs' endpoint rules of IAM (botocore 1.43.11, `iam/2010-05-08/endpoint-rule-set-1.json`).
 */
const homes: readonly (readonly [regions: RegExp, home: string, host: string])[] = [
  [/^cn-/, 'cn-north-1', 'iam.cn-north-1.amazonaws.com.cn'],
  [/^us-gov-/, 'us-gov-west-1', 'iam.us-gov.amazonaws.com'],
  [/^us-iso-/, 'us-iso-east-1', 'iam.us-iso-east-1.c2s.ic.gov'],
  [/^us-isob-/, 'us-isob-east-1', 'iam.us-isob-east-1.sc2s.sgov.gov'],
  [/^us-isof-/, 'us-isof-south-1', 'iam.us-isof-south-1.csp.hci.ic.gov'],
  [/^eu-isoe-/, 'eu-isoe-west-1', 'iam.eu-isoe-west-1.cloud.adc-e.uk'],
  [/^eusc-/, 'eusc-de-east-1', 'iam.eusc-de-east-1.amazonaws.eu'],
];

function homeOf(region: string): { readonly region: string; readonly host: string } {
  const [, home = 'us-east-1', host = 'iam.amazonaws.com'] =
    homes.find(([regions]) => regions.test(region)) ?? [];
  return { region: home, host };
}

/** The call by way of the AWS SDK, which is loaded on the first of them. */
export async function openRolesApi(
  given: AwsConnection,
  options?: ClientOptions,
): Promise<OpenRolesApi> {
  const { connection, host, call } = await borrowedClient(given, options, {
    prefix: 'iam',
    signedFor: (region) => ({ signingName: 'iam', signingRegion: homeOf(region).region }),
    address: (trail, region) => {
      const { host } = homeOf(region);
      const isFips = host === 'iam.amazonaws.com' && trail.host.includes('-fips');
      return new URL(`https://${isFips ? 'iam-fips.amazonaws.com' : host}`);
    },
    protocol: ({ AwsQueryProtocol }) =>
      new AwsQueryProtocol({
        defaultNamespace: namespace,
        xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
        version: '2010-05-08',
        errorTypeRegistries: [],
      }),
  });
  return { connection, host, getRole: call(getRole) };
}
