import type { JsonForm, Origin } from './jsonForm';
import type { JsonValue } from './jsonValue';
import { clusterIn } from './streamNames';
import { isoMilliseconds } from './timestamps';

/**
 * A row of a Logs Insights query: `[{"field": "@message", "value": …}, …]` as get-query-results gives it,
 * or `{"@message": …, …}` as the console saves it.
 *
 * Source: CloudWatch Logs API reference, GetQueryResults.
 */
export const insightsJson: JsonForm = {
  name: 'insights-json',
  accepts: (value, members) => rowOf(value, members).has('@message'),
  unwrap: (value, members, output) => {
    const row = rowOf(value, members);
    const message = row.get('@message');
    if (message === undefined) return;
    output.message(
      message,
      insightsOrigin((field) => row.get(field)?.words),
    );
  },
};

function rowOf(
  value: JsonValue,
  members: ReadonlyMap<string, JsonValue>,
): ReadonlyMap<string, JsonValue> {
  if (value.type !== 'array') return members;
  return new Map(
    value.elements.flatMap(({ members: cell }) => {
      const field = cell.get('field')?.string;
      const content = cell.get('value');
      return field === undefined || content === undefined ? [] : [[field, content] as const];
    }),
  );
}

/** What the columns of a row say; `@log` is `account:group`, `@timestamp` is UTC. */
export function insightsOrigin(cell: (field: string) => string | undefined): Origin {
  const named = cell('@logStream');
  const stream = named === '' ? undefined : named;
  const time = cell('@timestamp');
  return {
    stream,
    cluster: clusterIn(cell('@log')) ?? clusterIn(stream),
    timestamp:
      time === undefined
        ? undefined
        : isoMilliseconds(/^[-\d]{10}[T ][\d:.]+$/.test(time) ? `${time}Z` : time),
  };
}
