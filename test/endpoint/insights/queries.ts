import { eventBytes } from '../pageRoom';
import { ServiceError } from '../serviceError';
import type { PlacedEvent } from './eventRows';
import type { Query, QueryResult } from './query';
import type { Row } from './row';

/** How queries go. */
export interface InsightsOptions {
  /** How long a query waits, in ms. */
  readonly scheduledMs?: number;
  /** How long it runs, in ms. */
  readonly runningMs?: number;
  /** How many may be under way. Source: CloudWatch Logs API Reference, StartQuery. */
  readonly concurrent?: number;
}

const SERVICE = { scheduledMs: 10, runningMs: 40, concurrent: 100 };

export type QueryEnd = 'Complete' | 'Failed' | 'Timeout';
export type QueryStatus = 'Scheduled' | 'Running' | 'Cancelled' | QueryEnd;

/** What a query is to do. */
export interface AskedQuery {
  readonly text: string;
  readonly query: Query;
  readonly logGroups: readonly string[];
  /** The most rows, where the text does not say. */
  readonly limit: number;
  readonly events: () => Iterable<PlacedEvent>;
  readonly row: (event: PlacedEvent) => Row;
  readonly end: QueryEnd;
}

/** A query that was started. */
export interface StartedQuery extends AskedQuery {
  readonly id: string;
  /** Unix ms. */
  readonly startedAt: number;
}

/** What a query gave, and what it looked at for that. */
export interface QueryOutcome extends QueryResult {
  readonly scanned: number;
  readonly bytes: number;
}

/** The queries of the endpoint. */
export class Queries {
  private readonly options: Required<InsightsOptions>;
  private readonly started = new Map<string, StartedQuery>();
  private readonly stopped = new Set<string>();
  private readonly outcomes = new Map<string, QueryOutcome>();

  constructor(options: InsightsOptions = {}) {
    this.options = { ...SERVICE, ...options };
  }

  /** Every query so far, the newest first. */
  get all(): readonly StartedQuery[] {
    return [...this.started.values()].reverse();
  }

  /** @throws `LimitExceededException` where too many are under way */
  start(asked: AskedQuery, now: number): StartedQuery {
    const underWay = this.all.filter((one) => isUnderWay(this.status(one, now)));
    if (underWay.length >= this.options.concurrent) {
      throw new ServiceError(
        'LimitExceededException',
        'Account maximum query concurrency limit exceeded.',
      );
    }
    const count = (this.started.size + 1).toString(16).padStart(12, '0');
    const query = { ...asked, id: `00000000-0000-4000-9000-${count}`, startedAt: now };
    this.started.set(query.id, query);
    return query;
  }

  /** @throws `ResourceNotFoundException` */
  get(id: string): StartedQuery {
    const query = this.started.get(id);
    if (query === undefined) {
      throw new ServiceError('ResourceNotFoundException', `Query ${id} does not exist.`);
    }
    return query;
  }

  status({ id, startedAt, end }: StartedQuery, now: number): QueryStatus {
    if (this.stopped.has(id)) return 'Cancelled';
    const { scheduledMs, runningMs } = this.options;
    const age = now - startedAt;
    if (age < scheduledMs) return 'Scheduled';
    return age < scheduledMs + runningMs ? 'Running' : end;
  }

  /** @returns false for a query that has ended */
  stop(query: StartedQuery, now: number): boolean {
    if (!isUnderWay(this.status(query, now))) return false;
    this.stopped.add(query.id);
    return true;
  }

  /** What a query gives: nothing while it waits, half while it runs, then all. */
  outcome(query: StartedQuery, now: number): QueryOutcome {
    const status = this.status(query, now);
    if (status === 'Scheduled' || status === 'Failed') return nothing;
    const whole = this.outcomes.get(query.id) ?? carriedOut(query);
    this.outcomes.set(query.id, whole);
    return status === 'Complete' ? whole : half(whole);
  }
}

function isUnderWay(status: QueryStatus): boolean {
  return status === 'Scheduled' || status === 'Running';
}

const nothing: QueryOutcome = { rows: [], matched: 0, scanned: 0, bytes: 0 };

function carriedOut({ query, events, row, limit }: StartedQuery): QueryOutcome {
  let scanned = 0;
  let bytes = 0;
  const rows: Row[] = [];
  for (const placed of events()) {
    scanned += 1;
    bytes += eventBytes(placed.event);
    rows.push(row(placed));
  }
  const result = query.run(rows);
  return { ...result, rows: result.rows.slice(0, query.limit ?? limit), scanned, bytes };
}

function half({ rows, matched, scanned, bytes }: QueryOutcome): QueryOutcome {
  const part = (count: number): number => Math.ceil(count / 2);
  return {
    rows: rows.slice(0, part(rows.length)),
    matched: part(matched),
    scanned: part(scanned),
    bytes: part(bytes),
  };
}
