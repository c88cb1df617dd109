import type { AwsConnection } from '../connection';

/** In ms. A page is a megabyte at most, so a healthy line is done long before. */
const timeouts = {
  connectionTimeout: 4_000,
  requestTimeout: 20_000,
  socketTimeout: 20_000,
  throwOnRequestTimeout: true,
};

/** What every SDK client of a connection is made with: four attempts, with the SDK's pauses between. */
export function clientSettings({ region, profile, endpoint }: AwsConnection) {
  return {
    region,
    maxAttempts: 4,
    retryMode: 'standard',
    requestHandler: timeouts,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** The options of one call. */
export function callOptions(abortSignal: AbortSignal | undefined) {
  return abortSignal === undefined ? {} : { abortSignal };
}
