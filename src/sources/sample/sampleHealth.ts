import * as l10n from '@vscode/l10n';
import { metricNames, type MetricName } from '../../audit/reference/metrics';
import { computedAlarmTimes, type AlarmTime } from '../clusterHealth/alarmTimes';
import { defaultLogGroupPrefix } from '../connections/connection';
import {
  clusterId,
  serviceRoleName,
  type ClusterFacts,
  type ClusterMetrics,
  type HealthSource,
  type MetricAlarm,
  type PublishedMetric,
  type TrailOptions,
  type TrailPage,
} from '../clusterHealth/healthSource';
import { HumanError } from '../humanError';
import type { Cluster, ListPage } from '../logSource';
import { clusterName } from './cast';
import { clusterHistory } from './clusterHistory';
import { SampleMetrics } from './sampleMetrics';
import type { SampleStream } from './story';
import { sampleAccount, trailRecords } from './trailStory';
import type { TimeRange } from '../timeRange';

const minute = 60_000;

/** The evening of the story's last day: the sample's time stands still there. */
export const sampleNow = Date.UTC(2026, 3, 17, 18, 40);

const trailPageSize = 50;

const facts: ClusterFacts = {
  id: clusterName,
  state: 'ACTIVE',
  stateMessage: undefined,
  hsmType: 'hsm1.medium',
  mode: 'FIPS',
  created: Date.UTC(2026, 2, 2, 8, 36, 50),
  vpc: 'vpc-0sampledemo2',
  backupDays: 90,
  hsms: [
    hsm('hsm-a4tzqk7wnme', 'eu-central-1a', '10.0.1.17'),
    hsm('hsm-c2pmvg5lsoa', 'eu-central-1b', '10.0.2.31'),
  ],
};

function hsm(id: string, zone: string, address: string): ClusterFacts['hsms'][number] {
  return { id, state: 'ACTIVE', stateMessage: undefined, zone, address };
}

const alarms: readonly MetricAlarm[] = [
  alarm('payments-hsm-unhealthy', 'HsmUnhealthy', 1, Date.UTC(2026, 2, 26, 7, 26)),
  alarm('payments-hsm-temperature', 'HsmTemperature', 90, Date.UTC(2026, 2, 26, 6, 50)),
  {
    // A low number of connections of the daytime: it wakes somebody up every evening.
    ...alarm('payments-hsm-no-clients', 'HsmSessionCount', 3, Date.UTC(2026, 3, 17, 18, 25)),
    state: 'ALARM',
    comparison: 'LessThanThreshold',
  },
];

function alarm(name: string, metric: MetricName, threshold: number, changed: number): MetricAlarm {
  return {
    name,
    metric,
    metricName: metric,
    hsm: undefined,
    state: 'OK',
    changed,
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold,
    compares: 'value',
    statistic: 'Maximum',
    periodSeconds: 300,
  };
}

/** What there is around the sample's logs. All of it agrees with them. */
export class SampleHealth implements HealthSource {
  private made: SampleMetrics | undefined;

  /** @param streams the sample's logs, when they are needed */
  constructor(private readonly streams: () => readonly SampleStream[]) {}

  now(): number {
    return sampleNow;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous, the sample is at hand
  async metrics(cluster: Cluster, range: TimeRange, signal?: AbortSignal): Promise<ClusterMetrics> {
    signal?.throwIfAborted();
    check(cluster);
    return this.read(range, samplePeriod(range));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async published(cluster: Cluster, signal?: AbortSignal): Promise<readonly PublishedMetric[]> {
    signal?.throwIfAborted();
    check(cluster);
    return metricNames.flatMap((metric) =>
      facts.hsms.map(({ id }) => ({
        metric,
        hsm: id,
        dimensions: { ClusterId: clusterName, HsmId: id },
      })),
    );
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async alarms(cluster: Cluster, signal?: AbortSignal): Promise<readonly MetricAlarm[]> {
    signal?.throwIfAborted();
    check(cluster);
    return alarms;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async alarmTimes(
    told: readonly MetricAlarm[],
    range: TimeRange,
    signal?: AbortSignal,
  ): Promise<readonly AlarmTime[]> {
    signal?.throwIfAborted();
    const { series } = this.read(range, alarmPeriod);
    return told.flatMap((alarm) => {
      const own = series.filter(({ metric }) => metric === alarm.metric);
      const times = computedAlarmTimes(alarm, own, alarmPeriod, range);
      return times.map((time) => ({ ...time, to: endOf(alarm, time, times) }));
    });
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async facts(cluster: Cluster, signal?: AbortSignal): Promise<ClusterFacts | undefined> {
    signal?.throwIfAborted();
    return clusterId(cluster) === clusterName ? facts : undefined;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async *allFacts(signal?: AbortSignal): AsyncIterable<ListPage<ClusterFacts>> {
    signal?.throwIfAborted();
    yield { items: [facts], hasMore: false };
  }

  serviceRole(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    return Promise.resolve(
      `arn:aws:iam::${sampleAccount}:role/aws-service-role/cloudhsm.amazonaws.com/${serviceRoleName}`,
    );
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async *trail({ range, name, signal }: TrailOptions = {}): AsyncIterable<TrailPage> {
    signal?.throwIfAborted();
    const { from, to } = range ?? { from: -Infinity, to: sampleNow };
    const records = trailRecords()
      .filter(({ eventTime, eventName }) => {
        const time = Date.parse(String(eventTime));
        return time >= from && time < to && (name === undefined || name === eventName);
      })
      .map((record) => JSON.stringify(record))
      .reverse();
    for (let place = 0; place === 0 || place < records.length; place += trailPageSize) {
      const hasMore = place + trailPageSize < records.length;
      yield { records: records.slice(place, place + trailPageSize), hasMore };
    }
  }

  private read(range: TimeRange, periodMs: number): ClusterMetrics {
    this.made ??= new SampleMetrics(clusterHistory(this.streams()), sampleNow);
    return this.made.read(range, periodMs);
  }
}

const alarmPeriod = 5 * minute;

/** The last time of an alarm that is over ends with its last change. */
function endOf(
  { state, changed }: MetricAlarm,
  time: AlarmTime,
  all: readonly AlarmTime[],
): number {
  const isLast = time === all.at(-1);
  return isLast && state === 'OK' && changed !== undefined ? Math.max(changed, time.to) : time.to;
}

function samplePeriod({ from, to }: TimeRange): number {
  const periods = [1, 5, 15, 60, 120].map((minutes) => minutes * minute);
  return periods.find((period) => (to - from) / period <= 400) ?? 24 * 60 * minute;
}

function check({ logGroup }: Cluster): void {
  if (logGroup === defaultLogGroupPrefix + clusterName) return;
  throw new HumanError(l10n.t('The sample has no log "{0}". Refresh the list.', logGroup), 'retry');
}
