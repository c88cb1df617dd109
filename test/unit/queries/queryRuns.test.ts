import assert from 'node:assert/strict';
import { QueryRuns } from '../../../src/queries/queryRuns';
import { runInsights } from '../../../src/sources/insights/insightsRun';
import type { InsightsTable } from '../../../src/sources/insights/insightsTable';
import { EagerClock } from '../../fixtures/eagerClock';
import { MemoryInsights } from '../sources/insights/memoryInsights';

const start = Date.UTC(2026, 2, 12);

describe('the queries that run', () => {
  /** Runs a query that takes so many looks. */
  async function table(
    source: MemoryInsights,
    signal: AbortSignal,
    onProgress: () => void = () => undefined,
  ): Promise<InsightsTable> {
    const query = {
      logGroups: ['/aws/cloudhsm/cluster-a'],
      text: 'fields @message',
      range: { from: start, to: start + 1000 },
      limit: 10,
    };
    const clock = new EagerClock(start + 10_000);
    const running = runInsights(source, query, { clock, random: () => 0, signal });
    for (;;) {
      const { done, value } = await running.next();
      if (done === true) return value;
      onProgress();
    }
  }
  const never = new AbortController().signal;
  const slow = (): MemoryInsights => {
    const source = new MemoryInsights([{ timestamp: start, message: 'event' }]);
    source.looks = Infinity;
    return source;
  };

  it('give what each of them gives', async () => {
    const source = new MemoryInsights([{ timestamp: start, message: 'event' }]);
    const { rows } = await new QueryRuns().run(never, (signal) => table(source, signal));
    assert.equal(rows.length, 1);
  });

  it('end at the service before the promise to stop them does', async () => {
    const runs = new QueryRuns();
    const sources = [slow(), slow()];
    const ended: Promise<void>[] = [];
    const begun = sources.map(
      (source) =>
        new Promise<void>((resolve) => {
          const run = runs.run(never, (signal) => table(source, signal, resolve));
          ended.push(assert.rejects(run, { name: 'AbortError' }));
        }),
    );
    await Promise.all(begun);
    await runs.stop();
    assert.deepEqual(
      sources.map(({ stopped }) => stopped),
      [['0'], ['0']],
    );
    await Promise.all(ended);
  });

  it('are not waited for once they have ended, well or not', async () => {
    const runs = new QueryRuns();
    await assert.rejects(
      runs.run(never, () => Promise.reject(new Error('failed'))),
      /failed/,
    );
    await runs.stop();
  });

  it('give what has come where a person cancels one', async () => {
    const cancel = new AbortController();
    const source = slow();
    const { unread } = await new QueryRuns().run(cancel.signal, (signal) =>
      table(source, signal, () => cancel.abort()),
    );
    assert.equal(unread.length, 1);
    assert.deepEqual(source.stopped, ['0']);
  });
});
