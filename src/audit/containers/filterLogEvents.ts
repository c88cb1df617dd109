import type { JsonForm } from './jsonForm';
import { clusterIn } from './streamNames';

/**
 * An event of `aws logs filter-log-events`: `{"logStreamName", "timestamp", "message", "ingestionTime",
 * "eventId"}` in `{"events": […]}`, in a list or alone. Streams come interleaved.
 *
 * Source: CloudWatch Logs API reference, FilteredLogEvent.
 */
export const filterLogEvents: JsonForm = {
  name: 'filter-log-events',
  accepts: (_, members) => members.has('message') && members.has('logStreamName'),
  unwrap: (_, members, output) => {
    const message = members.get('message');
    if (message === undefined) return;
    const stream = members.get('logStreamName')?.string;
    output.message(message, {
      stream,
      cluster: clusterIn(members.get('logGroupName')?.string) ?? clusterIn(stream),
      timestamp: members.get('timestamp')?.milliseconds,
    });
  },
};
