import { HumanError } from '../../../../src/sources/humanError';
import type { InsightsQuery } from '../../../../src/sources/insights/insightsQuery';
import type {
  InsightsRecord,
  InsightsSource,
  QueryState,
  ResultPage,
  StoredLogs,
} from '../../../../src/sources/insights/insightsSource';

/** An event that the source knows: when it was, and what its row says. */
export interface KnownEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Logs Insights over a few events: a query gives those of its range, the newest first. */
export class MemoryInsights implements InsightsSource {
  readonly started: InsightsQuery[] = [];
  readonly stopped: string[] = [];
  /** The most queries that were under way at the same time. */
  mostAtOnce = 0;
  /** How often a query is said to be running before it is complete. */
  looks = 1;
  /** In what state queries end. */
  end: QueryState = 'complete';
  /** Thrown by the next calls, one each. */
  readonly failures: Record<'start' | 'results', Error[]> = { start: [], results: [] };
  private readonly left = new Map<string, number>();

  constructor(readonly events: readonly KnownEvent[]) {}

  start(query: InsightsQuery): Promise<string> {
    const failure = this.failures.start.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const id = String(this.started.push(query) - 1);
    this.left.set(id, this.looks);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.left.size);
    return Promise.resolve(id);
  }

  results(id: string): Promise<ResultPage> {
    const failure = this.failures.results.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const query = this.started[Number(id)];
    if (query === undefined) throw new Error(`no query ${id}`);
    const { range, limit } = query;
    const found = this.events
      .filter(({ timestamp }) => timestamp >= range.from && timestamp < range.to)
      .sort((one, other) => other.timestamp - one.timestamp);
    const left = this.left.get(id) ?? 0;
    this.left.set(id, left - 1);
    const state = left > 0 ? 'running' : this.end;
    if (state !== 'running') this.left.delete(id);
    return Promise.resolve({
      state,
      rows: found.slice(0, limit).map(({ timestamp, message }) => ({
        fields: [
          ['@timestamp', String(timestamp)],
          ['@message', message],
        ],
        pointer: message,
      })),
      statistics: {
        recordsMatched: found.length,
        recordsScanned: found.length,
        bytesScanned: found.length * 100,
      },
      next: undefined,
    });
  }

  stop(id: string): Promise<void> {
    this.stopped.push(id);
    this.left.delete(id);
    return Promise.resolve();
  }

  stored(): Promise<StoredLogs> {
    return Promise.resolve({ storedBytes: this.events.length * 100 });
  }

  record(pointer: string): Promise<InsightsRecord> {
    return Promise.reject(new HumanError(`no record ${pointer}`));
  }
}
