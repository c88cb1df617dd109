import type { Fact } from './fact';
import { tableById } from './table';
import { userGuide } from './userGuide';

/** The metrics that CloudHSM publishes, by their names in CloudWatch. */
export type MetricName =
  | 'HsmUnhealthy'
  | 'HsmTemperature'
  | 'HsmKeysSessionOccupied'
  | 'HsmKeysTokenOccupied'
  | 'HsmSslCtxsOccupied'
  | 'HsmSessionCount'
  | 'HsmUsersAvailable'
  | 'HsmUsersMax'
  | 'InterfaceEth2OctetsInput'
  | 'InterfaceEth2OctetsOutput';

/** The name space of the metrics. */
export const metricNamespace = 'AWS/CloudHSM';

/** The name space of what our metric filters count in the audit log of a cluster. */
export function auditMetricNamespace(cluster: string): string {
  return `CloudHSM/${cluster}`;
}

/** The HSM type on which five of the metrics do not exist. */
export const newerHsmType = 'hsm2m.medium';

/** Values from this one on want attention. */
export interface Concern {
  readonly at: number;
  /** Whether values above or below it do. */
  readonly side: 'above' | 'below';
  /** `guidance`: an alarm that AWS advises; `project`: ours, from the limit. */
  readonly from: 'guidance' | 'project';
}

/** A value that cannot be passed. */
export interface Limit {
  readonly value: number;
  /** The HSM type that has it. Left out: every type. */
  readonly hsmType?: string;
}

/** A metric. Source of its limits, where the metrics page does not say them: the quotas page. */
export interface Metric extends Fact {
  readonly name: MetricName;
  /** In words for a row: `Connections`. */
  readonly title: string;
  /** AWS publishes no units; this is what the value counts or measures. */
  readonly unit: 'yes or no' | '°C' | 'keys' | 'channels' | 'connections' | 'users' | 'bytes/s';
  /** Which value of a period is shown: the one that is nearest to trouble. */
  readonly statistic: 'Maximum' | 'Minimum';
  /** The metric only grows: its rate is shown. */
  readonly isCounter: boolean;
  readonly onNewerType: boolean;
  readonly limits: readonly Limit[];
  readonly concern: Concern | undefined;
}

const documented = {
  link: userGuide('hsm-metrics-cw'),
  source: 'aws-metrics',
  confidence: 'documented',
  statistic: 'Maximum',
  isCounter: false,
  onNewerType: true,
  limits: [],
  concern: undefined,
} as const;

const guidance = (at: number): Concern => ({ at, side: 'above', from: 'guidance' });

const keyLimits: readonly Limit[] = [
  { value: 3300, hsmType: 'hsm1.medium' },
  { value: 16_666, hsmType: newerHsmType },
];

const traffic = {
  ...documented,
  unit: 'bytes/s',
  isCounter: true,
  onNewerType: false,
  note: 'The metric is a counter that only grows, so the rate between two points is shown; a smaller value than before is a restart.',
} as const;

export const metrics: Readonly<Record<MetricName, Metric>> = tableById<MetricName, Metric>({
  HsmUnhealthy: {
    ...documented,
    name: 'HsmUnhealthy',
    title: 'Unhealthy',
    meaning: 'The HSM is not performing as it should, and AWS replaces it by itself.',
    unit: 'yes or no',
    concern: guidance(1),
  },
  HsmTemperature: {
    ...documented,
    name: 'HsmTemperature',
    title: 'Temperature',
    meaning: 'The temperature of the processor; at 110 °C the HSM shuts down.',
    unit: '°C',
    onNewerType: false,
    limits: [{ value: 110 }],
    concern: guidance(90),
  },
  HsmKeysSessionOccupied: {
    ...documented,
    name: 'HsmKeysSessionOccupied',
    title: 'Session keys',
    meaning: 'How many session keys this HSM holds; they end with their session.',
    note: 'The limit counts session keys and token keys together. On hsm2m.medium at most 3,333 of the keys may be asymmetric.',
    unit: 'keys',
    limits: keyLimits,
    concern: guidance(2500),
  },
  HsmKeysTokenOccupied: {
    ...documented,
    name: 'HsmKeysTokenOccupied',
    title: 'Token keys',
    meaning: 'How many token keys this HSM and its cluster hold; they stay until they are deleted.',
    note: 'Different values on two HSMs mean that their keys are not in step. The limit counts session keys and token keys together.',
    unit: 'keys',
    limits: keyLimits,
    concern: guidance(2500),
  },
  HsmSslCtxsOccupied: {
    ...documented,
    name: 'HsmSslCtxsOccupied',
    title: 'Encrypted channels',
    meaning: 'How many end-to-end encrypted channels the HSM holds open, at most 2,048.',
    unit: 'channels',
    onNewerType: false,
    limits: [{ value: 2048 }],
    concern: { at: 1800, side: 'above', from: 'project' },
  },
  HsmSessionCount: {
    ...documented,
    name: 'HsmSessionCount',
    title: 'Connections',
    meaning: 'How many connections to the HSM are open, at most 2,048.',
    note: 'A client opens two to each HSM under one channel, and AWS itself up to two more to watch the health.',
    unit: 'connections',
    limits: [{ value: 2048 }],
    concern: guidance(1800),
  },
  HsmUsersAvailable: {
    ...documented,
    name: 'HsmUsersAvailable',
    title: 'Users that can be added',
    meaning: 'How many more users can be created: the maximum less those that exist.',
    note: 'Different values on two HSMs mean that a user exists on one of them only.',
    unit: 'users',
    statistic: 'Minimum',
    concern: { at: 10, side: 'below', from: 'project' },
  },
  HsmUsersMax: {
    ...documented,
    name: 'HsmUsersMax',
    title: 'Most users',
    meaning: 'How many users the HSM can have.',
    unit: 'users',
    onNewerType: false,
  },
  InterfaceEth2OctetsInput: {
    ...traffic,
    name: 'InterfaceEth2OctetsInput',
    title: 'Traffic in',
    meaning: 'How many bytes the HSM has received over its network interface.',
  },
  InterfaceEth2OctetsOutput: {
    ...traffic,
    name: 'InterfaceEth2OctetsOutput',
    title: 'Traffic out',
    meaning: 'How many bytes the HSM has sent over its network interface.',
  },
});

/** The metrics in the order shown. */
export const metricNames = Object.keys(metrics) as readonly MetricName[];

/** A text as the name of a metric of CloudHSM. */
export function metricByName(name: string): Metric | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name as MetricName] : undefined;
}

/** The value that cannot be passed on an HSM type; undefined where none is known. */
export function limitOf({ limits }: Metric, hsmType: string | undefined): number | undefined {
  const own = limits.find((limit) => limit.hsmType === undefined || limit.hsmType === hsmType);
  return own?.value;
}

/**
 * Values from which on a metric wants attention on an HSM type. AWS's alarms on keys were written for
 * hsm1.medium: on a type with more room the same share of the limit counts.
 */
export function concernOf(metric: Metric, hsmType: string | undefined): Concern | undefined {
  const { concern } = metric;
  if (concern === undefined || metric.unit !== 'keys' || hsmType !== newerHsmType) return concern;
  const [older, newer] = keyLimits.map(({ value }) => value);
  if (older === undefined || newer === undefined) return concern;
  return { ...concern, at: Math.floor((concern.at / older) * newer), from: 'project' };
}
