import type { TimeRange } from '../timeRange';

/** The rows that a query gives where its text says nothing else. Source: CloudWatch Logs User Guide, limit. */
export const mostRows = 10_000;
/** The log groups of one query. Source: CloudWatch Logs API Reference, StartQuery. */
export const mostLogGroups = 50;

/** What CloudWatch Logs Insights is asked. */
export interface InsightsQuery {
  /** Names of log groups: 1 to `mostLogGroups`. */
  readonly logGroups: readonly string[];
  /** In the query language of Logs Insights. */
  readonly text: string;
  /** By CloudWatch's times, Unix ms. */
  readonly range: TimeRange;
  /** The most rows of one query at the service, 1 to `mostRows`. */
  readonly limit: number;
  /** No more rows than the limit are wanted. Left out: rows that do not fit are asked for in parts. */
  readonly isMost?: boolean;
}
