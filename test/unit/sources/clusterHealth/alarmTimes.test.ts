import assert from 'node:assert/strict';
import {
  computedAlarmTimes,
  toldAlarmTimes,
} from '../../../../src/sources/clusterHealth/alarmTimes';
import type { MetricAlarm } from '../../../../src/sources/clusterHealth/healthSource';

const range = { from: 100, to: 200 };
const alarm: MetricAlarm = {
  name: 'a',
  metric: 'HsmSessionCount',
  metricName: 'HsmSessionCount',
  hsm: undefined,
  state: 'OK',
  changed: undefined,
  comparison: 'GreaterThanThreshold',
  threshold: 5,
  compares: 'value' as const,
  statistic: 'Maximum',
  periodSeconds: 60,
};

describe('the times of an alarm', () => {
  it('are told by its history, in whatever order the changes come', () => {
    const changes = [
      { time: 150, from: 'OK', to: 'ALARM' },
      { time: 120, from: 'ALARM', to: 'OK' },
      { time: 160, from: 'ALARM', to: 'INSUFFICIENT_DATA' },
      { time: 180, from: 'INSUFFICIENT_DATA', to: 'ALARM' },
    ];
    assert.deepEqual(toldAlarmTimes(alarm, changes, range), [
      { alarm: 'a', from: 100, to: 120 },
      { alarm: 'a', from: 150, to: 160 },
      { alarm: 'a', from: 180, to: 200 },
    ]);
  });

  it('are the whole range or nothing for an alarm that has not changed in it', () => {
    assert.deepEqual(toldAlarmTimes(alarm, [], range), []);
    assert.deepEqual(toldAlarmTimes({ ...alarm, state: 'ALARM' }, [], range), [
      { alarm: 'a', ...range },
    ]);
  });

  it('are computed from the points of all HSMs for an alarm on the cluster, as its statistic says', () => {
    const series = [
      { hsm: 'hsm-a', times: [100, 110, 120], values: [9, 1, 1] },
      { hsm: 'hsm-b', times: [100, 110, 120], values: [1, 9, 1] },
    ];
    assert.deepEqual(computedAlarmTimes(alarm, series, 10, range), [
      { alarm: 'a', from: 100, to: 120 },
    ]);
    const low = { ...alarm, comparison: 'LessThanThreshold', threshold: 2 };
    assert.deepEqual(computedAlarmTimes(low, series, 10, range), [
      { alarm: 'a', from: 120, to: 130 },
    ]);
    const lowest = { ...low, statistic: 'Minimum' };
    assert.deepEqual(computedAlarmTimes(lowest, series, 10, range), [
      { alarm: 'a', from: 100, to: 130 },
    ]);
    assert.deepEqual(computedAlarmTimes({ ...alarm, hsm: 'hsm-b' }, series, 10, range), [
      { alarm: 'a', from: 110, to: 120 },
    ]);
  });

  it('go on from the last change of an alarm that is on', () => {
    const on = { ...alarm, state: 'ALARM' as const, changed: 170 };
    assert.deepEqual(computedAlarmTimes(on, [], 10, range), [{ alarm: 'a', from: 170, to: 200 }]);
  });
});
