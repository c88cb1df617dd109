import type { LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';
import type { AwsConnection } from '../connection';
import { callOptions, clientSettings } from './clientSettings';
import type { MfaSessions } from './mfaSessions';

/** The one call of CloudTrail that is made. It only reads. */
export interface TrailApi {
  lookupEvents(request: LookupEventsRequest, signal?: AbortSignal): Promise<LookupEventsResponse>;
}

/** The call by way of the AWS SDK, which is loaded on the first of them. */
export async function openTrailApi(
  connection: AwsConnection,
  mfa?: MfaSessions,
): Promise<TrailApi> {
  const { CloudTrailClient, LookupEventsCommand } = await import(
    /* webpackChunkName: "aws-trail" */ '@aws-sdk/client-cloudtrail'
  );
  const client = new CloudTrailClient(await clientSettings(connection, mfa));
  return {
    lookupEvents: (request, signal) =>
      client.send(new LookupEventsCommand(request), callOptions(signal)),
  };
}
