import type { AlarmPlan } from '../../../src/alarms/alarmPlan';
import type { PublishedMetric } from '../../../src/alarms/metricAlarms';
import { recommendedAlarms } from '../../../src/alarms/recommendedAlarms';
import { metricNames } from '../../../src/audit/reference/metrics';

export const cluster = {
  id: 'cluster-abcdefghij2',
  logGroup: '/aws/cloudhsm/cluster-abcdefghij2',
  place: { region: 'eu-central-1', account: '123456789012', profile: 'audit or' },
  hsmType: 'hsm1.medium',
  published: [],
};

/** Each metric of each HSM, as CloudWatch lists it for a cluster. */
export const published = (...hsms: readonly (string | undefined)[]): readonly PublishedMetric[] =>
  metricNames.flatMap((metric) =>
    hsms.map((hsm) => ({
      metric,
      hsm,
      dimensions: {
        Region: 'eu-central-1',
        ClusterId: cluster.id,
        ...(hsm !== undefined && { HsmId: hsm }),
      },
    })),
  );

/** What no form may take for a part of itself. */
export const hostile = `a"b'c\\d $(touch x) \`e\` \${var.f} %{ if } #g\n- h: !Ref i\u202e\u001b[31m`;

const hostileAlarm = {
  statistic: 'Sum',
  comparison: 'LessThanOrEqualToThreshold',
  threshold: 2,
  points: 1,
  why: hostile,
} as const;

export const hostilePlan: AlarmPlan = {
  ...recommendedAlarms(cluster),
  title: hostile,
  notes: [hostile],
  logGroup: hostile,
  prefix: hostile,
  place: { region: hostile, account: hostile, profile: hostile },
  filters: [{ id: 'A', pattern: hostile, metric: { namespace: hostile, name: hostile } }],
  alarms: [
    {
      id: 'B',
      watched: {
        metric: { namespace: hostile, name: hostile, dimensions: { [hostile]: hostile } },
      },
      ...hostileAlarm,
    },
    {
      id: 'C',
      watched: {
        metrics: [{ namespace: hostile, name: hostile, dimensions: { ClusterId: hostile } }],
        expression: hostile,
      },
      ...hostileAlarm,
    },
  ],
};

/** A plan with more to say than CloudWatch takes, of characters of three bytes. */
export const longPlan: AlarmPlan = {
  ...hostilePlan,
  title: '鍵'.repeat(400),
  alarms: hostilePlan.alarms.map((alarm) => ({ ...alarm, why: '鍵'.repeat(400) })),
};
export const longestDescription = '鍵'.repeat(341);

/** A cluster of which nothing is known, one with HSMs of its own, and one that is published whole. */
export const plans = [
  [],
  ['hsm-a4tzqk7wnme', 'hsm-c2pmvg5lsoa'],
  [undefined, 'hsm-a', 'hsm-b'],
].map((places) => recommendedAlarms({ ...cluster, published: published(...places) }));
