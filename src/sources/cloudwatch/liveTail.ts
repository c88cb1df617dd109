import type { StartLiveTailResponseStream } from '@aws-sdk/client-cloudwatch-logs';
import * as l10n from '@vscode/l10n';
import type { AwsConnection } from '../connections/connection';
import { HumanError } from '../humanError';
import type { LiveEvent, LiveUpdate } from '../logSource';
import { awsErrorOf } from './errors/awsErrorKind';

/** Regions of the partitions without live tail. Source: CloudWatch Logs User Guide, Live Tail. */
const withoutLiveTail = /^(?:cn|us-gov)-/;

/** Why a connection cannot have a live tail, as far as that is known without asking. */
export function unavailableLiveTail({ region, endpoint }: AwsConnection): HumanError | undefined {
  if (endpoint !== undefined || !withoutLiveTail.test(region)) return undefined;
  return unavailable(l10n.t('CloudWatch Logs has no live tail in region {0}.', region), undefined);
}

/**
 * What a session that did not begin means: an endpoint may not know the call, a policy not allow it, a
 * log group be of a class without it, a network lead to the service's other host only.
 */
export function refusedLiveTail(error: unknown): unknown {
  if (!(error instanceof HumanError)) return error;
  const cause = awsErrorOf(error.cause);
  if (cause.code === 'ENOTFOUND') {
    return unavailable(l10n.t('The host for live tail cannot be found from here.'), error.cause);
  }
  if (error.nature === 'passing' && !isUnknownCall(cause.status)) return error;
  if (error.nature === 'signIn') return error;
  const sentence =
    cause.name === 'AccessDeniedException'
      ? l10n.t('The credentials in use do not allow logs:StartLiveTail.')
      : l10n.t('There is no live tail for this log group at this endpoint.');
  return unavailable(sentence, error.cause);
}

/** Some local endpoints answer so to a call that they do not have. */
function isUnknownCall(status: number | undefined): boolean {
  return status === 501;
}

function unavailable(message: string, cause: unknown): HumanError {
  return new HumanError(message, undefined, { nature: 'unavailable', cause });
}

/**
 * The updates of a session, until the service ends it, as it does after three hours.
 * @throws what the SDK throws when it breaks off
 */
export async function* liveUpdates(
  stream: AsyncIterable<StartLiveTailResponseStream> | undefined,
): AsyncGenerator<LiveUpdate> {
  try {
    for await (const { sessionStart, sessionUpdate } of stream ?? []) {
      if (sessionStart !== undefined) yield { events: [], isSampled: false };
      if (sessionUpdate === undefined) continue;
      yield {
        events: (sessionUpdate.sessionResults ?? []).map(
          ({ logStreamName = '', timestamp = 0, message = '' }): LiveEvent => ({
            streamName: logStreamName,
            event: { timestamp, message },
          }),
        ),
        isSampled: sessionUpdate.sessionMetadata?.sampled ?? false,
      };
    }
  } catch (error) {
    if (awsErrorOf(error).name !== 'SessionTimeoutException') throw error;
  }
}
