import assert from 'node:assert/strict';
import { HumanError } from '../../../../src/sources/humanError';
import type { InsightsQuery } from '../../../../src/sources/insights/insightsQuery';
import {
  type InsightsProgress,
  mostRowsOfRun,
  runInsights,
} from '../../../../src/sources/insights/insightsRun';
import { OutsideLogs, QueryMistake } from '../../../../src/sources/insights/insightsSource';
import type { InsightsTable } from '../../../../src/sources/insights/insightsTable';
import { EagerClock } from '../../../fixtures/eagerClock';
import { type KnownEvent, MemoryInsights } from './memoryInsights';

const start = Date.UTC(2026, 2, 12);
const plain: InsightsQuery = {
  logGroups: ['/aws/cloudhsm/cluster-a'],
  text: 'fields @timestamp, @message',
  range: { from: start, to: start + 1000 },
  limit: 10,
};

/** Events at the given ms behind the start, each with a message of its own. */
function eventsAt(times: readonly number[]): readonly KnownEvent[] {
  return times.map((time, index) => ({ timestamp: start + time, message: `event ${index}` }));
}

interface Ran {
  readonly table: InsightsTable;
  readonly progress: readonly InsightsProgress[];
}

async function ran(
  source: MemoryInsights,
  query: Partial<InsightsQuery> = {},
  signal: AbortSignal = new AbortController().signal,
  onProgress: (progress: InsightsProgress) => void = () => undefined,
  loginPatience?: number,
): Promise<Ran> {
  const clock = new EagerClock(start + 10_000);
  const surroundings = { clock, random: () => 0, signal, ...(loginPatience && { loginPatience }) };
  const run = runInsights(source, { ...plain, ...query }, surroundings);
  const progress: InsightsProgress[] = [];
  for (;;) {
    const { done, value } = await run.next();
    if (done === true) return { table: value, progress };
    progress.push(value);
    onProgress(value);
  }
}

const messages = ({ rows }: InsightsTable): readonly (string | undefined)[] =>
  rows.map(([, message]) => message);

