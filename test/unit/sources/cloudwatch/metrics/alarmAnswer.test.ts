import assert from 'node:assert/strict';
import { alarmOf } from '../../../../../src/sources/cloudwatch/metrics/alarmAnswer';
import { computedAlarmTimes } from '../../../../../src/sources/clusterHealth/alarmTimes';

const metric = (id: string, hsm: string) => ({
  Id: id,
  ReturnData: false,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/CloudHSM',
      MetricName: 'HsmKeysTokenOccupied',
      Dimensions: [
        { Name: 'ClusterId', Value: 'cluster-a' },
        { Name: 'HsmId', Value: hsm },
      ],
    },
    Period: 300,
    Stat: 'Maximum',
  },
});

describe('an alarm on an expression', () => {
  const [alarm, ...others] = alarmOf(
    {
      AlarmName: 'keys-differ',
      StateValue: 'OK',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      Metrics: [
        metric('a', 'hsm-a'),
        metric('b', 'hsm-b'),
        { Id: 'd', Expression: 'MAX(METRICS()) - MIN(METRICS())', ReturnData: true },
      ],
    },
    'cluster-a',
  );

  it('is one alarm on the metric, whatever number of HSMs it compares', () => {
    assert.deepEqual(others, []);
    assert.deepEqual([alarm?.metric, alarm?.hsm], ['HsmKeysTokenOccupied', undefined]);
    assert.equal(alarm?.expression, 'MAX(METRICS()) - MIN(METRICS())');
  });

  it('was not on because a metric passed the threshold of the expression', () => {
    assert.ok(alarm);
    const series = [{ hsm: 'hsm-a', times: [0, 10], values: [6, 7] }];
    assert.deepEqual(computedAlarmTimes(alarm, series, 10, { from: 0, to: 20 }), []);
  });

  it('compares something else than the metric', () => {
    assert.equal(alarm?.compares, 'other');
    assert.equal(alarm.statistic, 'Maximum');
  });

  it('is none of another cluster', () => {
    assert.deepEqual(alarmOf({ AlarmName: 'x', Metrics: [metric('a', 'hsm-a')] }, 'cluster-b'), []);
  });
});

describe('what an alarm compares with its threshold', () => {
  const compared = (
    expression: string | undefined,
    ...metrics: readonly { readonly Id: string }[]
  ) =>
    alarmOf(
      {
        AlarmName: 'x',
        Threshold: 5,
        Metrics: [
          ...metrics,
          ...(expression === undefined
            ? []
            : [{ Id: 'e', Expression: expression, ReturnData: true }]),
        ],
      },
      'cluster-a',
    ).map(({ compares }) => compares);
  const [one, other] = [metric('a', 'hsm-a'), metric('b', 'hsm-b')];
  const sum = { ...one, MetricStat: { ...one.MetricStat, Stat: 'Sum' } };
  const foreign = {
    ...other,
    MetricStat: { ...other.MetricStat, Metric: { Namespace: 'AWS/EC2', MetricName: 'Cpu' } },
  };

  it('is the value of the metric where an expression chooses one of its HSMs', () => {
    assert.deepEqual(compared(undefined, one), ['value']);
    for (const expression of ['MAX(METRICS())', 'MIN([a, b])', 'AVG([a,b])', 'FILL(a, 0)']) {
      assert.deepEqual(compared(expression, one, other), ['value'], expression);
    }
  });

  it('is its rate where that is asked for', () => {
    assert.deepEqual(compared('RATE(a)', one), ['rate']);
  });

  it('is something else for a sum, another expression, or with another metric in it', () => {
    assert.deepEqual(compared(undefined, sum), ['other']);
    assert.deepEqual(compared('SUM(METRICS())', one, other), ['other']);
    assert.deepEqual(compared('ANOMALY_DETECTION_BAND(a, 2)', one), ['other']);
    assert.deepEqual(compared('MAX(METRICS())', one, foreign), ['other']);
    assert.deepEqual(
      alarmOf(
        {
          AlarmName: 'x',
          Namespace: 'AWS/CloudHSM',
          MetricName: 'HsmSessionCount',
          Dimensions: [{ Name: 'ClusterId', Value: 'cluster-a' }],
          Statistic: 'Sum',
        },
        'cluster-a',
      ).map(({ compares }) => compares),
      ['other'],
    );
  });
});

describe('an alarm beside the metrics of a cluster', () => {
  it('is on what a metric filter counts in the audit log of the cluster', () => {
    const answer = {
      AlarmName: 'cloudhsm-cluster-a-LoginFailed',
      Namespace: 'CloudHSM/cluster-a',
      MetricName: 'LoginFailed',
      StateValue: 'ALARM' as const,
    };
    assert.deepEqual(
      alarmOf(answer, 'cluster-a').map(({ metric: own, metricName, state }) => [
        own,
        metricName,
        state,
      ]),
      [[undefined, 'LoginFailed', 'ALARM']],
    );
    assert.deepEqual(alarmOf(answer, 'cluster-b'), []);
  });

  it('may ask Metrics Insights, for every cluster or for one', () => {
    const asked = (Expression: string, cluster = 'cluster-a'): unknown =>
      alarmOf(
        { AlarmName: 'x', Metrics: [{ Id: 'q', Expression, ReturnData: true }] },
        cluster,
      ).map(({ metric: own, hsm, compares }) => [own, hsm, compares]);
    const all = 'SELECT MAX(HsmUnhealthy) FROM SCHEMA("AWS/CloudHSM", ClusterId, HsmId)';
    assert.deepEqual(asked(all), [['HsmUnhealthy', undefined, 'other']]);
    const one = `${all} WHERE ClusterId = 'cluster-a'`;
    assert.deepEqual(asked(one), [['HsmUnhealthy', undefined, 'other']]);
    assert.deepEqual(asked(one, 'cluster-b'), []);
    assert.deepEqual(asked(`${one} GROUP BY HsmId`), [['HsmUnhealthy', undefined, 'other']]);
    for (const where of [
      "ClusterId != 'cluster-b'",
      "HsmId = 'hsm-b'",
      "ClusterId = 'cluster-a' AND HsmId = 'hsm-b'",
      "HsmId != 'hsm-a' AND ClusterId = 'cluster-a'",
    ]) {
      assert.deepEqual(asked(`${all} WHERE ${where}`), [], where);
    }
    assert.deepEqual(asked('SELECT MAX(HsmUnhealthy) FROM "AWS/Other"'), []);
  });
});
