import type { AwsConnection, SetEndpoint } from '../../connections/connection';
import { HumanError } from '../../humanError';
import { serviceTitles } from './awsServices';
import type { Environment } from '../login/profiles';
import { serviceConnection } from './serviceConnection';

/** The endpoints that the environment or the profile of a connection sets, each with its services. */
export async function setEndpoints(
  connection: AwsConnection,
  environment: Environment = process.env,
): Promise<readonly SetEndpoint[]> {
  const found = new Map<string, SetEndpoint & { readonly services: string[] }>();
  for (const [service, title] of serviceTitles) {
    try {
      const { endpoint, endpointSetBy } = await serviceConnection(connection, service, environment);
      if (endpoint === undefined || endpointSetBy === undefined) continue;
      const key = JSON.stringify([endpoint, endpointSetBy]);
      const one = found.get(key) ?? { url: endpoint, setBy: endpointSetBy, services: [] };
      one.services.push(title);
      found.set(key, one);
    } catch (error) {
      // What is set and is no address: each call of the service says so.
      if (!(error instanceof HumanError)) throw error;
    }
  }
  return [...found.values()];
}
