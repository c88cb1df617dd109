import assert from 'node:assert/strict';
import { rates } from '../../../../src/audit/figures/rates';
import { valueWords } from '../../../../src/audit/figures/metricWords';
import { metricNames, metrics, newerHsmType } from '../../../../src/audit/reference/metrics';
import { metricReadings, readHealth } from '../../../../src/sources/clusterHealth/healthReading';
import type {
  HsmFacts,
  MetricAlarm,
  MetricSeries,
} from '../../../../src/sources/clusterHealth/healthSource';
import { HumanError } from '../../../../src/sources/humanError';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';
import { listedItems } from '../../../fixtures/listedItems';

const times = [60_000, 120_000, 180_000];

function series(
  metric: MetricSeries['metric'],
  hsm: string,
  values: readonly number[],
): MetricSeries {
  return { metric, hsm, times: times.slice(0, values.length), values };
}

const hsmFacts = (id: string, state = 'ACTIVE'): HsmFacts => ({
  id,
  state,
  stateMessage: undefined,
  zone: undefined,
  address: undefined,
});

function readingOf(
  name: MetricSeries['metric'],
  points: readonly MetricSeries[],
  alarms: readonly MetricAlarm[] = [],
  hsmType?: string,
  now = 240_000,
) {
  const facts = { hsmType, hsms: points.map(({ hsm = '' }) => hsmFacts(hsm)) };
  const found = metricReadings({ series: points, unread: [] }, alarms, facts, now).find(
    ({ metric }) => metric.name === name,
  );
  assert.ok(found);
  return found;
}

const alarm: MetricAlarm = {
  name: 'hot',
  metric: 'HsmTemperature',
  metricName: 'HsmTemperature',
  hsm: undefined,
  state: 'ALARM',
  changed: 0,
  comparison: 'GreaterThanThreshold',
  threshold: 20,
  compares: 'value' as const,
  statistic: 'Maximum',
  periodSeconds: 300,
};

