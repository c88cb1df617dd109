import * as l10n from '@vscode/l10n';
import { Changes } from '../fetch/changes';
import { HumanError } from '../humanError';
import { evenParts, joined, latestAhead, type TimeRange } from '../timeRange';
import { type PartAnswer, QueryFailure, runPart, type RunSurroundings } from './insightsPart';
import type { InsightsQuery } from './insightsQuery';
import { type InsightsSource, OutsideLogs, QueryMistake } from './insightsSource';
import {
  type InsightsTable,
  type QueryStatistics,
  tableRows,
  type UnreadPart,
} from './insightsTable';
import { PartQuery } from './partQuery';

/**
 * Parts asked for at the same time. Accounts run a hundred queries at once by now, long ran only four,
 * and dashboards and colleagues share them. Source: CloudWatch Logs API Reference, StartQuery.
 */
const partsAtOnce = 4;
/** A run keeps so many rows, as a search does. */
export const mostRowsOfRun = 100_000;
/** A part whose rows did not fit is cut into as many as should fit, and some more: events come in bursts. */
const spareParts = 1.5;
const mostPieces = 64;

/** How far a run is. */
export interface InsightsProgress {
  /** Bytes scanned so far, also those of queries whose rows did not fit. */
  readonly bytesScanned: number;
  /** Rows found so far; the query may still drop or group them. */
  readonly rows: number;
  readonly partsDone: number;
  /** Parts that are known by now, those that are done included. */
  readonly parts: number;
  /** What is waited out now, while the query goes on at the service. */
  readonly trouble: HumanError | undefined;
}

/**
 * Runs a query. Where the rows of single events do not fit into one answer, the range is cut and its
 * parts are asked for side by side, until all fit; each event is in exactly one part. Other queries are
 * asked once. Stopped by its signal, or where a part fails for good, it gives what has come and says in
 * `unread` what has not.
 *
 * @returns the table, with the newest rows first unless the query sorts otherwise
 * @throws QueryMistake, or another HumanError where nothing could be asked at all
 */
export async function* runInsights(
  source: InsightsSource,
  query: InsightsQuery,
  surroundings: RunSurroundings,
): AsyncGenerator<InsightsProgress, InsightsTable> {
  const run = new Run(source, query, surroundings);
  try {
    run.fill();
    while (run.busy > 0) {
      await run.changes.next();
      yield run.progress;
    }
  } finally {
    run.stop();
    while (run.busy > 0) await run.changes.next();
  }
  return run.table();
}

interface DonePart {
  readonly range: TimeRange;
  readonly answer: PartAnswer;
}