describe('a run of Logs Insights', () => {
  it('gives the table once the query is done', async () => {
    const source = new MemoryInsights(eventsAt([5, 7]));
    source.looks = 3;
    const { table, progress } = await ran(source);

    assert.deepEqual(table, {
      columns: ['@timestamp', '@message'],
      rows: [
        [String(start + 7), 'event 1'],
        [String(start + 5), 'event 0'],
      ],
      pointers: ['event 1', 'event 0'],
      statistics: { recordsMatched: 2, recordsScanned: 2, bytesScanned: 200 },
      unread: [],
    });
    assert.ok(progress.some(({ rows, partsDone }) => rows === 2 && partsDone === 0));
    assert.deepEqual(progress.at(-1), {
      bytesScanned: 200,
      rows: 2,
      partsDone: 1,
      parts: 1,
      trouble: undefined,
    });
    assert.deepEqual(source.stopped, []);
  });

  it('cuts the range where the rows do not fit, and has each event once, the newest first', async () => {
    const times = Array.from({ length: 300 }, (_, index) => (index * index) % 997);
    const source = new MemoryInsights(eventsAt(times));
    const { table } = await ran(source);

    const given = table.rows.map(([time]) => Number(time));
    assert.deepEqual(
      given,
      times.map((time) => start + time).sort((one, other) => other - one),
    );
    assert.equal(new Set(messages(table)).size, 300);
    assert.equal(table.statistics.recordsMatched, 300);
    assert.ok(table.statistics.recordsScanned > 300, 'what was scanned twice is counted twice');
    assert.deepEqual(table.unread, []);
    assert.ok(source.mostAtOnce > 1 && source.mostAtOnce <= 4, String(source.mostAtOnce));
  });

  it('says which millisecond has more events than fit', async () => {
    const source = new MemoryInsights(eventsAt([1, ...new Array<number>(11).fill(500), 900]));
    const { table } = await ran(source);

    assert.equal(table.rows.length, 12);
    assert.deepEqual(table.unread, [
      {
        range: { from: start + 500, to: start + 501 },
        reason:
          'These are 10 rows, and there may be more. Ask for a shorter time, or filter more out.',
      },
    ]);
  });

  it('does not cut a query that groups events, and says that rows are missing', async () => {
    const source = new MemoryInsights(eventsAt(Array.from({ length: 11 }, (_, at) => at)));
    const { table } = await ran(source, { text: 'stats count(*) by @message' });

    assert.equal(source.started.length, 1);
    assert.deepEqual(
      table.unread.map(({ range }) => range),
      [plain.range],
    );
  });

  it('gives as many rows as the text itself asks for', async () => {
    const source = new MemoryInsights(eventsAt(Array.from({ length: 11 }, (_, at) => at)));
    const { table } = await ran(source, { text: 'fields @message | limit 10' });

    assert.equal(source.started.length, 1);
    assert.deepEqual(table.unread, []);
  });

  it('asks once where no more rows than its limit are wanted', async () => {
    const source = new MemoryInsights(eventsAt(Array.from({ length: 100 }, (_, at) => at)));
    const { table } = await ran(source, { isMost: true });
    assert.equal(table.rows.length, 10);
    assert.deepEqual(table.unread, []);
    assert.equal(source.started.length, 1);
  });

  it('keeps no more than its own limit of rows', async () => {
    const many = Array.from({ length: mostRowsOfRun * 2 }, (_, at) => at % 1000);
    const source = new MemoryInsights(eventsAt(many));
    const { table } = await ran(source, { limit: 10_000 });

    assert.ok(table.rows.length >= mostRowsOfRun && table.rows.length < mostRowsOfRun * 1.5);
    const [{ range, reason } = assert.fail()] = table.unread;
    assert.equal(range.from, start);
    assert.match(reason, /^These are 100,000 rows, and there may be more\./);
    const oldest = Number(table.rows.at(-1)?.[0]);
    assert.ok(table.unread.every((part) => part.range.to <= oldest));
  });

  it('tries again what passes', async () => {
    const source = new MemoryInsights(eventsAt([5]));
    const passing = (): HumanError => new HumanError('busy', 'retry', { nature: 'passing' });
    source.failures.start.push(passing(), passing());
    source.failures.results.push(passing());
    const { table } = await ran(source);

    assert.deepEqual(messages(table), ['event 0']);
    assert.equal(source.started.length, 1);
  });

  describe('whose login expires', () => {
    const patience = 60_000;
    const expired = (): HumanError =>
      new HumanError('Sign in.', 'signIn', { nature: 'signIn', terminal: 'aws sso login' });
    const times = (count: number): HumanError[] => Array.from({ length: count }, expired);

    it('goes on with the same query once somebody has signed in', async () => {
      const source = new MemoryInsights(eventsAt([5, 7]));
      source.looks = 2;
      source.failures.results.push(...times(7));
      const { table, progress } = await ran(source, {}, undefined, undefined, patience);

      assert.deepEqual(messages(table), ['event 1', 'event 0']);
      assert.deepEqual([source.started.length, source.stopped], [1, []]);
      assert.ok(progress.some(({ trouble }) => trouble?.message === 'Sign in.'));
      assert.equal(progress.at(-1)?.trouble, undefined);
    });

    it('ends where nobody does, or nobody is waited for', async () => {
      for (const waited of [patience, undefined]) {
        const source = new MemoryInsights(eventsAt([5]));
        source.failures.results.push(...times(100));
        await assert.rejects(ran(source, {}, undefined, undefined, waited), {
          message: 'Sign in.',
        });
        assert.deepEqual(source.stopped, ['0']);
      }
    });

    it('can be stopped meanwhile', async () => {
      const source = new MemoryInsights(eventsAt([5]));
      source.failures.results.push(...times(100));
      const stop = new AbortController();
      const { table } = await ran(
        source,
        {},
        stop.signal,
        ({ trouble }) => {
          if (trouble !== undefined) stop.abort();
        },
        patience,
      );
      assert.deepEqual(
        table.unread.map(({ reason }) => reason),
        ['The query was stopped.'],
      );
    });
  });

  it('throws what keeps the query from being asked, and stops it', async () => {
    const source = new MemoryInsights(eventsAt([5]));
    source.failures.results.push(new HumanError('not allowed'));
    await assert.rejects(ran(source), { message: 'not allowed' });
    assert.deepEqual(source.stopped, ['0']);
  });

  for (const [state, words] of [
    ['failed', /could not finish the query/],
    ['cancelled', /was stopped at the service/],
  ] as const) {
    it(`says that a query has ${state}`, async () => {
      const source = new MemoryInsights(eventsAt([5]));
      source.end = state;
      await assert.rejects(ran(source), words);
      assert.deepEqual(source.stopped, []);
      assert.equal(source.started.length, state === 'failed' ? 2 : 1);
    });
  }

  it('cuts a query that took too long, down to a millisecond, then says so', async () => {
    const source = new MemoryInsights(eventsAt([0, 1]));
    source.end = 'timeout';
    const { table } = await ran(source, { range: { from: start, to: start + 2 } });

    assert.deepEqual(
      source.started.map(({ range }) => range.to - range.from),
      [2, 1, 1],
    );
    assert.equal(table.rows.length, 2);
    assert.match(table.unread[0]?.reason ?? '', /gave the query up after an hour/);
    assert.deepEqual(table.unread[0]?.range, { from: start, to: start + 2 });
  });

  it('keeps what has come when a part fails for good, and says what is missing', async () => {
    const source = new MemoryInsights(eventsAt(Array.from({ length: 40 }, (_, at) => at * 25)));
    const { table } = await ran(source, {}, undefined, ({ partsDone }) => {
      if (partsDone === 1) source.failures.results.push(new HumanError('no longer allowed'));
    });

    const kept = table.rows.map(([time]) => Number(time));
    assert.ok(kept.length > 0 && kept.length < 40);
    assert.ok(table.unread.length > 0);
    for (const { range, reason } of table.unread) {
      assert.equal(reason, 'no longer allowed');
      assert.ok(kept.every((time) => time < range.from || time >= range.to));
    }
    const missing = source.events.filter(({ timestamp }) =>
      table.unread.some(({ range }) => timestamp >= range.from && timestamp < range.to),
    );
    assert.equal(kept.length + missing.length, 40);
  });

  it('stops its queries at the service when it is stopped, and keeps what has come', async () => {
    const source = new MemoryInsights(eventsAt(Array.from({ length: 40 }, (_, at) => at * 25)));
    source.looks = 5;
    const stop = new AbortController();
    const { table } = await ran(source, {}, stop.signal, ({ partsDone }) => {
      if (partsDone >= 1) stop.abort();
    });

    assert.ok(table.rows.length > 0 && table.rows.length < 40);
    assert.deepEqual(
      new Set(table.unread.map(({ reason }) => reason)),
      new Set(['The query was stopped.']),
    );
    assert.ok(source.stopped.length > 0);
    assert.ok(source.stopped.length <= 4);
  });

  it('stops its queries when nobody asks for more', async () => {
    const source = new MemoryInsights(eventsAt([5]));
    source.looks = 1000;
    const clock = new EagerClock(start + 10_000);
    const { signal } = new AbortController();
    const run = runInsights(source, plain, { clock, random: () => 0, signal });
    await run.next();
    await run.return(undefined as never);
    assert.deepEqual(source.stopped, ['0']);
  });

  it('shows a mistake at its place in the text as it was written', async () => {
    const source = new MemoryInsights([]);
    const text = '# all\nfields @message\n| filter ==';
    const sent =
      'filter toMillis(@timestamp) >= 1773273600000 and toMillis(@timestamp) < 1773273601000 | ';
    const at = text.indexOf('==');
    const place = { from: at + sent.length, to: at + sent.length + 2 };
    source.failures.start.push(new QueryMistake('unexpected', place));
    await assert.rejects(ran(source, { text }), (error) => {
      assert.ok(error instanceof QueryMistake);
      assert.deepEqual(error.place, { from: at, to: at + 2 });
      return true;
    });
  });

  it('finds nothing where the log groups keep nothing', async () => {
    const source = new MemoryInsights([]);
    source.failures.start.push(new OutsideLogs('too old'));
    const { table } = await ran(source);
    assert.deepEqual([table.rows, table.unread], [[], []]);
  });

  it('asks nothing for a range that is empty or has not come yet', async () => {
    const source = new MemoryInsights([]);
    const later = start + 86_400_000;
    const { table } = await ran(source, { range: { from: later, to: later + 1 } });
    assert.deepEqual([source.started, table.rows, table.unread], [[], [], []]);
  });

  it('wants a command', async () => {
    await assert.rejects(ran(new MemoryInsights([]), { text: ' # nothing\n' }), /query is empty/);
  });
});
