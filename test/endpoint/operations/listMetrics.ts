import type { ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import { METRIC_TEXT, TOKEN } from '../constraints';
import { listPage } from '../listPage';
import type { Operation } from './operation';

const PAGE = 500;

export const listMetrics: Operation = (input, { surroundings, emptyPage }): ListMetricsOutput => {
  const namespace = input.text('Namespace', METRIC_TEXT);
  const name = input.text('MetricName', METRIC_TEXT);
  const asked = input.optionalStructures('Dimensions', 10).map((dimension) => ({
    name: dimension.requiredText('Name', METRIC_TEXT),
    value: dimension.text('Value', METRIC_TEXT),
  }));
  const found = surroundings.metrics.filter(
    (metric) =>
      (namespace === undefined || metric.namespace === namespace) &&
      (name === undefined || metric.name === name) &&
      asked.every(({ name: key, value }) => {
        const own = metric.dimensions[key];
        return own !== undefined && (value === undefined || own === value);
      }),
  );
  const page = listPage(
    found,
    {
      operation: 'ListMetrics',
      place: (metric) => ({ time: 0, name: `${metric.name} ${JSON.stringify(metric.dimensions)}` }),
      descending: false,
    },
    { limit: PAGE, token: input.text('NextToken', TOKEN), empty: emptyPage },
  );
  return {
    Metrics: page.items.map((metric) => ({
      Namespace: metric.namespace,
      MetricName: metric.name,
      Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
    })),
    NextToken: page.nextToken,
  };
};