class Run {
  readonly changes = new Changes();
  busy = 0;
  private readonly parts: PartQuery;
  private readonly ending = new AbortController();
  private readonly signal: AbortSignal;
  /** The next one last. */
  private readonly waiting: TimeRange[];
  /** Where the asked range ends for the service: no event is later. Unix ms. */
  private readonly end: number;
  private readonly done: DonePart[] = [];
  private readonly unread: UnreadPart[] = [];
  /** What queries under way have scanned and found, by their range. */
  private readonly underWay = new Map<TimeRange, Pick<InsightsProgress, 'bytesScanned' | 'rows'>>();
  private scanned: QueryStatistics = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };
  private rows = 0;
  private partsDone = 0;
  /** Ranges that are asked for a second time. */
  private readonly triedAgain = new Set<TimeRange>();
  private failure: HumanError | undefined;
  private trouble: HumanError | undefined;
  private fatal: { readonly error: unknown } | undefined;

  constructor(
    private readonly source: InsightsSource,
    private readonly query: InsightsQuery,
    private readonly surroundings: RunSurroundings,
  ) {
    const { range } = query;
    this.parts = new PartQuery(query.text);
    this.signal = AbortSignal.any([this.ending.signal, surroundings.signal]);
    this.end = Math.min(range.to, surroundings.clock.now() + latestAhead);
    this.waiting = range.from < this.end ? [{ from: range.from, to: this.end }] : [];
  }

  get progress(): InsightsProgress {
    let { bytesScanned } = this.scanned;
    let { rows } = this;
    for (const part of this.underWay.values()) {
      bytesScanned += part.bytesScanned;
      rows += part.rows;
    }
    const { partsDone, underWay, waiting, trouble } = this;
    const parts = partsDone + underWay.size + waiting.length;
    return { bytesScanned, rows, partsDone, parts, trouble };
  }

  stop(): void {
    this.ending.abort();
  }

  /** Asks for the next parts, as many as may be under way. */
  fill(): void {
    while (this.busy < partsAtOnce) {
      const range = this.waiting.pop();
      if (range === undefined) return;
      this.busy++;
      this.underWay.set(range, { bytesScanned: 0, rows: 0 });
      void this.ask(range).finally(() => {
        this.busy--;
        this.fill();
        this.changes.tell();
      });
    }
  }

  table(): InsightsTable {
    if (this.fatal !== undefined) throw this.fatal.error;
    if (this.failure !== undefined && this.done.length === 0) throw this.failure;
    const order = this.parts.isOldestFirst ? 1 : -1;
    const done = this.done.sort((one, other) => order * (one.range.from - other.range.from));
    return {
      ...tableRows(done.flatMap(({ answer }) => answer.rows)),
      statistics: this.scanned,
      unread: joinedParts(this.unread).map((part) => ({
        ...part,
        range: this.asAsked(part.range),
      })),
    };
  }

  /** A part that ends where the service's events do ends where the asked range does. */
  private asAsked({ from, to }: TimeRange): TimeRange {
    return { from, to: to === this.end ? this.query.range.to : to };
  }

  private async ask(range: TimeRange): Promise<void> {
    if (this.signal.aborted) {
      this.miss(range, this.failure?.message ?? stopped());
    } else if (this.rows >= mostRowsOfRun) {
      this.miss(range, tooMany(mostRowsOfRun));
    } else {
      await this.run(range);
    }
  }

  private async run(range: TimeRange): Promise<void> {
    const { source, query, surroundings, signal } = this;
    const part = { ...query, text: this.parts.textFor(range), range };
    let answer: PartAnswer;
    try {
      answer = await runPart(
        source,
        part,
        { ...surroundings, signal },
        (page) => {
          const { bytesScanned } = page.statistics;
          this.underWay.set(range, { bytesScanned, rows: page.rows.length });
          this.changes.tell();
        },
        (trouble) => {
          this.trouble = trouble;
          this.changes.tell();
        },
      );
    } catch (error) {
      this.fail(range, error);
      return;
    }
    this.scanned = added(this.scanned, answer.statistics);
    const { limit } = this.query;
    const isComplete = answer.state === 'complete';
    const isMost = this.parts.hasLimit || this.query.isMost === true;
    if (isComplete && (answer.rows.length < limit || isMost)) {
      this.keep(range, answer);
      return;
    }
    const pieces = this.parts.canBeCut ? evenParts(range, piecesFor(answer, limit)) : [];
    if (pieces.length > 1) {
      this.replace(range, answer, pieces);
      return;
    }
    this.keep(range, answer);
    this.unread.push({ range, reason: isComplete ? tooMany(limit) : timedOut() });
  }

  /** The pieces' rows come instead of those of the range. */
  private replace(range: TimeRange, answer: PartAnswer, pieces: readonly TimeRange[]): void {
    const { recordsMatched } = answer.statistics;
    this.scanned = added(this.scanned, { ...nothing, recordsMatched: -recordsMatched });
    this.underWay.delete(range);
    this.waiting.push(...pieces);
  }

  private keep(range: TimeRange, answer: PartAnswer): void {
    this.settle(range);
    this.rows += answer.rows.length;
    this.done.push({ range, answer });
  }

  private fail(range: TimeRange, error: unknown): void {
    if (this.signal.aborted) {
      this.miss(range, this.failure?.message ?? stopped());
    } else if (error instanceof OutsideLogs) {
      this.keep(range, { rows: [], statistics: nothing, state: 'complete' });
    } else if (error instanceof QueryFailure && !this.triedAgain.has(range)) {
      this.triedAgain.add(range);
      this.underWay.delete(range);
      this.waiting.push(range);
    } else if (error instanceof QueryMistake) {
      this.giveUp(this.parts.inQuery(error, range));
    } else if (error instanceof HumanError) {
      // Others would hardly fare better, and each would wait and try again as long.
      this.failure = error;
      this.miss(range, error.message);
      this.stop();
    } else {
      this.giveUp(error);
    }
  }

  private giveUp(error: unknown): void {
    this.fatal ??= { error };
    this.stop();
  }

  private miss(range: TimeRange, reason: string): void {
    this.settle(range);
    this.unread.push({ range, reason });
  }

  private settle(range: TimeRange): void {
    this.underWay.delete(range);
    this.partsDone++;
  }
}

const nothing: QueryStatistics = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };

function added(one: QueryStatistics, other: QueryStatistics): QueryStatistics {
  return {
    recordsMatched: one.recordsMatched + other.recordsMatched,
    recordsScanned: one.recordsScanned + other.recordsScanned,
    bytesScanned: one.bytesScanned + other.bytesScanned,
  };
}

function piecesFor({ state, statistics }: PartAnswer, limit: number): number {
  if (state === 'timeout') return 2;
  const wanted = Math.ceil((statistics.recordsMatched / limit) * spareParts);
  return Math.min(mostPieces, Math.max(2, wanted));
}

/** Parts that touch and have one reason are one. */
function joinedParts(parts: readonly UnreadPart[]): readonly UnreadPart[] {
  const byReason = new Map<string, TimeRange[]>();
  for (const { range, reason } of parts) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), range]);
  }
  return [...byReason]
    .flatMap(([reason, ranges]) => joined(ranges).map((range) => ({ range, reason })))
    .sort((one, other) => one.range.from - other.range.from);
}

function stopped(): string {
  return l10n.t('The query was stopped.');
}

function tooMany(rows: number): string {
  return l10n.t(
    'These are {0} rows, and there may be more. Ask for a shorter time, or filter more out.',
    rows.toLocaleString('en-US'),
  );
}

function timedOut(): string {
  return l10n.t(
    'CloudWatch Logs gave the query up after an hour. Ask for a shorter time, or filter more out.',
  );
}
