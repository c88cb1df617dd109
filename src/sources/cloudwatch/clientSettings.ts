import type { Logger } from '@smithy/types';
import type { AwsConnection } from '../connection';

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

/** What every SDK client of a connection is made with: four attempts, with the SDK's pauses between. */
export function clientSettings({ region, profile, endpoint }: AwsConnection) {
  return {
    region,
    maxAttempts: 4,
    retryMode: 'standard',
    requestHandler: timeouts,
    logger: quietLogger,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** The options of one call. */
export function callOptions(abortSignal: AbortSignal | undefined) {
  return abortSignal === undefined ? {} : { abortSignal };
}
