import type { GetMetricDataOutput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { ClusterMetrics, MetricSeries } from '../../clusterHealth/healthSource';
import { metricQueries, type MetricId } from './metricQueries';
import { unreadNotes } from './unreadNotes';

/** What the service has given of one metric so far. */
interface Points {
  readonly values: Map<number, number>;
  /** As the last page that has the metric says; undefined where none has. */
  status: MetricDataResult['StatusCode'];
  /** What it says with that. */
  messages: readonly string[];
}

/**
 * Collects the points of pages of answers into a series each, and what the service did not give. A metric without
 * a point has no series. Source of what the status of a result means: CloudWatch API Reference, MetricDataResult.
 */
export class MetricPoints {
  private readonly points: readonly Points[];
  private readonly messages = new Set<string>();

  /** @param ids no more than one call takes */
  constructor(
    private readonly ids: readonly MetricId[],
    private readonly periodMs: number,
  ) {
    this.points = ids.map(() => ({ values: new Map(), status: undefined, messages: [] }));
  }

  /** The queries for what is not complete yet, and that another request may bring. */
  queries(): ReturnType<typeof metricQueries> {
    return metricQueries(this.ids, this.periodMs).filter((_, index) => {
      const status = this.points[index]?.status;
      return status !== 'Complete' && status !== 'Forbidden';
    });
  }

  add({
    MetricDataResults = [],
    Messages = [],
  }: Pick<GetMetricDataOutput, 'MetricDataResults' | 'Messages'>): void {
    for (const message of texts(Messages)) this.messages.add(message);
    for (const result of MetricDataResults) {
      const { Id = '', Timestamps = [], Values = [] } = result;
      const own = this.points[Number(Id.slice(1))];
      if (own === undefined) continue;
      own.status = result.StatusCode ?? 'Complete';
      own.messages = own.status === 'Complete' ? [] : texts(result.Messages);
      for (const [index, time] of Timestamps.entries()) {
        const value = Values[index];
        if (value !== undefined) own.values.set(time.getTime(), value);
      }
    }
  }

  series(): readonly MetricSeries[] {
    return this.ids.flatMap(({ metric, hsm }, index): readonly MetricSeries[] => {
      const values = this.points[index]?.values ?? new Map<number, number>();
      if (values.size === 0) return [];
      const points = [...values].sort(([one], [other]) => one - other);
      return [
        {
          metric,
          hsm,
          times: points.map(([time]) => time),
          values: points.map(([, value]) => value),
        },
      ];
    });
  }

  /** What has not come, and the sentences for it. */
  unread(): Pick<ClusterMetrics, 'unread' | 'notes'> {
    const having = (wanted: (status: Points['status']) => boolean): readonly MetricId[] =>
      this.ids.filter((_, index) => wanted(this.points[index]?.status));
    const forbidden = having((status) => status === 'Forbidden');
    const partial = having((status) => status !== 'Complete' && status !== 'Forbidden');
    const messages = new Set([...this.messages, ...this.points.flatMap((one) => one.messages)]);
    return {
      unread: [...forbidden, ...partial].map(({ metric, hsm }) => ({ metric, hsm })),
      notes: unreadNotes(forbidden, partial, [...messages]),
    };
  }
}

function texts(messages: GetMetricDataOutput['Messages'] = []): readonly string[] {
  return messages.flatMap(({ Code, Value }) => Value ?? Code ?? []);
}
