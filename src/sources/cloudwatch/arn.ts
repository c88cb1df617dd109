/** The prefixes of region names outside the standard partition, by partition. */
const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ['us-gov-', 'aws-us-gov'],
  ['cn-', 'aws-cn'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

/** The partition that ARNs of a region begin with: `aws`, `aws-us-gov`, … */
export function partitionOf(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/**
 * An ARN of a log group made from its parts. Where the service returned one, that one is better.
 *
 * @param account the twelve digits of the account
 */
export function logGroupArn(region: string, account: string, logGroup: string): string {
  return `arn:${partitionOf(region)}:logs:${region}:${account}:log-group:${logGroup}`;
}

/** An ARN as the service returned it, without the `:*` that it puts behind some of a log group. */
export function withoutWildcard(arn: string): string {
  return arn.endsWith(':*') ? arn.slice(0, -2) : arn;
}

/** The ARN of a stream of the log group with that ARN. */
export function logStreamArn(logGroupArn: string, stream: string): string {
  return `${withoutWildcard(logGroupArn)}:log-stream:${stream}`;
}
