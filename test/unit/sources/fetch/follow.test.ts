import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { follow, type FollowOptions } from '../../../../src/sources/fetch/follow';
import { HumanError } from '../../../../src/sources/humanError';
import { EagerClock } from '../../../fixtures/eagerClock';
import { MemorySource } from './memorySource';
import { stream } from './scratchSpool';

const now = 1_750_000_000_000;
/** Bytes that are in use when all rubbish is gone, whatever else runs in this process. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const event = (timestamp: number, message: string) => ({ timestamp, message });

describe('following a stream', () => {
  let clock: EagerClock;
  let stopping: AbortController;
  beforeEach(() => {
    clock = new EagerClock(now);
    stopping = new AbortController();
  });

  /** What comes while the source changes; `change` is told how many pages were asked for. */
  async function followed(
    source: MemorySource,
    change: (asked: number) => void,
    options: Partial<FollowOptions> = {},
  ): Promise<string[]> {
    const texts: string[] = [];
    source.beforePage = change;
    const { signal } = stopping;
    for await (const events of follow({
      source,
      stream,
      since: now - 5000,
      clock,
      signal,
      ...options,
    })) {
      texts.push(...events.map(({ message }) => message));
    }
    return texts;
  }

  it('gives what is there since a time, then what comes, each once', async () => {
    const source = new MemorySource([event(now - 9000, 'old'), event(now - 1000, 'a')], 2);

    const texts = await followed(source, (asked) => {
      if (asked === 4) source.add([event(now, 'b'), event(now, 'b'), event(now + 5, 'c')]);
      if (asked === 12) source.add([event(now + 5, 'd')]);
      if (asked > 30) stopping.abort();
    });

    assert.deepEqual(texts, ['a', 'b', 'b', 'c', 'd']);
  });

  it('finds what came late, within a minute', async () => {
    const source = new MemorySource([event(now, 'a')], 10);

    const texts = await followed(source, (asked) => {
      if (asked === 5) source.add([event(now - 3000, 'late')]);
      if (asked > 60) stopping.abort();
    });

    assert.deepEqual(texts, ['a', 'late']);
  });

  it('waits out what passes, says so, and fills the gap', async () => {
    const source = new MemorySource([event(now, 'a')], 10);
    const troubles: (string | undefined)[] = [];

    const texts = await followed(
      source,
      (asked) => {
        if (asked > 60) stopping.abort();
        if (asked < 5 || asked > 9) return;
        source.add([event(now + asked, `gap ${asked}`)]);
        throw new HumanError('No network.', 'retry', { nature: 'passing' });
      },
      { onTrouble: (error) => troubles.push(error?.message) },
    );

    assert.deepEqual(texts, ['a', 'gap 5', 'gap 6', 'gap 7', 'gap 8', 'gap 9']);
    assert.deepEqual(troubles, [...Array<string>(5).fill('No network.'), undefined]);
  });

  it('ends with what does not pass', async () => {
    const source = new MemorySource([], 10);

    const ending = followed(source, () => {
      throw new HumanError('Gone.');
    });

    await assert.rejects(ending, { message: 'Gone.' });
  });

  it('keeps its memory flat over ten minutes of 500 events a second, and loses none', async function () {
    this.timeout(120_000);
    let given = 0;
    let last = '';
    // Events are made when they are asked for: the source is as large as the log of all that time.
    const perSecond = 500;
    const source = new MemorySource([], 1);
    source.read = async function* (_stream, { range = { from: 0, to: 0 } }) {
      await Promise.resolve();
      const first = Math.max(0, Math.ceil(((range.from - now) * perSecond) / 1000));
      const end = Math.floor(((clock.now() - now) * perSecond) / 1000);
      for (let from = first; from < end; from += 10_000) {
        const events = [];
        for (let index = from; index < Math.min(end, from + 10_000); index++) {
          events.push(event(now + (index * 1000) / perSecond, `event ${index}`));
        }
        yield { events, next: 'next' };
      }
      if (clock.now() > now + 600_000) stopping.abort();
    };
    const heaps: number[] = [];
    const { signal } = stopping;
    for await (const events of follow({ source, stream, since: now, clock, signal })) {
      for (const { message } of events) {
        assert.equal(message, `event ${given++}`);
        last = message;
      }
      if (given >= (heaps.length + 1) * 75_000) heaps.push(usedHeap());
    }

    assert.equal(last, `event ${given - 1}`);
    assert.ok(given >= 600 * perSecond, `${given} events`);
    // The last minute is full at the first look already.
    const growth = heaps.at(-1)! - heaps[0]!;
    assert.ok(heaps.length >= 4);
    assert.ok(growth < 15e6, `${Math.round(growth / 1e6)} MB more`);
  });
});
