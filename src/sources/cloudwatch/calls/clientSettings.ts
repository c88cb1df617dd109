import type { Logger } from '@smithy/types';
import type { MfaSessions } from '../login/mfaSessions';
import type { ProxyChoice } from './proxyChoice';
import type { ServiceConnection } from './serviceConnection';

/** In ms. A page is a megabyte at most, so a healthy line is done long before. */
const timeouts = {
  connectionTimeout: 4_000,
  requestTimeout: 20_000,
  socketTimeout: 20_000,
  throwOnRequestTimeout: true,
};

const nothing = (): void => undefined;

/**
 * Without a logger of its own the SDK makes a printable copy of every answer and throws it away. One
 * that takes no answers spares that: an eighth of the time that a page takes here.
 */
const quietLogger = { debug: nothing, warn: nothing, error: nothing } as unknown as Logger;

/** What the clients of all connections have in common. */
export interface ClientOptions {
  /** Left out: nobody can be asked for the code of an MFA device. */
  readonly mfa?: MfaSessions | undefined;
  /**
   * Asked when a client is made. Left out, or where it gives undefined: the SDK's own agents, to which
   * the editor puts its proxy by itself.
   */
  readonly proxy?: (() => ProxyChoice | undefined) | undefined;
}

/** What every SDK client of a connection is made with: four attempts, with the SDK's pauses between. */
export async function clientSettings(
  connection: ServiceConnection,
  { mfa, proxy }: ClientOptions = {},
) {
  const { region, profile, endpoint } = connection;
  const requestHandler = { ...timeouts, ...(await proxyAgents(proxy?.())) };
  const credentials =
    (await mfa?.credentials(connection, requestHandler)) ??
    (requestHandler.httpsAgent && (await credentialsByWayOf(requestHandler, profile)));
  return {
    region,
    maxAttempts: 4,
    retryMode: 'standard',
    requestHandler,
    logger: quietLogger,
    ...(profile !== undefined && { profile }),
    ...(credentials !== undefined && { credentials }),
    ...(endpoint !== undefined && { endpoint }),
    ignoreConfiguredEndpointUrls: true, // `serviceConnection` has looked for them
  };
}

/** The options of one call. */
export function callOptions(abortSignal: AbortSignal | undefined) {
  return abortSignal === undefined ? {} : { abortSignal };
}

async function proxyAgents(choice: ProxyChoice | undefined) {
  if (choice === undefined) return {};
  const { ProxyAgent } = await import(/* webpackChunkName: "proxy" */ './proxyAgents.js');
  const agent = new ProxyAgent(choice);
  return { httpAgent: agent, httpsAgent: agent };
}

/** The SDK's chain. By itself it would sign in to SSO past the proxy. */
async function credentialsByWayOf(requestHandler: object, profile: string | undefined) {
  const { defaultProvider } = await import(
    /* webpackChunkName: "aws-logs" */ '@aws-sdk/credential-provider-node'
  );
  return defaultProvider({
    ...(profile !== undefined && { profile }),
    clientConfig: { requestHandler },
  });
}
