import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RangeFetch, type FetchOptions } from '../../../../src/sources/fetch/rangeFetch';
import { HumanError } from '../../../../src/sources/humanError';
import type { StoredEvent } from '../../../../src/sources/logSource';
import { nodeSpoolFiles } from '../../../../src/sources/spool/spoolFiles';
import type { StreamSpool } from '../../../../src/sources/spool/streamSpool';
import { allTime, type TimeRange } from '../../../../src/sources/timeRange';
import { EagerClock } from '../../../fixtures/eagerClock';
import { memoryFiles } from './memoryFiles';
import { fullAfter } from './fullDisk';
import { MemorySource } from './memorySource';
import { all } from '../pages';
import { scratchSpool, spooled, stream, type ScratchSpool } from './scratchSpool';

const start = 1_600_000_000_000;
const now = 1_750_000_000_000;

/** So many events, several of them in a millisecond now and then. */
function eventsAt(times: readonly number[]): StoredEvent[] {
  return times.map((timestamp, index) => ({ timestamp, message: `event ${index}\n` }));
}

function evenly(count: number, step = 1000): StoredEvent[] {
  return eventsAt(Array.from({ length: count }, (_, index) => start + index * step));
}

const byTime = (events: readonly StoredEvent[]): StoredEvent[] =>
  [...events].sort((one, other) => one.timestamp - other.timestamp);

const inside = (events: readonly StoredEvent[], { from, to }: TimeRange): StoredEvent[] =>
  byTime(events.filter(({ timestamp }) => timestamp >= from && timestamp < to));

