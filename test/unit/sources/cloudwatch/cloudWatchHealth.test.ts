import assert from 'node:assert/strict';
import type { GetMetricDataOutput, MetricDataResult, StatusCode } from '@aws-sdk/client-cloudwatch';
import { metricNames } from '../../../../src/audit/reference/metrics';
import type {
  ClusterMetrics,
  HealthSource,
  MetricSeries,
} from '../../../../src/sources/clusterHealth/healthSource';
import { CloudWatchHealth } from '../../../../src/sources/cloudwatch/cloudWatchHealth';
import { RequestRates } from '../../../../src/sources/cloudwatch/calls/requestRates';
import { HumanError } from '../../../../src/sources/humanError';
import { sampleNow } from '../../../../src/sources/sample/sampleHealth';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';
import type { Clock } from '../../../endpoint/clock';
import { fillWithHealth } from '../../../endpoint/sampleData';
import { startEndpoint, type Endpoint } from '../../../endpoint/server';
import { listedItems } from '../../../fixtures/listedItems';

const cluster = {
  logGroup: '/aws/cloudhsm/cluster-sampledemo2',
  name: 'cluster-sampledemo2',
  arn: undefined,
};
const hour = 60 * 60 * 1000;
const day = { from: sampleNow - 24 * hour, to: sampleNow };

/** A clock whose sleeps pass at once. */
class QuickClock implements Clock {
  time = sampleNow;
  now = (): number => this.time;
  sleep = (milliseconds: number): Promise<void> => {
    this.time += milliseconds;
    return Promise.resolve();
  };
}

