import type { StaticListSchema, StaticOperationSchema, StaticStructureSchema } from '@smithy/types';
import type { getEndpointPlugin as getEndpointPluginOf } from '@smithy/core/endpoints';
import type { AwsConnection } from '../connection';
import { callOptions, type ClientOptions, clientSettings } from './clientSettings';
import { type ServiceApi, serviceConnection } from './serviceConnection';

/** An HSM as `DescribeClusters` gives it, as far as it is read here. */
export interface HsmAnswer {
  readonly HsmId?: string;
  readonly State?: string;
  readonly StateMessage?: string;
  readonly AvailabilityZone?: string;
  readonly EniIp?: string;
}

/** A cluster as `DescribeClusters` gives it, as far as it is read here. */
export interface ClusterAnswer {
  readonly ClusterId?: string;
  readonly State?: string;
  readonly StateMessage?: string;
  readonly HsmType?: string;
  readonly Mode?: string;
  readonly CreateTimestamp?: Date;
  readonly VpcId?: string;
  readonly BackupRetentionPolicy?: { readonly Type?: string; readonly Value?: string };
  readonly Hsms?: readonly HsmAnswer[];
}

export interface DescribeClustersAnswer {
  readonly Clusters?: readonly ClusterAnswer[];
  readonly NextToken?: string;
}

export interface DescribeClustersRequest {
  readonly Filters?: Readonly<Record<string, string[]>>;
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** The one call of CloudHSM that is made. It only reads. */
export interface ClustersApi extends ServiceApi {
  describeClusters(
    request: DescribeClustersRequest,
    signal?: AbortSignal,
  ): Promise<DescribeClustersAnswer>;
}

/** The calls, and the host that answers them. */
export interface OpenClustersApi extends ClustersApi {
  host(): string;
}

/*
 * The call as the service model 2017-04-28 has it. Its own SDK client is not taken: the newest in the
 * registry is of 2023 and brings a second SDK with it (ARCHITECTURE.md, Decisions).
 */
const namespace = 'com.amazonaws.cloudhsmv2';
const text = 0;
const whole = 1;
const moment = 4;

function structure(
  name: string,
  members: Readonly<Record<string, unknown>>,
): StaticStructureSchema {
  const shape = [3, namespace, name, 0, Object.keys(members), Object.values(members)];
  return shape as unknown as StaticStructureSchema;
}

function list(name: string, item: StaticStructureSchema): StaticListSchema {
  return [1, namespace, name, 0, () => item];
}

const texts = 64 | text;
const textsByName: unknown = [2, namespace, 'Filters', 0, text, texts];
const hsm = structure('Hsm', {
  HsmId: text,
  State: text,
  StateMessage: text,
  AvailabilityZone: text,
  EniIp: text,
});
const retention = structure('BackupRetentionPolicy', { Type: text, Value: text });
const hsms = list('Hsms', hsm);
const cluster = structure('Cluster', {
  ClusterId: text,
  State: text,
  StateMessage: text,
  HsmType: text,
  Mode: text,
  CreateTimestamp: moment,
  VpcId: text,
  BackupRetentionPolicy: () => retention,
  Hsms: () => hsms,
});
const clusters = list('Clusters', cluster);
const request = structure('DescribeClustersRequest', {
  Filters: () => textsByName,
  NextToken: text,
  MaxResults: whole,
});
const response = structure('DescribeClustersResponse', {
  Clusters: () => clusters,
  NextToken: text,
});
const operation: StaticOperationSchema = [
  9,
  namespace,
  'DescribeClusters',
  0,
  () => request,
  () => response,
];

type EndpointConfig = Parameters<typeof getEndpointPluginOf>[0];

/** What a made command tells of the parameters that decide its endpoint. */
interface EndpointInstructions {
  getEndpointParameterInstructions(): Parameters<typeof getEndpointPluginOf>[1];
}

/**
 * The call by way of CloudTrail's SDK client: credentials, retries and signing are the same for every
 * service, and CloudHSM speaks the same protocol. Only the names in the request are CloudHSM's.
 */
export async function openClustersApi(
  given: AwsConnection,
  options?: ClientOptions,
): Promise<OpenClustersApi> {
  const [{ CloudTrailClient }, { AwsJson1_1Protocol }, { Command }, { getEndpointPlugin }] =
    await Promise.all([
      import(/* webpackChunkName: "aws-trail" */ '@aws-sdk/client-cloudtrail'),
      import(/* webpackChunkName: "aws-trail" */ '@aws-sdk/core/protocols'),
      import(/* webpackChunkName: "aws-trail" */ '@smithy/core/client'),
      import(/* webpackChunkName: "aws-trail" */ '@smithy/core/endpoints'),
    ]);
  const connection = await serviceConnection(given, 'cloudhsm');
  const client = new CloudTrailClient({
    ...(await clientSettings(connection, options)),
    protocol: new AwsJson1_1Protocol({
      defaultNamespace: namespace,
      errorTypeRegistries: [],
      serviceTarget: 'BaldrApiService',
    }),
    httpAuthSchemeProvider: ({ region }) => [
      {
        schemeId: 'aws.auth#sigv4',
        signingProperties: { name: 'cloudhsm', region },
        propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
      },
    ],
  });
  const { endpointProvider } = client.config;
  client.config.endpointProvider = (parameters, context) => {
    const resolved = endpointProvider(parameters, context);
    if (parameters.Endpoint !== undefined) return resolved;
    // The host differs in its first label only, in every partition.
    const url = new URL(resolved.url);
    url.hostname = url.hostname.replace(/^cloudtrail(?=[.-])/, 'cloudhsmv2');
    return { ...resolved, url };
  };
  const DescribeClusters = Command.classBuilder<
    DescribeClustersRequest,
    DescribeClustersAnswer,
    typeof client.config
  >()
    .ep({
      UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
      Endpoint: { type: 'builtInParams', name: 'endpoint' },
      Region: { type: 'builtInParams', name: 'region' },
      UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
    })
    .m((made: EndpointInstructions, _stack, config: EndpointConfig) => [
      getEndpointPlugin(config, made.getEndpointParameterInstructions()),
    ])
    .s('BaldrApiService', 'DescribeClusters', {})
    .n('CloudHSMV2Client', 'DescribeClustersCommand')
    .sc(operation)
    .build();
  return {
    connection,
    host: () => {
      const { region, endpoint } = connection;
      const parameters = { Region: region, ...(endpoint !== undefined && { Endpoint: endpoint }) };
      return client.config.endpointProvider(parameters, {}).url.host;
    },
    describeClusters: async (asked, signal) =>
      (await client.send(
        new DescribeClusters(asked) as never,
        callOptions(signal),
      )) as DescribeClustersAnswer,
  };
}
