import type { JsonForm } from './jsonForm';
import { clusterIn } from './streamNames';

/**
 * A record of a subscription filter: `{"messageType", "owner", "logGroup", "logStream",
 * "subscriptionFilters", "logEvents": [{"id", "timestamp", "message"}]}`. Firehose writes them back to
 * back, each compressed by itself. A record of another type than DATA_MESSAGE holds no events.
 *
 * Source: Amazon CloudWatch Logs user guide, "Real-time processing of log data with subscriptions".
 */
export const subscriptionRecord: JsonForm = {
  name: 'subscription',
  accepts: (_, members) => members.has('messageType') || members.has('logEvents'),
  unwrap: (value, members, output) => {
    const type = members.get('messageType')?.string;
    if (type !== undefined && type !== 'DATA_MESSAGE') {
      output.skipped(type, value);
      return;
    }
    const stream = members.get('logStream')?.string;
    const cluster = clusterIn(members.get('logGroup')?.string) ?? clusterIn(stream);
    for (const event of members.get('logEvents')?.elements ?? []) {
      const { members: own } = event;
      const message = own.get('message');
      if (message === undefined) continue;
      output.message(message, { stream, cluster, timestamp: own.get('timestamp')?.milliseconds });
    }
  },
};