describe('the readings of a cluster', () => {
  it('count session keys and token keys of an HSM together, as their limit does', () => {
    const keys = [
      series('HsmKeysSessionOccupied', 'hsm-a', [2000]),
      series('HsmKeysTokenOccupied', 'hsm-a', [1300]),
      series('HsmKeysSessionOccupied', 'hsm-b', [1300]),
    ];
    const { hsms, state } = readingOf('HsmKeysSessionOccupied', keys);
    assert.equal(state, 'concern');
    assert.deepEqual(
      hsms.map(({ hsm, state: own }) => [hsm, own]),
      [
        ['hsm-a', 'concern'],
        ['hsm-b', 'fine'],
      ],
    );
    assert.equal(readingOf('HsmKeysTokenOccupied', keys).state, 'concern');
  });

  it('do not call an HSM fine that has been silent for long', () => {
    const points = [series('HsmTemperature', 'hsm-a', [40, 41])];
    const hour = 3_600_000;
    const { state, hsms } = readingOf('HsmTemperature', points, [], undefined, hour);
    assert.equal(state, 'unknown');
    assert.deepEqual(
      hsms.map(({ value, state: own }) => [value, own]),
      [[41, 'unknown']],
    );
    const hot = [series('HsmTemperature', 'hsm-a', [95])];
    assert.equal(readingOf('HsmTemperature', hot, [], undefined, hour).state, 'concern');
  });

  /** The health of a cluster whose HSMs, with CloudHSM's word for them, have these points. */
  function unhealthyOf(hsms: Readonly<Record<string, readonly [string, readonly number[]]>>) {
    const hour = 3_600_000;
    const [reading] = metricReadings(
      {
        series: Object.entries(hsms)
          .filter(([, [, at]]) => at.length > 0)
          .map(([hsm, [, at]]) => ({
            metric: 'HsmUnhealthy',
            hsm,
            times: at.map((minutes) => hour - minutes * 60_000),
            values: at.map(() => 0),
          })),
        unread: [],
      },
      [],
      {
        hsmType: 'hsm1.medium',
        hsms: Object.entries(hsms).map(([id, [state]]) => hsmFacts(id, state)),
      },
      hour,
    );
    assert.ok(reading);
    return reading;
  }

  it('let no HSM that speaks answer for one that is silent, or that never said anything', () => {
    const { state, hsms, silent, worst } = unhealthyOf({
      'hsm-a': ['ACTIVE', [2, 1]],
      'hsm-b': ['ACTIVE', [58, 50]],
      'hsm-c': ['ACTIVE', []],
    });
    assert.equal(state, 'unknown');
    assert.deepEqual(silent, ['hsm-b', 'hsm-c']);
    assert.deepEqual(
      hsms.map(({ hsm, value, state: own }) => [hsm, value, own]),
      [
        ['hsm-a', 0, 'fine'],
        ['hsm-b', 0, 'unknown'],
        ['hsm-c', undefined, 'unknown'],
      ],
    );
    assert.equal(worst?.hsm, 'hsm-a');
    assert.equal(unhealthyOf({ 'hsm-a': ['ACTIVE', [1]], 'hsm-b': ['ACTIVE', [2]] }).state, 'fine');
  });

  it('want attention where CloudHSM calls an HSM degraded, whatever its metrics say', () => {
    const silent = unhealthyOf({ 'hsm-a': ['ACTIVE', [1]], 'hsm-b': ['DEGRADED', []] });
    assert.equal(silent.state, 'concern');
    const { state, hsms } = unhealthyOf({ 'hsm-a': ['ACTIVE', [1]], 'hsm-b': ['DEGRADED', [1]] });
    assert.equal(state, 'concern');
    assert.deepEqual(
      hsms.map(({ hsm, state: own }) => [hsm, own]),
      [
        ['hsm-a', 'fine'],
        ['hsm-b', 'concern'],
      ],
    );
  });

  it('wait for no point of an HSM that is being made or removed', () => {
    const { state, silent, hsms } = unhealthyOf({
      'hsm-a': ['ACTIVE', [1]],
      'hsm-new': ['CREATE_IN_PROGRESS', []],
      'hsm-old': ['DELETE_IN_PROGRESS', [50]],
    });
    assert.deepEqual([state, silent], ['fine', []]);
    assert.equal(hsms.length, 3, 'they are shown all the same');
  });

  it('miss no point of a metric that the type of HSM does not publish', () => {
    const readings = metricReadings(
      { series: [], unread: [{ metric: 'HsmUnhealthy', hsm: 'hsm-a' }] },
      [],
      { hsmType: newerHsmType, hsms: [hsmFacts('hsm-a')] },
      0,
    );
    const of = (name: string) => readings.find(({ metric }) => metric.name === name);
    assert.deepEqual([of('HsmTemperature')?.hsms, of('HsmTemperature')?.silent], [[], []]);
    assert.deepEqual(of('HsmSessionCount')?.silent, ['hsm-a']);
    assert.deepEqual(of('HsmUnhealthy')?.silent, [], 'its points could not be read');
  });

  it('give the newest value of each HSM, and of the cluster the one that is nearest to trouble', () => {
    const { hsms, worst, state, limit } = readingOf('HsmSessionCount', [
      series('HsmSessionCount', 'hsm-a', [9, 8, 12]),
      series('HsmSessionCount', 'hsm-b', [2000, 30]),
    ]);
    assert.deepEqual(
      hsms.map(({ hsm, value, at }) => [hsm, value, at]),
      [
        ['hsm-a', 12, 180_000],
        ['hsm-b', 30, 120_000],
      ],
    );
    assert.equal(worst?.value, 30);
    assert.equal(state, 'fine');
    assert.equal(limit, 2048);
    const users = readingOf('HsmUsersAvailable', [
      series('HsmUsersAvailable', 'hsm-a', [1017]),
      series('HsmUsersAvailable', 'hsm-b', [9]),
    ]);
    assert.equal(users.worst?.value, 9);
    assert.equal(users.state, 'concern', 'few users can still be added');
  });

  it('want attention from the value on that AWS advises, and are in alarm when an alarm is on', () => {
    const hot = [series('HsmTemperature', 'hsm-a', [90])];
    assert.equal(readingOf('HsmTemperature', hot).state, 'concern');
    const warm = [series('HsmTemperature', 'hsm-a', [89.9])];
    assert.equal(readingOf('HsmTemperature', warm).state, 'fine');
    assert.equal(readingOf('HsmTemperature', warm, [alarm]).state, 'alarm');
    assert.equal(readingOf('HsmTemperature', warm, [{ ...alarm, state: 'OK' }]).state, 'fine');
  });

  it('say of five metrics that hsm2m.medium does not publish them, never that they are zero', () => {
    const unpublished = metricReadings(
      { series: [], unread: [] },
      [],
      { hsmType: newerHsmType, hsms: [] },
      0,
    ).filter(({ state }) => state === 'unpublished');
    assert.deepEqual(
      unpublished.map(({ metric }) => metric.name),
      [
        'HsmTemperature',
        'HsmSslCtxsOccupied',
        'HsmUsersMax',
        'InterfaceEth2OctetsInput',
        'InterfaceEth2OctetsOutput',
      ],
    );
    for (const { worst } of unpublished) assert.equal(worst, undefined);
    assert.equal(readingOf('HsmTemperature', [], [], 'hsm1.medium').state, 'unknown');
    assert.equal(readingOf('HsmTemperature', []).state, 'unknown');
  });

  it('judge a cluster by the HSMs that it has, and keep what one said that is gone apart', () => {
    const points = [
      series('HsmUnhealthy', 'hsm-gone', [1, 1]),
      series('HsmUnhealthy', 'hsm-new', [0, 0, 0]),
    ];
    const [reading] = metricReadings(
      { series: points, unread: [] },
      [],
      { hsmType: 'hsm1.medium', hsms: [hsmFacts('hsm-new')] },
      240_000,
    );
    assert.equal(reading?.state, 'fine');
    assert.equal(reading.worst?.hsm, 'hsm-new');
    assert.deepEqual(
      reading.hsms.map(({ hsm, state }) => [hsm, state]),
      [
        ['hsm-new', 'fine'],
        ['hsm-gone', 'gone'],
      ],
    );
    const [unsure] = metricReadings({ series: points, unread: [] }, [], undefined, 240_000);
    assert.equal(unsure?.state, 'concern', 'which HSMs there are is not known');
  });

  it('call nothing fine of which CloudWatch did not give all points', () => {
    const unread = [{ metric: 'HsmTemperature' as const, hsm: 'hsm-a' }];
    const stateOf = (value: number): string | undefined =>
      metricReadings(
        { series: [series('HsmTemperature', 'hsm-b', [value])], unread },
        [],
        undefined,
        240_000,
      ).find(({ metric }) => metric.name === 'HsmTemperature')?.state;
    assert.equal(stateOf(40), 'unknown');
    assert.equal(stateOf(95), 'concern');
  });

  it('know more room for keys on hsm2m.medium', () => {
    const points = [series('HsmKeysTokenOccupied', 'hsm-a', [3000])];
    assert.equal(readingOf('HsmKeysTokenOccupied', points, [], 'hsm1.medium').state, 'concern');
    const newer = readingOf('HsmKeysTokenOccupied', points, [], newerHsmType);
    assert.equal(newer.state, 'fine');
    assert.equal(newer.limit, 16_666);
    assert.equal(newer.concern?.from, 'project', 'AWS advises no number for that type');
  });

  it('show a counter as its rate, and nothing where it began anew', () => {
    const { worst } = readingOf('InterfaceEth2OctetsInput', [
      series('InterfaceEth2OctetsInput', 'hsm-a', [600, 1200, 2400]),
    ]);
    assert.equal(worst?.value, 20);
    assert.deepEqual(rates({ times, values: [500, 20, 80] }), { times: [180_000], values: [1] });
    assert.deepEqual(rates({ times: [], values: [] }), { times: [], values: [] });
  });

  it('have words for every unit', () => {
    const words = metricNames.map((name) => valueWords(metrics[name], 1234.56));
    assert.deepEqual(
      [...new Set(words)],
      [
        'yes',
        '1,234.6 °C',
        '1,235 keys',
        '1,235 channels',
        '1,235 connections',
        '1,235 users',
        '1.2 kB/s',
      ],
    );
    assert.equal(valueWords(metrics.HsmUnhealthy, 0), 'no');
  });
});

describe('reading the health of a cluster', () => {
  const source = new SampleSource();

  it('asks for its parts at once, and a part that fails leaves the others', async () => {
    const [cluster] = await listedItems(source.clusters());
    const sample = await source.health();
    const denied = new HumanError('No cloudwatch:DescribeAlarms.', 'editConnection');
    const failing = Object.assign(Object.create(sample) as typeof sample, {
      alarms: () => Promise.reject(denied),
    });

    const whole = await readHealth(sample, cluster!);
    const partial = await readHealth(failing, cluster!);

    assert.deepEqual(whole.errors, []);
    assert.equal(whole.alarms.length, 3);
    assert.deepEqual(partial.errors, [denied]);
    assert.equal(partial.alarms.length, 0);
    assert.equal(partial.readings.length, metricNames.length);
    assert.equal(partial.facts?.hsmType, 'hsm1.medium');
  });

  it('ends when it is cancelled', async () => {
    const [cluster] = await listedItems(source.clusters());
    const reading = readHealth(await source.health(), cluster!, AbortSignal.abort());
    await assert.rejects(reading, { name: 'AbortError' });
  });
});