/** Waits until others have had so many turns, as an answer does that is on its way. */
const turns = (count: number) => async (): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('fetching a time range', function () {
  this.timeout(60_000);
  let clock: EagerClock;
  let scratch: ScratchSpool;
  let spool: StreamSpool;

  beforeEach(async () => {
    clock = new EagerClock(now);
    scratch = await scratchSpool(clock);
    spool = await scratch.spool.open(['stream']);
  });
  afterEach(() => scratch.remove());

  function fetchOf(source: MemorySource, options: Partial<FetchOptions> = {}): RangeFetch {
    return new RangeFetch({
      source,
      streams: [{ stream, spool }],
      range: allTime,
      spool: scratch.spool,
      clock,
      random: () => 0.5,
      ...options,
    });
  }

  async function toEnd(fetch: RangeFetch): Promise<RangeFetch> {
    await all(fetch.run());
    return fetch;
  }

  it('brings every event once, in order, whatever times they have and however pages come', async () => {
    const times = fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 40 }), // many of a millisecond
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 50_000_000, max: 50_003_000 }), // a dense part
      ),
      { maxLength: 120 },
    );
    const edge = fc.integer({ min: -10, max: 100_000_010 });
    await fc.assert(
      fc.asyncProperty(
        times,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.tuple(edge, edge), { maxLength: 2 }),
        fc.integer(),
        async (offsets, pageSize, lanes, parts, seed) => {
          const events = eventsAt(offsets.map((offset) => start + offset));
          const source = new MemorySource(events, pageSize);
          // Answers overtake each other.
          source.beforePage = async (asked) => {
            for (let turn = ((asked * 7 + seed) >>> 0) % 5; turn > 0; turn--) {
              await new Promise((resolve) => setImmediate(resolve));
            }
          };
          const window = scratch.other({ files: memoryFiles() });
          const own = await window.open(['stream']);
          const streams = [{ stream, spool: own }];
          const ranges = [
            ...parts.map(([one, other]) => ({
              from: start + Math.min(one, other),
              to: start + Math.max(one, other),
            })),
            allTime,
          ];
          for (const range of ranges) {
            const fetch = await toEnd(fetchOf(source, { streams, range, lanes, spool: window }));

            assert.deepEqual(fetch.unread, []);
            assert.deepEqual(await spooled(own, range), inside(events, range));
            assert.equal(await own.count(range), inside(events, range).length);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('fetches the newest page first', async () => {
    const events = evenly(1000);
    const fetch = fetchOf(new MemorySource(events, 10), { lanes: 2 });

    for await (const { events: count } of fetch.run()) {
      if (count > 0) break;
    }

    assert.equal((await spooled(spool)).at(-1)?.message, 'event 999\n');
  });

  it('asks for little more than the pages there are', async () => {
    const source = new MemorySource(evenly(6000), 30);

    await toEnd(fetchOf(source));

    assert.equal((await spooled(spool)).length, 6000);
    assert.ok(source.asked <= 210, `${source.asked} pages for 200`);
  });

  it('asks for little more where long silences lie between the events', async () => {
    const times = Array.from(
      { length: 5000 },
      (_, index) => start + index * 10 + Math.floor(index / 170) * 36_000_000,
    );
    const source = new MemorySource(eventsAt(times), 25);
    source.beforePage = turns(100); // so that the lanes ask side by side

    await toEnd(fetchOf(source));

    assert.equal((await spooled(spool)).length, 5000);
    assert.ok(source.asked <= 215, `${source.asked} pages for 200`);
  });

  it('cuts again what turns out dense', async () => {
    const lonely = [start, start + 1_000_000_000];
    const dense = Array.from({ length: 5000 }, (_, index) => start + 700_000_000 + index);
    const source = new MemorySource(eventsAt([...lonely, ...dense]), 50);
    let together = 0;
    let most = 0;
    const wait = turns(200);
    source.beforePage = async () => {
      most = Math.max(most, ++together);
      await wait();
      together--;
    };

    await toEnd(fetchOf(source, { lanes: 6 }));

    assert.equal(most, 6);
    assert.equal((await spooled(spool)).length, 5002);
  });

  it('reads several streams at once, and says of each what is missing', async () => {
    const other = { ...stream, name: 'hsm-b' };
    const otherSpool = await scratch.spool.open(['other']);
    const source = new MemorySource(evenly(300), 20);
    const read = source.read.bind(source);
    source.read = (of, options) => {
      if ((of as { name: string }).name === 'hsm-b') throw new HumanError('The stream is gone.');
      return read(of, options);
    };
    const streams = [
      { stream, spool },
      { stream: other, spool: otherSpool },
    ];

    const fetch = await toEnd(fetchOf(source, { streams }));

    assert.equal((await spooled(spool)).length, 300);
    assert.deepEqual(
      fetch.unread.map((unread) => [unread.stream.name, unread.range, unread.reason?.message]),
      [['hsm-b', allTime, 'The stream is gone.']],
    );
  });

  describe('again', () => {
    it('asks for nothing where everything is settled', async () => {
      const range = { from: start, to: start + 1_000_000 };
      const source = new MemorySource(evenly(500), 20);
      await toEnd(fetchOf(source, { range }));
      source.asked = 0;

      const fetch = await toEnd(fetchOf(source, { range }));

      assert.equal(source.asked, 0);
      assert.deepEqual(fetch.unread, []);
    });

    it('asks for what is new only, and finds what came late', async () => {
      const recent = now - 60_000;
      const source = new MemorySource([...evenly(500), { timestamp: recent, message: 'a' }], 20);
      await toEnd(fetchOf(source));
      source.asked = 0;
      source.add([
        { timestamp: recent - 5000, message: 'late' },
        { timestamp: recent + 1000, message: 'new' },
      ]);

      await toEnd(fetchOf(source));

      assert.ok(source.asked <= 4, `${source.asked} pages`);
      assert.deepEqual(
        (await spooled(spool)).slice(-3).map(({ message }) => message),
        ['late', 'a', 'new'],
      );
      assert.equal((await spooled(spool)).length, 503);
    });

    it('reads only the missing parts after a cancel, which ended the requests at once', async () => {
      const events = evenly(2000);
      const source = new MemorySource(events, 20);
      const stopping = new AbortController();
      const fetch = fetchOf(source, { signal: stopping.signal });
      let asked = 0;
      for await (const { pages } of fetch.run()) {
        if (pages < 30 || stopping.signal.aborted) continue;
        stopping.abort();
        ({ asked } = source);
      }

      const kept = (await spooled(spool)).length;
      assert.equal(source.asked, asked);
      assert.ok(kept > 400, `${kept} kept`);
      assert.ok(fetch.unread.length > 0);
      assert.ok(fetch.unread.every(({ reason }) => reason === undefined));

      source.asked = 0;
      await toEnd(fetchOf(source));
      assert.deepEqual(await spooled(spool), events);
      assert.ok(source.asked <= (2000 - kept) / 20 + 20, `${source.asked} pages`);
    });

    it('says that what is new is missing when it cannot be asked for', async () => {
      await toEnd(fetchOf(new MemorySource(evenly(100), 20)));
      const readAt = clock.time;
      clock.time += 1000;
      const source = new MemorySource(evenly(100), 20);
      source.beforePage = () => {
        throw new HumanError('Not now.');
      };

      const fetch = await toEnd(fetchOf(source));

      assert.deepEqual(
        fetch.unread.map(({ range, reason }) => [range, reason?.message]),
        [[{ from: readAt, to: allTime.to }, 'Not now.']],
      );
    });

    it('goes on where a window was closed, with what that window had written', async () => {
      const events = evenly(400);
      await toEnd(fetchOf(new MemorySource(events, 20)));
      const source = new MemorySource(events, 20);
      const window = scratch.other();
      const reopened = await window.open(['stream']);

      await toEnd(
        fetchOf(source, {
          spool: window,
          streams: [{ stream, spool: reopened }],
          range: { from: 0, to: start + 1_000_000 },
        }),
      );

      assert.equal(source.asked, 0);
      assert.deepEqual(await spooled(reopened), events);
    });
  });

  describe('that fails', () => {
    const passing = () => new HumanError('Busy.', 'retry', { nature: 'passing' });

    it('tries again what may pass, with longer and longer pauses', async () => {
      const events = evenly(200);
      const source = new MemorySource(events, 20);
      source.beforePage = (asked) => {
        if (asked % 2 === 1) throw passing();
      };

      const fetch = await toEnd(fetchOf(source));

      assert.deepEqual(fetch.unread, []);
      assert.deepEqual(await spooled(spool), events);
      assert.ok(clock.sleeps.every((pause) => pause >= 250));
    });

    it('gives up what does not pass, with the reason', async () => {
      const source = new MemorySource(evenly(200), 20);
      source.beforePage = () => {
        throw passing();
      };

      const fetch = await toEnd(fetchOf(source, { lanes: 1 }));

      assert.equal(source.asked, 9);
      assert.deepEqual(
        clock.sleeps.map((pause) => Math.round(pause)),
        [375, 750, 1500, 3000, 6000, 12_000, 22_500, 22_500],
      );
      assert.deepEqual(
        fetch.unread.map(({ range, reason }) => [range, reason?.message]),
        [[allTime, 'Busy.']],
      );
    });

    it('finds its place by the time where the service forgot the page’s', async () => {
      const events = byTime([...evenly(300), ...evenly(300, 2000)]);
      const source = new MemorySource(events, 20);
      source.beforePage = (asked) => {
        if (asked > 3 && asked % 4 === 0) {
          throw new HumanError('Too old.', 'retry', { nature: 'placeLost' });
        }
      };

      const fetch = await toEnd(fetchOf(source));

      assert.deepEqual(fetch.unread, []);
      assert.deepEqual(await spooled(spool), events);
    });

    it('tries new credentials once, and keeps what came before', async () => {
      const events = evenly(400);
      const source = new MemorySource(events, 20);
      const expired = () => new HumanError('Sign in.', 'signIn', { nature: 'signIn' });
      source.beforePage = (asked) => {
        if (asked === 10) throw expired();
        if (asked > 16) throw expired();
      };

      const fetch = await toEnd(fetchOf(source, { lanes: 1 }));

      const kept = await spooled(spool);
      assert.equal(source.asked, 18);
      assert.ok(kept.length >= 15 * 20 - 20);
      const missing = fetch.unread;
      assert.equal(missing[0]?.reason?.message, 'Sign in.');
      const told = events.filter((event) =>
        missing.some(({ range }) => event.timestamp >= range.from && event.timestamp < range.to),
      );
      assert.deepEqual(byTime([...kept, ...told]), events);
    });
  });

  describe('on a disk', () => {
    it('that gets full stops with a sentence, keeps what is written and says what is missing', async () => {
      const events = evenly(2000);
      const window = scratch.other({ files: fullAfter(6000) });
      const full = await window.open(['full']);
      const source = new MemorySource(events, 20);

      const fetch = await toEnd(
        fetchOf(source, { spool: window, streams: [{ stream, spool: full }] }),
      );

      const kept = await spooled(full);
      assert.ok(kept.length > 100 && kept.length < 600, `${kept.length} kept`);
      assert.match(fetch.unread[0]?.reason?.message ?? '', /^The disk is full/);
      const told = events.filter((event) =>
        fetch.unread.some(
          ({ range }) => event.timestamp >= range.from && event.timestamp < range.to,
        ),
      );
      assert.deepEqual(byTime([...kept, ...told]), events);
      assert.ok(source.asked < 90, 'the requests stop');
    });

    it('that gets full gives up old streams first', async () => {
      const files = fullAfter(6000);
      const window = scratch.other({
        files: {
          ...files,
          remove: async (path) => {
            await nodeSpoolFiles.remove(path);
            files.makeRoom(1e6);
          },
        },
      });
      await toEnd(fetchOf(new MemorySource(evenly(10), 20)));
      scratch.spool.release(spool);
      clock.time += 3_600_000;
      const fresh = await window.open(['fresh']);

      const fetch = await toEnd(
        fetchOf(new MemorySource(evenly(2000), 20), {
          spool: window,
          streams: [{ stream, spool: fresh }],
        }),
      );

      assert.deepEqual(fetch.unread, []);
      assert.equal((await spooled(fresh)).length, 2000);
      assert.deepEqual(await spooled(await window.open(['stream'])), []);
    });
  });
});
