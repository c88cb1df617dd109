import assert from 'node:assert/strict';
import type { Metric } from '@aws-sdk/client-cloudwatch';
import { metricIds } from '../../../../../src/sources/cloudwatch/metrics/metricQueries';

const listed = (MetricName: string, hsm?: string): Metric => ({
  MetricName,
  Dimensions: [
    { Name: 'ClusterId', Value: 'cluster-a' },
    ...(hsm === undefined ? [] : [{ Name: 'HsmId', Value: hsm }]),
  ],
});
const idsOf = (metrics: readonly Metric[]): readonly (readonly [string, string | undefined])[] =>
  metricIds(metrics, 'cluster-a', []).map(({ metric, hsm }) => [metric, hsm]);

describe('the metrics that are asked for', () => {
  it('leave out the highest counter of a cluster, whose growth is no rate', () => {
    const whole = [listed('InterfaceEth2OctetsInput'), listed('HsmSessionCount')];
    const ofHsm = [listed('InterfaceEth2OctetsInput', 'hsm-a'), listed('HsmSessionCount', 'hsm-a')];
    assert.deepEqual(idsOf([...whole, ...ofHsm]), [
      ['HsmSessionCount', undefined],
      ['InterfaceEth2OctetsInput', 'hsm-a'],
      ['HsmSessionCount', 'hsm-a'],
    ]);
    assert.deepEqual(
      idsOf(whole).map(([metric]) => metric),
      ['InterfaceEth2OctetsInput', 'HsmSessionCount'],
      'there is no other',
    );
  });
});
