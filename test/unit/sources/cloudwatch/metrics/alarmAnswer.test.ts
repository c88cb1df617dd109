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

  it('is none of another cluster', () => {
    assert.deepEqual(alarmOf({ AlarmName: 'x', Metrics: [metric('a', 'hsm-a')] }, 'cluster-b'), []);
  });
});
