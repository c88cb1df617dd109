import type { JsonForm } from './jsonForm';

/**
 * An event of `aws logs get-log-events`: `{"timestamp", "message", "ingestionTime"}` in `{"events": […]}`,
 * in a list or alone. It does not say the stream.
 *
 * Source: CloudWatch Logs API reference, OutputLogEvent.
 */
export const getLogEvents: JsonForm = {
  name: 'get-log-events',
  accepts: (_, members) =>
    members.has('message') &&
    !members.has('logStreamName') &&
    (members.has('timestamp') || members.has('ingestionTime')),
  unwrap: (_, members, output) => {
    const message = members.get('message');
    if (message === undefined) return;
    output.message(message, { timestamp: members.get('timestamp')?.milliseconds });
  },
};