describe('the health of a cluster by way of CloudWatch', function () {
  this.timeout(60_000);
  const sample = new SampleSource();
  const clock = new QuickClock();
  let endpoint: Endpoint;
  let health: CloudWatchHealth;
  let told: HealthSource;

  before(async () => {
    process.env.AWS_ACCESS_KEY_ID = 'AKIDEXAMPLE';
    process.env.AWS_SECRET_ACCESS_KEY = 'secret';
    told = await sample.health();
    endpoint = await startEndpoint({ clock, quotas: { LookupEvents: { perSecond: 1000 } } });
    await fillWithHealth(endpoint, sample, 48);
  });
  after(async () => {
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    await endpoint.stop();
  });
  const { random } = Math;
  afterEach(() => {
    Math.random = random;
  });
  beforeEach(() => {
    endpoint.requests.length = 0;
    endpoint.faults.clear();
    health = healthOf(endpoint.url);
  });

  const usualOptions = (): ConstructorParameters<typeof CloudWatchHealth>[1] => ({
    clock: clock.now,
    rates: new RequestRates(clock).for({ region: 'eu-central-1' }),
    hsms: () => Promise.resolve(['hsm-a4tzqk7wnme', 'hsm-b6jx3rfdhyu']),
    findProfile: () => Promise.reject(new Error('not looked up')),
  });

  function healthOf(
    url: string,
    options: Partial<ConstructorParameters<typeof CloudWatchHealth>[1]> = {},
  ) {
    return new CloudWatchHealth(
      { name: 'prod', region: 'eu-central-1', endpoint: url },
      { ...usualOptions(), ...options },
    );
  }

  function seriesOf(
    { series }: ClusterMetrics,
    metric: string,
    hsm: string,
  ): MetricSeries | undefined {
    return series.find((one) => one.metric === metric && one.hsm === hsm);
  }

  const operations = (): readonly string[] => endpoint.requests.map(({ operation }) => operation);

  it('asks for all metrics of all HSMs in one request for data, and they are those of the sample', async () => {
    const found = await health.metrics(cluster, day);

    assert.deepEqual(operations(), ['ListMetrics', 'GetMetricData']);
    const expected = await told.metrics(cluster, day);
    assert.equal(found.periodMs, expected.periodMs);
    assert.equal(
      found.series.filter(({ hsm }) => hsm !== undefined).length,
      expected.series.length,
    );
    for (const series of expected.series) {
      assert.ok(series.hsm);
      assert.deepEqual(seriesOf(found, series.metric, series.hsm), series);
    }
  });

  it('asks for a counter of each HSM and not for the largest of them, which is the counter of none', async () => {
    const { series } = await health.metrics(cluster, day);

    const whole = series.filter(({ hsm }) => hsm === undefined);
    assert.deepEqual(
      whole.map(({ metric }) => metric).sort(),
      metricNames.filter((name) => !name.startsWith('InterfaceEth2Octets')).sort(),
    );
    const sessions = series.filter(({ metric }) => metric === 'HsmSessionCount');
    const newest = (own: readonly MetricSeries[]): number[] =>
      own.map(({ values }) => values.at(-1) ?? NaN);
    assert.deepEqual(newest(sessions.filter(({ hsm }) => hsm === undefined)), [
      Math.max(...newest(sessions.filter(({ hsm }) => hsm !== undefined))),
    ]);
  });

  it('names the metrics with the dimensions that they are published with', async () => {
    const metrics = await health.published(cluster);
    assert.deepEqual(operations(), ['ListMetrics']);
    assert.equal(metrics.length, 28, 'ten metrics of two HSMs, eight of the cluster');
    assert.deepEqual(
      metrics.find(({ metric, hsm }) => metric === 'HsmUnhealthy' && hsm === 'hsm-a4tzqk7wnme'),
      {
        metric: 'HsmUnhealthy',
        hsm: 'hsm-a4tzqk7wnme',
        dimensions: {
          Region: 'eu-central-1',
          ClusterId: 'cluster-sampledemo2',
          HsmId: 'hsm-a4tzqk7wnme',
        },
      },
    );
  });

  it('follows the pages of an answer with many points', async () => {
    const whole = await health.metrics(cluster, day);
    const paged = healthOf(endpoint.url, {
      apis: {
        metrics: async (connection) => {
          const { openMetricsApi } =
            await import('../../../../src/sources/cloudwatch/metrics/metricsApi.js');
          const api = await openMetricsApi(connection);
          return {
            ...api,
            getMetricData: (request, signal) =>
              api.getMetricData({ ...request, MaxDatapoints: 700 }, signal),
          };
        },
      },
    });

    assert.deepEqual(await paged.metrics(cluster, day), whole);
    assert.ok(operations().filter((name) => name === 'GetMetricData').length > 3);
  });

  /** What CloudWatch answers in place of what the endpoint would, each answer once. */
  function answering(...answers: readonly ((asked: readonly string[]) => GetMetricDataOutput)[]): {
    readonly health: CloudWatchHealth;
    readonly asked: readonly (readonly string[])[];
  } {
    const asked: (readonly string[])[] = [];
    const own = healthOf(endpoint.url, {
      hsms: () => Promise.resolve([]),
      apis: {
        metrics: async (connection) => {
          const { openMetricsApi } =
            await import('../../../../src/sources/cloudwatch/metrics/metricsApi.js');
          return {
            ...(await openMetricsApi(connection)),
            getMetricData: ({ MetricDataQueries = [] }) => {
              const ids = MetricDataQueries.map(({ Id = '' }) => Id);
              asked.push(ids);
              return Promise.resolve(answers[asked.length - 1]?.(ids) ?? {});
            },
          };
        },
      },
    });
    return { health: own, asked };
  }

  const pointsOf = (
    Id: string,
    StatusCode: StatusCode,
    values: readonly number[],
    said?: string,
  ): MetricDataResult => ({
    Id,
    StatusCode,
    Timestamps: values.map((value) => new Date(day.from + value * 60_000)),
    Values: [...values],
    ...(said !== undefined && { Messages: [{ Code: 'ArithmeticError', Value: said }] }),
  });

  it('asks once more for what CloudWatch gave in part or failed to give, and for nothing else', async () => {
    const { health: own, asked } = answering(
      (ids) => ({
        MetricDataResults: ids.map((Id, index) =>
          index === 0
            ? pointsOf(Id, 'PartialData', [1, 2], 'said in between')
            : index === 1
              ? pointsOf(Id, 'InternalError', [])
              : pointsOf(Id, 'Complete', [1, 2, 3]),
        ),
      }),
      (ids) => ({ MetricDataResults: ids.map((Id) => pointsOf(Id, 'Complete', [2, 3])) }),
    );

    const { series, unread, notes } = await own.metrics(cluster, day);

    assert.deepEqual(asked, [asked[0], ['m0', 'm1']]);
    assert.equal(series.length, 28);
    assert.deepEqual(series[0]?.values, [1, 2, 3], 'each point once, in the order of time');
    assert.deepEqual(series[1]?.values, [2, 3]);
    assert.deepEqual([unread, notes], [[], []]);
  });

  it('says what CloudWatch did not give, with what it says itself', async () => {
    const { health: own, asked } = answering(
      (ids) => ({
        Messages: [{ Code: 'Limit', Value: 'Maximum number of allowed metrics exceeded' }],
        MetricDataResults: ids.map((Id, index) =>
          index < 4
            ? pointsOf(Id, 'Forbidden', [], 'no\u202e access')
            : pointsOf(Id, index === 4 ? 'PartialData' : 'Complete', [1]),
        ),
      }),
      (ids) => ({ MetricDataResults: ids.map((Id) => pointsOf(Id, 'InternalError', [])) }),
    );

    const { series, unread, notes } = await own.metrics(cluster, day);

    assert.deepEqual(asked[1], ['m4'], 'what is forbidden stays so');
    assert.equal(series.length, 24);
    assert.equal(unread.length, 5);
    assert.match(
      notes[0] ?? '',
      /^The credentials in use do not allow cloudwatch:GetMetricData for .+ \(hsm-\w+\), .+ and 1 more\. Ask/,
    );
    assert.match(
      notes[1] ?? '',
      /^CloudWatch gave only a part of the points of [^,]+ \(hsm-\w+\), also when it was asked again/,
    );
    assert.deepEqual(notes.slice(2), [
      'CloudWatch says of the metrics: Maximum number of allowed metrics exceeded',
      'CloudWatch says of the metrics: no\\u202e access',
    ]);
  });

  it('leaves out points that are missing, and metrics that the type of HSM does not publish', async () => {
    const other = await startEndpoint({ clock });
    const dimensions = { ClusterId: 'cluster-sampledemo2', HsmId: 'hsm-a' };
    const minute = 60_000;
    const points = [0, 1, 2, 7, 8].map((step) => [sampleNow - hour + step * minute, step] as const);
    other.surroundings.metrics.push(
      { namespace: 'AWS/CloudHSM', name: 'HsmSessionCount', dimensions, points },
      { namespace: 'AWS/CloudHSM', name: 'SomethingNew', dimensions, points },
      { namespace: 'AWS/Other', name: 'HsmUnhealthy', dimensions, points },
    );

    const { series, periodMs } = await healthOf(other.url).metrics(cluster, {
      from: sampleNow - hour,
      to: sampleNow,
    });

    assert.equal(periodMs, minute);
    assert.deepEqual(
      series.map(({ metric, values }) => [metric, values]),
      [['HsmSessionCount', [0, 1, 2, 7, 8]]],
    );
    await other.stop();
  });

  it('finds the points of an HSM that is gone by its log stream, though CloudWatch lists it no more', async () => {
    const other = await startEndpoint({ clock });
    const points = [[sampleNow - 20 * 24 * hour, 7]] as const;
    const own = (hsm: string) => ({ ClusterId: 'cluster-sampledemo2', HsmId: hsm });
    const base = { namespace: 'AWS/CloudHSM', name: 'HsmSessionCount' };
    other.surroundings.metrics.push(
      { ...base, dimensions: own('hsm-a4tzqk7wnme'), points: [[sampleNow - hour, 4]] },
      { ...base, dimensions: own('hsm-b6jx3rfdhyu'), points },
    );
    const listing = healthOf(other.url, {
      apis: {
        metrics: async (connection) => {
          const { openMetricsApi } =
            await import('../../../../src/sources/cloudwatch/metrics/metricsApi.js');
          const api = await openMetricsApi(connection);
          return {
            ...api,
            listMetrics: async (request, signal) => {
              const { Metrics = [] } = await api.listMetrics(request, signal);
              return { Metrics: Metrics.slice(0, 1) };
            },
          };
        },
      },
    });

    const { series } = await listing.metrics(cluster, {
      from: sampleNow - 28 * 24 * hour,
      to: sampleNow,
    });

    assert.deepEqual(series.map(({ hsm }) => hsm).sort(), ['hsm-a4tzqk7wnme', 'hsm-b6jx3rfdhyu']);
    await other.stop();
  });

  it('asks in one call for a full cluster, and cuts what no call takes', async () => {
    const all = await startEndpoint({ clock });
    const points = [[sampleNow - hour, 7]] as const;
    const names = Array.from({ length: 28 }, (_, index) => `hsm-${index}`);
    for (const HsmId of names) {
      for (const name of metricNames) {
        const dimensions = { ClusterId: 'cluster-sampledemo2', HsmId };
        all.surroundings.metrics.push({ namespace: 'AWS/CloudHSM', name, dimensions, points });
      }
    }
    const range = { from: sampleNow - 3 * hour, to: sampleNow };
    const full = healthOf(all.url, { hsms: () => Promise.resolve(names) });
    assert.equal((await full.metrics(cluster, range)).series.length, 280);
    const calls = (): number =>
      all.requests.filter(({ operation }) => operation === 'GetMetricData').length;
    assert.equal(calls(), 1);

    const gone = Array.from({ length: 40 }, (_, index) => `hsm-gone${index}`);
    const replaced = healthOf(all.url, { hsms: () => Promise.resolve(gone) });
    assert.equal((await replaced.metrics(cluster, range)).series.length, 280);
    assert.equal(calls(), 3, '680 metrics take two calls');
    await all.stop();
  });

  it('gives the alarms on the cluster with their state and last change, and no others', async () => {
    endpoint.surroundings.alarms.push({
      AlarmName: 'other-cluster',
      Namespace: 'AWS/CloudHSM',
      MetricName: 'HsmUnhealthy',
      Dimensions: [{ Name: 'ClusterId', Value: 'cluster-other' }],
    });

    const found = await health.alarms(cluster);

    const byName = (one: { name: string }, other: { name: string }): number =>
      one.name < other.name ? -1 : 1;
    const expected = await told.alarms(cluster);
    assert.deepEqual([...found].sort(byName), [...expected].sort(byName));
  });

  it('tells when alarms were on, and asks only of those that have changed since', async () => {
    const alarms = await told.alarms(cluster);
    const times = await health.alarmTimes(alarms, day);

    assert.ok(times.length > 1, 'it is on every night');
    assert.deepEqual(times, await told.alarmTimes(alarms, day));
    assert.deepEqual(operations(), ['DescribeAlarmHistory']);
  });

  it('passes over history that it cannot read', async () => {
    const other = await startEndpoint({ clock });
    const [alarm] = (await told.alarms(cluster)).filter(({ state }) => state === 'ALARM');
    assert.ok(alarm);
    const item = {
      AlarmName: alarm.name,
      Timestamp: new Date(day.from + hour),
      HistoryItemType: 'StateUpdate' as const,
    };
    other.surroundings.alarmHistory.push(
      { ...item, HistoryData: '{"newState"' },
      { ...item, HistoryData: 'null' },
      { ...item, HistoryItemType: 'ConfigurationUpdate' },
    );
    assert.deepEqual(await healthOf(other.url).alarmTimes([alarm], day), [
      { alarm: alarm.name, from: alarm.changed, to: day.to },
    ]);
    await other.stop();
  });

  it('describes the cluster with its HSMs, and says of an unknown one that it is not there', async () => {
    assert.deepEqual(await health.facts(cluster), await told.facts(cluster));
    const unknown = { ...cluster, logGroup: '/aws/cloudhsm/cluster-unknown' };
    assert.equal(await health.facts(unknown), undefined);
    assert.equal((await listedItems(health.allFacts())).length, 1);
  });

  it('finds the role by which CloudHSM writes logs, and says where there is none', async () => {
    assert.equal(await health.serviceRole(), await told.serviceRole());
    const [request] = endpoint.requests;
    assert.deepEqual(request?.input, {
      Action: 'GetRole',
      Version: '2010-05-08',
      RoleName: 'AWSServiceRoleForCloudHSM',
    });
    assert.equal(request.accessKeyId, 'AKIDEXAMPLE');
    assert.equal(request.region, 'us-east-1', 'IAM is signed for in one region of the partition');
    const other = await startEndpoint({ clock });
    assert.equal(await healthOf(other.url).serviceRole(), undefined);
    await other.stop();
  });

  it('reads CloudTrail page by page, newest first, at no more than two requests a second', async () => {
    const many = await startEndpoint({ clock });
    for (let index = 0; index < 230; index++) {
      many.surroundings.trail.push({
        eventID: `id-${String(index).padStart(4, '0')}`,
        eventName: 'DescribeClusters',
        eventSource: 'cloudhsm.amazonaws.com',
        eventTime: new Date(sampleNow - index * 60_000).toISOString(),
      });
    }
    many.surroundings.trail.push({
      eventID: 'other',
      eventName: 'RunInstances',
      eventSource: 'ec2.amazonaws.com',
      eventTime: new Date(sampleNow - 1000).toISOString(),
    });

    const records: string[] = [];
    for await (const page of healthOf(many.url).trail()) records.push(...page.records);

    const ids = records.map((record) => (JSON.parse(record) as { eventID: string }).eventID);
    assert.equal(ids.length, 230);
    assert.deepEqual(ids, [...ids].sort());
    const { requests } = many;
    assert.equal(requests.length, 5, 'a request was turned away and tried again');
    await many.stop();
  });

  it('asks nothing of a time before the history of CloudTrail, and says so', async () => {
    const pages = health.trail({ range: { from: 0, to: sampleNow - 91 * 24 * hour } });
    await assert.rejects(
      pages[Symbol.asyncIterator]().next(),
      /goes back 90 days, and this time is before them/,
    );
    assert.equal(endpoint.requests.length, 0);
  });

  it('asks CloudTrail for no more than the 90 days that it has', async () => {
    const asked: number[] = [];
    const counting = healthOf(endpoint.url, {
      apis: {
        trail: () =>
          Promise.resolve({
            lookupEvents: ({ StartTime }) => {
              asked.push(StartTime?.getTime() ?? 0);
              return Promise.resolve({ Events: [] });
            },
          }),
      },
    });
    for await (const page of counting.trail({ range: { from: 0, to: sampleNow } })) {
      assert.deepEqual(page, { records: [], hasMore: false });
    }
    assert.deepEqual(asked, [clock.time - 90 * 24 * hour]);
  });

  const parts: readonly (readonly [
    operation: string,
    action: string,
    ask: () => Promise<unknown>,
  ])[] = [
    ['ListMetrics', 'cloudwatch:ListMetrics', () => health.metrics(cluster, day)],
    ['GetMetricData', 'cloudwatch:GetMetricData', () => health.metrics(cluster, day)],
    ['DescribeAlarms', 'cloudwatch:DescribeAlarms', () => health.alarms(cluster)],
    [
      'DescribeAlarmHistory',
      'cloudwatch:DescribeAlarmHistory',
      async () => health.alarmTimes(await told.alarms(cluster), day),
    ],
    ['DescribeClusters', 'cloudhsm:DescribeClusters', () => health.facts(cluster)],
    ['GetRole', 'iam:GetRole', () => health.serviceRole()],
    ['LookupEvents', 'cloudtrail:LookupEvents', () => listedItems(pagesOf(health))],
  ];

  async function* pagesOf(source: CloudWatchHealth) {
    for await (const { records, hasMore } of source.trail()) yield { items: records, hasMore };
  }

  for (const [operation, action, ask] of parts) {
    it(`says that ${action} is not allowed, and the rest works`, async () => {
      endpoint.faults.add({ kind: 'accessDenied' }, { operation });

      await assert.rejects(ask(), (error: unknown) => {
        assert.ok(error instanceof HumanError);
        assert.match(error.message, new RegExp(`do not allow ${action} on `));
        assert.equal(error.remedy, 'editConnection');
        return true;
      });
      for (const [other, , works] of parts) {
        if (other !== operation && !(operation.includes('Metric') && other.includes('Metric'))) {
          await works();
        }
      }
    });

    it(`waits and tries again when ${operation} is throttled, and says so in the end`, async () => {
      // The SDK's pauses are random shares of its longest ones, for which there is no clock: none is taken.
      Math.random = () => 0;
      endpoint.faults.add({ kind: 'throttling' }, { operation, next: 1 });
      await ask();
      endpoint.faults.add({ kind: 'throttling' }, { operation });
      await assert.rejects(ask(), /turns requests away because this account sends too many/);
    });
  }

  it('says of a region without CloudHSM that it may not be there, and of the others that they cannot be reached', async () => {
    const noAddress = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
    const nowhere = new CloudWatchHealth(
      { name: 'prod', region: 'eu-central-1' },
      {
        ...usualOptions(),
        apis: {
          metrics: () =>
            Promise.resolve({
              listMetrics: noAddress,
              getMetricData: noAddress,
              describeAlarms: noAddress,
              describeAlarmHistory: noAddress,
            }),
          trail: () => Promise.resolve({ lookupEvents: noAddress }),
          clusters: () => Promise.resolve({ describeClusters: noAddress }),
          roles: () => Promise.resolve({ getRole: noAddress }),
        },
      },
    );
    const noService = /^AWS CloudHSM has no address in region eu-central-1: the service may not be/;
    await assert.rejects(nowhere.facts(cluster), { message: noService });
    // These two are in every region: their address is missing where there is no network.
    for (const [service, ask] of [
      ['CloudWatch', () => nowhere.metrics(cluster, day)],
      ['CloudWatch', () => nowhere.alarms(cluster)],
      ['CloudTrail', () => listedItems(pagesOf(nowhere))],
      ['IAM', () => nowhere.serviceRole()],
    ] as const) {
      const noNetwork = new RegExp(
        `^${service} in eu-central-1 cannot be reached. Check the network`,
      );
      await assert.rejects(ask(), { message: noNetwork });
    }
  });

  it('asks IAM at the one address of the partition', async () => {
    const { openRolesApi } =
      await import('../../../../src/sources/cloudwatch/clusters/rolesApi.js');
    for (const [region, host] of [
      ['eu-central-1', 'iam.amazonaws.com'],
      ['cn-northwest-1', 'iam.cn-north-1.amazonaws.com.cn'],
      ['us-gov-east-1', 'iam.us-gov.amazonaws.com'],
      ['us-iso-west-1', 'iam.us-iso-east-1.c2s.ic.gov'],
      ['us-isob-east-1', 'iam.us-isob-east-1.sc2s.sgov.gov'],
      ['us-isof-south-1', 'iam.us-isof-south-1.csp.hci.ic.gov'],
      ['eu-isoe-west-1', 'iam.eu-isoe-west-1.cloud.adc-e.uk'],
      ['eusc-de-east-1', 'iam.eusc-de-east-1.amazonaws.eu'],
    ] as const) {
      assert.equal((await openRolesApi({ name: 'a', region })).host(), host);
    }
  });

  it('signs for CloudHSM, at the address of CloudHSM in every partition', async () => {
    const { openClustersApi } =
      await import('../../../../src/sources/cloudwatch/clusters/clustersApi.js');
    for (const [region, host] of [
      ['eu-central-1', 'cloudhsmv2.eu-central-1.amazonaws.com'],
      ['cn-north-1', 'cloudhsmv2.cn-north-1.amazonaws.com.cn'],
      ['us-gov-west-1', 'cloudhsmv2.us-gov-west-1.amazonaws.com'],
    ] as const) {
      const api = await openClustersApi({ name: 'a', region });
      assert.equal(api.host(), host);
    }
    await health.facts(cluster);
    const [request] = endpoint.requests;
    assert.equal(request?.service.actionPrefix, 'cloudhsm');
    assert.equal(request.accessKeyId, 'AKIDEXAMPLE');
  });
});
