import type { Logger } from '@smithy/types';
import type { AwsConnection } from '../connection';
import type { MfaSessions } from './mfaSessions';
import { profiles } from './profiles';

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

/**
 * What every SDK client of a connection is made with: four attempts, with the SDK's pauses between.
 *
 * @param mfa left out: nobody can be asked for a code
 */
export async function clientSettings(connection: AwsConnection, mfa?: MfaSessions) {
  const { region, profile, endpoint } = connection;
  // The SDK keeps its first reading of the files for good. A new client is often asked for because
  // somebody has just signed in.
  await profiles();
  const credentials = await mfa?.credentials(connection);
  return {
    region,
    maxAttempts: 4,
    retryMode: 'standard',
    requestHandler: timeouts,
    logger: quietLogger,
    ...(profile !== undefined && { profile }),
    ...(credentials !== undefined && { credentials }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** The options of one call. */
export function callOptions(abortSignal: AbortSignal | undefined) {
  return abortSignal === undefined ? {} : { abortSignal };
}
