import * as l10n from '@vscode/l10n';
import type { Clock } from '../clock';
import { Retries } from '../fetch/retries';
import { HumanError } from '../humanError';
import type { InsightsQuery } from './insightsQuery';
import type { InsightsSource, ResultPage } from './insightsSource';
import type { InsightsRow, QueryStatistics } from './insightsTable';

/** In ms, between looks at a query: most are done within the first seconds, some take minutes. */
const firstPause = 250;
const longestPause = 4000;
const pauseGrowth = 1.4;
/** Between two looks whether somebody has signed in, in ms. */
const loginPause = 5000;

export interface RunSurroundings {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Aborting it stops the queries at the service. */
  readonly signal: AbortSignal;
  /** How long a login is waited for that expires while a query runs, in ms. Left out: not at all. */
  readonly loginPatience?: number;
}

/** What one query at the service gave. */
export interface PartAnswer {
  readonly rows: readonly InsightsRow[];
  readonly statistics: QueryStatistics;
  /** `timeout`: the service gave up after its hour, and the rows are those found until then. */
  readonly state: 'complete' | 'timeout';
}

/**
 * Starts one query, looks how it goes until it is done, and reads its rows. However that ends, the query
 * does not go on at the service.
 *
 * @param onProgress hears what the query has scanned and found so far
 * @param onTrouble hears why nothing can be known of the query for now, while that is waited out, and
 *   undefined when that is over
 * @throws HumanError where it failed, and what the signal aborts with
 */
export async function runPart(
  source: InsightsSource,
  query: InsightsQuery,
  { clock, random, signal, loginPatience = 0 }: RunSurroundings,
  onProgress: (page: ResultPage) => void,
  onTrouble: (trouble: HumanError | undefined) => void = () => undefined,
): Promise<PartAnswer> {
  const retries = new Retries(clock, random);
  const untilItWorks = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    for (;;) {
      signal.throwIfAborted();
      try {
        const answer = await call();
        retries.worked();
        return answer;
      } catch (error) {
        if (signal.aborted) throw error;
        await retries.failed(error, signal);
      }
    }
  };
  const id = await untilItWorks(() => source.start(query, signal));
  const results = async (from?: string): Promise<ResultPage> => {
    const deadline = clock.now() + loginPatience;
    for (let isTold = false; ;) {
      try {
        const page = await untilItWorks(() => source.results(id, from, signal));
        if (isTold) onTrouble(undefined);
        return page;
      } catch (error) {
        const isLogin = error instanceof HumanError && error.nature === 'signIn';
        if (signal.aborted || !isLogin || clock.now() >= deadline) throw error;
        isTold = true;
        onTrouble(error);
        await clock.sleep(loginPause, signal);
      }
    }
  };
  let hasEnded = false;
  try {
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * pauseGrowth)) {
      await clock.sleep(pause, signal);
      const page = await results();
      hasEnded = isEnd(page.state);
      onProgress(page);
      const { state, statistics } = page;
      if (state === 'failed') throw new QueryFailure();
      if (state === 'cancelled') throw stoppedElsewhere();
      if (state !== 'complete' && state !== 'timeout') continue;
      const rows = [...page.rows];
      for (let { next } = page; next !== undefined;) {
        const more = await results(next);
        rows.push(...more.rows);
        ({ next } = more);
      }
      return { rows, statistics, state };
    }
  } finally {
    if (!hasEnded) await stopQuietly(source, id);
  }
}

function isEnd(state: ResultPage['state']): boolean {
  return state !== 'scheduled' && state !== 'running' && state !== 'unknown';
}

/** The service began a query and could not finish it, for a reason of its own that it does not tell. */
export class QueryFailure extends HumanError {
  override readonly name = 'QueryFailure';

  constructor() {
    super(l10n.t('CloudWatch Logs could not finish the query. Run it again.'), 'retry');
  }
}

function stoppedElsewhere(): HumanError {
  return new HumanError(
    l10n.t('The query was stopped at the service, by somebody or something else. Run it again.'),
    'retry',
  );
}

/** What ended the run is what a user wants to hear of; a query that cannot be stopped ends by itself. */
async function stopQuietly(source: InsightsSource, id: string): Promise<void> {
  try {
    await source.stop(id);
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
  }
}
