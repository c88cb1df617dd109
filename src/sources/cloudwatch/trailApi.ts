import type { LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';
import type { AwsConnection } from '../connection';
import { callOptions, clientSettings } from './clientSettings';
import { profiles } from './profiles';

/** The one call of CloudTrail that is made. It only reads. */
export interface TrailApi {
  lookupEvents(request: LookupEventsRequest, signal?: AbortSignal): Promise<LookupEventsResponse>;
}

/** The call by way of the AWS SDK, which is loaded on the first of them. */
export async function openTrailApi(connection: AwsConnection): Promise<TrailApi> {
  const { CloudTrailClient, LookupEventsCommand } = await import(
    /* webpackChunkName: "aws-trail" */ '@aws-sdk/client-cloudtrail'
  );
  await profiles(); // the SDK keeps its first reading of the files for good
  const client = new CloudTrailClient(clientSettings(connection));
  return {
    lookupEvents: (request, signal) =>
      client.send(new LookupEventsCommand(request), callOptions(signal)),
  };
}
