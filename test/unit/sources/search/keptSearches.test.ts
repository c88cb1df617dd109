import assert from 'node:assert/strict';
import { KeptSearches } from '../../../../src/sources/search/keptSearches';
import type { FoundEvent } from '../../../../src/sources/logSource';
import { EagerClock } from '../../../fixtures/eagerClock';
import { scratchSpool, type ScratchSpool } from '../fetch/scratchSpool';

const now = 1_750_000_000_000;
const range = { from: 1, to: 100 };
const whole = { range, missing: undefined };
const key = ['account', 'failed logins'];

describe('what searches found, on the disk', () => {
  let scratch: ScratchSpool;
  beforeEach(async () => {
    scratch = await scratchSpool(new EagerClock(now));
  });
  afterEach(() => scratch.remove());

  const found = (stream: string, ...times: readonly number[]): FoundEvent[] =>
    times.map((timestamp) => ({
      stream,
      timestamp,
      message: `${stream} ${timestamp} é🔑`,
      id: `${stream}${timestamp}`,
    }));
  const texts = async (kept: KeptSearches, stream: string): Promise<string[] | undefined> =>
    (await kept.found(key, stream, range))?.events.map(({ message }) => message);

  it('is there again in the next window, each stream by itself', async () => {
    const events = [...found('b', 1), ...found('a', 1, 5), ...found('b', 7, 7, 99)];
    await new KeptSearches(scratch.spool).keep(key, { ...whole, events, made: now });
    const next = new KeptSearches(scratch.other());
    assert.deepEqual(
      await texts(next, 'a'),
      found('a', 1, 5).map(({ message }) => message),
    );
    assert.deepEqual(
      await texts(next, 'b'),
      found('b', 1, 7, 7, 99).map(({ message }) => message),
    );
    assert.equal(await texts(next, 'c'), undefined);
    assert.equal(await next.found(['another account', 'failed logins'], 'a', range), undefined);
  });

  it('is what was found last', async () => {
    const kept = new KeptSearches(scratch.spool);
    await kept.keep(key, { ...whole, events: found('a', 1, 5), made: now });
    await kept.keep(key, { ...whole, events: found('a', 1, 5, 6), made: now + 1 });
    assert.equal((await texts(kept, 'a'))?.length, 3);
  });

  it('says in the next window what was not searched, until all is found', async () => {
    const kept = new KeptSearches(scratch.spool);
    const missing = 'It was cancelled.';
    await kept.keep(key, { events: found('a', 1, 5), range, missing, made: now });
    const next = new KeptSearches(scratch.other());
    const known = await next.found(key, 'a', range);
    assert.deepEqual([known?.missing, known?.events.length], [missing, 2]);
    await next.keep(key, { ...whole, events: found('a', 1, 5, 6), made: now + 1 });
    const later = await new KeptSearches(scratch.other()).found(key, 'a', range);
    assert.deepEqual([later?.missing, later?.events.length], [undefined, 3]);
  });

  it('is not there where some of it is not', async () => {
    await scratch.spool.use(['search', ...key, 'a'], (spool) =>
      spool.add(found('a', 1, 5), range, now),
    );
    assert.equal(await texts(new KeptSearches(scratch.spool), 'a'), undefined);
  });

  it('is not begun where it would take more room than there may be', async () => {
    const kept = new KeptSearches(scratch.other({ limit: () => 10 }));
    await assert.rejects(
      kept.keep(key, { ...whole, events: found('a', 1, 5), made: now }),
      /10|MB/,
    );
    assert.equal(await texts(kept, 'a'), undefined);
  });
});
