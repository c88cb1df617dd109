/** The calls that are made, by the service that answers them. All of them only read. */
const operations = {
  DescribeLogGroups: 'logs',
  DescribeLogStreams: 'logs',
  FilterLogEvents: 'logs',
  GetLogEvents: 'logs',
  GetLogRecord: 'logs',
  GetQueryResults: 'logs',
  StartLiveTail: 'logs',
  StartQuery: 'logs',
  StopQuery: 'logs',
  GetMetricData: 'cloudwatch',
  ListMetrics: 'cloudwatch',
  DescribeAlarms: 'cloudwatch',
  DescribeAlarmHistory: 'cloudwatch',
  LookupEvents: 'cloudtrail',
  DescribeClusters: 'cloudhsm',
  GetRole: 'iam',
} as const;

export type AwsOperation = keyof typeof operations;

/** What stands before an action in a policy. */
export type AwsServicePrefix = (typeof operations)[AwsOperation];

/** Names are AWS's own and not translated. */
const names: Readonly<Record<AwsServicePrefix, string>> = {
  logs: 'CloudWatch Logs',
  cloudwatch: 'CloudWatch',
  cloudtrail: 'CloudTrail',
  cloudhsm: 'AWS CloudHSM',
  iam: 'IAM',
};

/** What variables and configuration files name a service by. Source: the service models' `serviceId`. */
export const serviceIds: Readonly<Record<AwsServicePrefix, string>> = {
  logs: 'CloudWatch Logs',
  cloudwatch: 'CloudWatch',
  cloudtrail: 'CloudTrail',
  cloudhsm: 'CloudHSM V2',
  iam: 'IAM',
};

/** The services, each with its name. */
export const serviceTitles = Object.entries(names) as readonly (readonly [
  AwsServicePrefix,
  string,
])[];

export function servicePrefix(operation: AwsOperation): AwsServicePrefix {
  return operations[operation];
}

export function serviceTitle(operation: AwsOperation): string {
  return names[operations[operation]];
}

/** The action as a policy names it: `cloudhsm:DescribeClusters`. */
export function awsAction(operation: AwsOperation): string {
  return `${operations[operation]}:${operation}`;
}
