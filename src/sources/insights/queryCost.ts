import { overlap, type TimeRange } from '../timeRange';
import type { StoredLogs } from './insightsSource';

/** US dollars for each `billedBytes` that queries scan. */
export interface QueryPrice {
  readonly dollars: number;
  /** The region whose price it is. Those of others differ, up to about twice as much. */
  readonly region: string;
  /** When it was looked up. */
  readonly date: string;
}

/** Source: Amazon CloudWatch pricing, Logs Insights queries, as pages of June 2026 have it. */
export const queryPrice: QueryPrice = { dollars: 0.005, region: 'us-east-1', date: '2026-06' };
/** What AWS bills as a gigabyte. */
const billedBytes = 2 ** 30;
const dayMs = 86_400_000;

/** What scanning so many bytes costs, in US dollars, by `queryPrice`. */
export function queryCost(bytes: number): number {
  return (bytes / billedBytes) * queryPrice.dollars;
}

/**
 * A byte of a log takes so much of a byte where it is kept.
 * Source: the assumption in the examples of Amazon CloudWatch pricing. Audit logs may come out smaller.
 */
const compression = 0.15;

/**
 * The bytes that a query over a range scans at most, about: all that the log groups keep, or the range's
 * share of it where they keep events for a limited time only. A query that has to be cut scans more.
 *
 * @param now Unix ms
 * @returns undefined where the service does not say how much is kept
 */
export function estimateBytes(
  logs: readonly StoredLogs[],
  range: TimeRange,
  now: number,
): number | undefined {
  let bytes = 0;
  for (const { storedBytes, retentionDays } of logs) {
    if (storedBytes === undefined) return undefined;
    bytes += (storedBytes / compression) * shareOf(range, retentionDays, now);
  }
  return Math.ceil(bytes);
}

function shareOf(range: TimeRange, retentionDays: number | undefined, now: number): number {
  if (retentionDays === undefined) return range.from < now && range.from < range.to ? 1 : 0;
  const kept = { from: now - retentionDays * dayMs, to: now };
  const common = overlap(range, kept);
  return common === undefined ? 0 : (common.to - common.from) / (kept.to - kept.from);
}
