import {
  CloudWatchLogsClient,
  type CloudWatchLogsClientConfig,
} from '@aws-sdk/client-cloudwatch-logs';
import { startEndpoint, type Endpoint, type EndpointOptions } from '../../endpoint/server';

/** An endpoint and the SDK's client for it, which tries everything once. */
export interface EndpointClient {
  readonly endpoint: Endpoint;
  readonly client: CloudWatchLogsClient;
  readonly stop: () => Promise<void>;
}

export async function startEndpointClient(options?: EndpointOptions): Promise<EndpointClient> {
  const endpoint = await startEndpoint(options);
  const client = clientOf(endpoint);
  return {
    endpoint,
    client,
    stop: async () => {
      client.destroy();
      await endpoint.stop();
    },
  };
}

export function clientOf(
  endpoint: Endpoint,
  config: CloudWatchLogsClientConfig = {},
): CloudWatchLogsClient {
  return new CloudWatchLogsClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    ...config,
  });
}
