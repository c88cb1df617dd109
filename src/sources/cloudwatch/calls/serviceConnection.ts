import * as l10n from '@vscode/l10n';
import type { AwsConnection } from '../../connections/connection';
import { isEndpoint } from '../../connections/connectionCheck';
import { HumanError } from '../../humanError';
import { type AwsServicePrefix, serviceIds } from './awsServices';
import { type Environment, profileSettings, set } from '../login/profiles';

/** A connection as it holds for one service: its endpoint may be set by the environment or the profile. */
export interface ServiceConnection extends AwsConnection {
  /** What a user has to correct, in words, where that is not the connection's own endpoint. */
  readonly endpointSetBy?: string;
}

/** What the calls of one service are made by. */
export interface ServiceApi {
  /** The connection as it holds for this service. Left out: as it is. */
  readonly connection?: ServiceConnection;
}

/**
 * Finds the endpoint of a service as the AWS CLI does: the connection's own, then the environment's, then
 * the profile's; each for the service before the one for all. The SDK asks the environment's profile even
 * where a client is made with another one, so that it is not left to it.
 *
 * Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
 * @throws HumanError for what is set and is no address
 */
export async function serviceConnection(
  connection: AwsConnection,
  service: AwsServicePrefix,
  environment: Environment = process.env,
): Promise<ServiceConnection> {
  // Also where nothing of it is needed: the SDK keeps its first reading of the files for good, and a new
  // client is often asked for because somebody has just signed in.
  const settings = await profileSettings(connection.profile, environment);
  if (connection.endpoint !== undefined) return connection;
  const ignored =
    set(environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS) ??
    settings.own.ignore_configured_endpoint_urls;
  if (ignored?.toLowerCase() === 'true') return connection;

  const id = serviceIds[service].replaceAll(' ', '_');
  for (const name of [`AWS_ENDPOINT_URL_${id.toUpperCase()}`, 'AWS_ENDPOINT_URL']) {
    const url = set(environment[name]);
    if (url !== undefined) return withEndpoint(connection, url, name);
  }
  const { services, endpoint_url: ofProfile } = settings.own;
  if (services !== undefined) {
    const section = settings.section(`services.${services}`);
    if (section === undefined) {
      throw new HumanError(
        l10n.t(
          'Profile "{0}" names the services section "{1}", which the AWS configuration file does not have. Add [services {1}], or take the name out of the profile.',
          settings.name,
          services,
        ),
        'retry',
      );
    }
    const url = section[`${id.toLowerCase()}.endpoint_url`];
    const setBy = l10n.t('endpoint_url of services section "{0}"', services);
    if (url !== undefined) return withEndpoint(connection, url, setBy);
  }
  if (ofProfile === undefined) return connection;
  const setBy = l10n.t('endpoint_url of profile "{0}"', settings.name);
  return withEndpoint(connection, ofProfile, setBy);
}

function withEndpoint(
  connection: AwsConnection,
  endpoint: string,
  endpointSetBy: string,
): ServiceConnection {
  if (isEndpoint(endpoint)) return { ...connection, endpoint, endpointSetBy };
  throw new HumanError(
    l10n.t(
      'What {0} says is not an address that begins with http:// or https:// and has no user name in it. Correct or remove it.',
      endpointSetBy,
    ),
    'retry',
  );
}
