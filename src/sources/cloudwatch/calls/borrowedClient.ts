import type * as Protocols from '@aws-sdk/core/protocols';
import type {
  $ClientProtocol,
  HttpRequest,
  HttpResponse,
  StaticOperationSchema,
} from '@smithy/types';
import type { getEndpointPlugin as getEndpointPluginOf } from '@smithy/core/endpoints';
import type { AwsConnection } from '../../connections/connection';
import type { AwsServicePrefix } from './awsServices';
import { callOptions, type ClientOptions, clientSettings } from './clientSettings';
import { serviceConnection, type ServiceConnection } from './serviceConnection';

interface SignedFor {
  readonly signingName: string;
  readonly signingRegion: string;
}

/** A service whose own SDK client is not taken (ARCHITECTURE.md, Decisions), as its service model has it. */
export interface BorrowedService {
  readonly prefix: AwsServicePrefix;
  /** What its requests are signed for. */
  readonly signedFor: (region: string) => SignedFor;
  /** Its address, where no endpoint is set. @param trail CloudTrail's in the region */
  readonly address: (trail: URL, region: string) => URL;
  readonly protocol: (protocols: typeof Protocols) => $ClientProtocol<HttpRequest, HttpResponse>;
}

/** Calls of a service by way of another one's client. */
export interface BorrowedClient {
  /** As it holds for the service. */
  readonly connection: ServiceConnection;
  /** The host that answers. */
  readonly host: () => string;
  /** Makes a call of an operation possible. */
  readonly call: <Answer>(
    operation: StaticOperationSchema,
  ) => (request: object, signal?: AbortSignal) => Promise<Answer>;
}

type EndpointConfig = Parameters<typeof getEndpointPluginOf>[0];

/** What a made command tells of the parameters that decide its endpoint. */
interface EndpointInstructions {
  getEndpointParameterInstructions(): Parameters<typeof getEndpointPluginOf>[1];
}

/**
 * Calls by way of CloudTrail's SDK client: credentials, retries and signing are the same for every
 * service. Only protocol, address and the names in the request are the service's own.
 */
export async function borrowedClient(
  given: AwsConnection,
  options: ClientOptions | undefined,
  { prefix, signedFor, address, protocol }: BorrowedService,
): Promise<BorrowedClient> {
  const [{ CloudTrailClient }, protocols, { Command }, { getEndpointPlugin }] = await Promise.all([
    import(/* webpackChunkName: "aws-trail" */ '@aws-sdk/client-cloudtrail'),
    import(/* webpackChunkName: "aws-trail" */ '@aws-sdk/core/protocols'),
    import(/* webpackChunkName: "aws-trail" */ '@smithy/core/client'),
    import(/* webpackChunkName: "aws-trail" */ '@smithy/core/endpoints'),
  ]);
  const connection = await serviceConnection(given, prefix);
  const { region, endpoint } = connection;
  const client = new CloudTrailClient({
    ...(await clientSettings(connection, options)),
    protocol: protocol(protocols),
    httpAuthSchemeProvider: () => [
      {
        schemeId: 'aws.auth#sigv4',
        signingProperties: { ...signedFor(region) },
        propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
      },
    ],
  });
  const { endpointProvider } = client.config;
  client.config.endpointProvider = (parameters, context) => {
    const resolved = endpointProvider(parameters, context);
    if (parameters.Endpoint !== undefined) return resolved;
    return { ...resolved, url: address(new URL(resolved.url), region) };
  };
  return {
    connection,
    host: () => {
      const parameters = { Region: region, ...(endpoint !== undefined && { Endpoint: endpoint }) };
      return client.config.endpointProvider(parameters, {}).url.host;
    },
    call: <Answer>(operation: StaticOperationSchema) => {
      const [, , name] = operation;
      const Made = Command.classBuilder<object, Answer & object, typeof client.config>()
        .ep({
          UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
          Endpoint: { type: 'builtInParams', name: 'endpoint' },
          Region: { type: 'builtInParams', name: 'region' },
          UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
        })
        .m((made: EndpointInstructions, _stack, config: EndpointConfig) => [
          getEndpointPlugin(config, made.getEndpointParameterInstructions()),
        ])
        .s(prefix, name, {})
        .n(`${prefix}Client`, `${name}Command`)
        .sc(operation)
        .build();
      return async (request: object, signal?: AbortSignal) =>
        (await client.send(new Made(request) as never, callOptions(signal))) as Answer;
    },
  };
}
