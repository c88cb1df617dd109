import { HumanError } from '../humanError';
import type { Cluster, StoredEvent } from '../logSource';
import type { InsightsQuery } from './insightsQuery';
import type { InsightsRow, QueryStatistics } from './insightsTable';

/** Where a query stands at the service. `unknown` passes. */
export type QueryState =
  'scheduled' | 'running' | 'complete' | 'failed' | 'cancelled' | 'timeout' | 'unknown';

/** A page of a query's result. Before the query is complete, what has been found so far. */
export interface ResultPage {
  readonly state: QueryState;
  readonly rows: readonly InsightsRow[];
  /** Of the whole query, up to now. */
  readonly statistics: QueryStatistics;
  /** The place of the next page; undefined on the last. */
  readonly next: string | undefined;
}

/** What a log group keeps: what it takes to estimate a query over it. */
export type StoredLogs = Pick<Cluster, 'storedBytes' | 'retentionDays'>;

/** An event that a row leads to. */
export interface InsightsRecord {
  /** Undefined where the service does not say. */
  readonly logGroup: string | undefined;
  readonly stream: string;
  readonly event: StoredEvent;
}

/** Logs Insights, call by call. Every method throws `HumanError` for what a user can do something about. */
export interface InsightsSource {
  /**
   * Starts a query and gives its id. The service knows whole seconds only: the range is widened to them.
   *
   * @param signal keeps it from being started; one that has been sent is answered, so that it can be stopped
   * @throws QueryMistake where the service does not understand the text
   * @throws OutsideLogs where no log group keeps events of the range
   */
  start(query: InsightsQuery, signal?: AbortSignal): Promise<string>;
  /** @param from the `next` of an earlier page */
  results(id: string, from?: string, signal?: AbortSignal): Promise<ResultPage>;
  /** Stops a query; one that has ended already is left as it is. */
  stop(id: string): Promise<void>;
  /** How much a log group keeps, whether it is a cluster's or not; undefined where there is none of the name. */
  stored(logGroup: string, signal?: AbortSignal): Promise<StoredLogs | undefined>;
  /** The whole event behind a row. */
  record(pointer: string, signal?: AbortSignal): Promise<InsightsRecord>;
}

/** The service does not understand a query. */
export class QueryMistake extends HumanError {
  override readonly name = 'QueryMistake';

  /** @param place where in the text, in characters, `to` not included; undefined: the service does not say */
  constructor(
    message: string,
    readonly place: { readonly from: number; readonly to: number } | undefined,
    options?: ErrorOptions,
  ) {
    super(message, undefined, options);
  }
}

/** The whole range is older than the log groups or than what they keep. */
export class OutsideLogs extends HumanError {
  override readonly name = 'OutsideLogs';
}
