/** What the service model says of a member: lengths in characters, values, a pattern for the whole. */
export interface TextConstraint {
  readonly min: number;
  readonly max: number;
  readonly pattern?: string;
}

export interface NumberConstraint {
  readonly min: number;
  readonly max: number;
}

/*
 * Source: the service model 2014-03-28 that the SDKs carry. Patterns are written as the service's
 * messages show them.
 */
export const LOG_GROUP_NAME: TextConstraint = {
  min: 1,
  max: 512,
  pattern: '[\\.\\-_/#A-Za-z0-9]+',
};
export const LOG_GROUP_NAME_PATTERN: TextConstraint = {
  min: 0,
  max: 512,
  pattern: '[\\.\\-_/#A-Za-z0-9]*',
};
/** No `*`: an ARN that ends with `:*` is refused. */
export const LOG_GROUP_IDENTIFIER: TextConstraint = {
  min: 1,
  max: 2048,
  pattern: '[\\w#+=/:,.@-]*',
};
export const LOG_STREAM_NAME: TextConstraint = { min: 1, max: 512, pattern: '[^:*]*' };
export const FILTER_PATTERN: TextConstraint = { min: 0, max: 1024 };
export const TOKEN: TextConstraint = { min: 1, max: Infinity };
export const MESSAGE: TextConstraint = { min: 1, max: Infinity };
export const TIMESTAMP: NumberConstraint = { min: 0, max: Number.MAX_SAFE_INTEGER };
export const DESCRIBE_LIMIT: NumberConstraint = { min: 1, max: 50 };
export const EVENTS_LIMIT: NumberConstraint = { min: 1, max: 10_000 };
export const QUERY_TEXT: TextConstraint = { min: 0, max: 10_000 };
export const QUERY_ID: TextConstraint = { min: 0, max: 256 };
export const QUERY_LIMIT: NumberConstraint = { min: 1, max: 100_000 };
export const QUERY_PAGE: NumberConstraint = { min: 1, max: 10_000 };
export const QUERIES_LIMIT: NumberConstraint = { min: 1, max: 1000 };
export const RECORD_POINTER: TextConstraint = { min: 1, max: Infinity };

/* Source: the service models of CloudWatch 2010-08-01, CloudTrail 2013-11-01 and CloudHSM v2 2017-04-28. */
export const METRIC_TEXT: TextConstraint = { min: 1, max: 1024 };
export const METRIC_PERIOD: NumberConstraint = { min: 1, max: 86_400 };
export const METRIC_POINTS: NumberConstraint = { min: 1, max: 100_800 };
/** A time in Unix seconds. */
export const SECONDS: NumberConstraint = { min: 0, max: Number.MAX_SAFE_INTEGER };
export const ALARMS_LIMIT: NumberConstraint = { min: 1, max: 100 };
export const CLUSTERS_LIMIT: NumberConstraint = { min: 1, max: 25 };
/** Source: the service model of IAM 2010-05-08. */
export const ROLE_NAME: TextConstraint = { min: 1, max: 64, pattern: '[\\w+=,.@-]+' };
export const LOOKUP_LIMIT: NumberConstraint = { min: 1, max: 50 };
