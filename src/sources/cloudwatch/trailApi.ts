import type { LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';
import type { AwsConnection } from '../connections/connection';
import { callOptions, type ClientOptions, clientSettings } from './calls/clientSettings';
import { type ServiceApi, serviceConnection } from './calls/serviceConnection';

/** The one call of CloudTrail that is made. It only reads. */
export interface TrailApi extends ServiceApi {
  lookupEvents(request: LookupEventsRequest, signal?: AbortSignal): Promise<LookupEventsResponse>;
}

/** The call by way of the AWS SDK, which is loaded on the first of them. */
export async function openTrailApi(
  given: AwsConnection,
  options?: ClientOptions,
): Promise<TrailApi> {
  const { CloudTrailClient, LookupEventsCommand } = await import(
    /* webpackChunkName: "aws-trail" */ '@aws-sdk/client-cloudtrail'
  );
  const connection = await serviceConnection(given, 'cloudtrail');
  const client = new CloudTrailClient(await clientSettings(connection, options));
  return {
    connection,
    lookupEvents: (request, signal) =>
      client.send(new LookupEventsCommand(request), callOptions(signal)),
  };
}
