import type { JsonForm } from './jsonForm';
import type { JsonValue } from './jsonValue';
import { clusterIn } from './streamNames';

/** The log group, as the APIs that list events of several call it. */
const groupKeys = ['logGroupName', 'logGroupIdentifier', 'logGroup'];

function streamOf(members: ReadonlyMap<string, JsonValue>): JsonValue | undefined {
  return members.get('logStreamName') ?? members.get('logStream');
}

/**
 * An event of `aws logs filter-log-events`: `{"logStreamName", "timestamp", "message", "ingestionTime",
 * "eventId"}` in `{"events": […]}`, in a list or alone. Streams come interleaved. An event of a live tail has
 * the same, and the log group.
 *
 * Source: CloudWatch Logs API reference, FilteredLogEvent, LiveTailSessionLogEvent.
 */
export const filterLogEvents: JsonForm = {
  name: 'filter-log-events',
  accepts: (_, members) => members.has('message') && streamOf(members) !== undefined,
  unwrap: (_, members, output) => {
    const message = members.get('message');
    if (message === undefined) return;
    const stream = streamOf(members)?.string;
    const group = groupKeys.flatMap((key) => members.get(key)?.string ?? [])[0];
    output.message(message, {
      stream,
      cluster: clusterIn(group) ?? clusterIn(stream),
      timestamp: (members.get('timestamp') ?? members.get('eventTimestamp'))?.milliseconds,
    });
  },
};
