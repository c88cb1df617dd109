/** ARNs are made from those that the service returns, so that their partition is always right. */

/** An ARN as the service returned it, without the `:*` that it puts behind some of a log group. */
export function withoutWildcard(arn: string): string {
  return arn.endsWith(':*') ? arn.slice(0, -2) : arn;
}

/** The ARN of a stream of the log group with that ARN. */
export function logStreamArn(logGroupArn: string, stream: string): string {
  return `${withoutWildcard(logGroupArn)}:log-stream:${stream}`;
}

/** The account of an ARN; undefined for what is none. */
export function accountOf(arn: string): string | undefined {
  return /^arn:[\w-]+:\w+:[\w-]*:(\d+):/.exec(arn)?.[1];
}
