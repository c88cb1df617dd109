import assert from 'node:assert/strict';
import { RangeReader } from '../../../../src/sources/fetch/rangeReader';
import type { StoredEvent } from '../../../../src/sources/logSource';
import { endOfTime } from '../../../../src/sources/timeRange';
import { EagerClock } from '../../../fixtures/eagerClock';
import { MemorySource } from './memorySource';
import { scratchSpool, stream, type ScratchSpool } from './scratchSpool';

const start = 1_750_000_000_000;
const hour = 3_600_000;
const key = ['a'];

function events(from: number, count: number, step = 60_000, text = ''): StoredEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    timestamp: from + index * step,
    message: `event ${from + index * step}${text}`,
  }));
}

describe('the reader of ranges', function () {
  this.timeout(20_000);
  let clock: EagerClock;
  let scratch: ScratchSpool;
  beforeEach(async () => {
    clock = new EagerClock(start);
    scratch = await scratchSpool(clock, { limit: () => 1e9 });
  });
  afterEach(() => scratch.remove());

  const reader = (): RangeReader => new RangeReader(scratch.spool, clock, () => 0.5);

  it('names every part that it has not read of a range that is too long for a document', async () => {
    const stored = events(start, 120, 1000, 'x'.repeat(1_000_000));
    const source = new MemorySource(stored, 2);
    const range = { from: start, to: start + 120_000 };

    const {
      events: shown,
      isTooLong,
      unread,
    } = await reader().read({ source, stream, key, range });

    assert.equal(isTooLong, true);
    assert.ok(shown.length > 30 && shown.length <= 48, `${shown.length} events`);
    const times = new Set(shown.map(({ timestamp }) => timestamp));
    for (const { timestamp } of stored) {
      const isNamed = unread.some(({ range: { from, to } }) => timestamp >= from && timestamp < to);
      assert.ok(times.has(timestamp) || isNamed, `${timestamp} is missing and not named`);
    }
    for (const { reason } of unread) assert.match(reason?.message ?? '', /48 MB/);
  });

  for (const [what, ahead] of [
    ['ahead of', 2 * hour],
    ['behind', -2 * hour],
  ] as const) {
    it(`finds what came since, with a clock hours ${what} the service's`, async () => {
      const log = events(start - hour, 60);
      const source = Object.assign(new MemorySource(log, 100), { clockAhead: -ahead });
      const range = { from: start - hour, to: endOfTime };
      const counts: number[] = [];
      let time = start; // of the service
      for (const later of [0, hour / 2, 12 * hour]) {
        if (later === hour / 2) source.add(events(start, 30));
        time += later;
        clock.time = time + ahead;
        const { events: shown, unread } = await reader().read({ source, stream, key, range });
        counts.push(shown.length);
        assert.deepEqual(unread, []);
      }
      assert.deepEqual(counts, [60, 90, 90]);
    });
  }

  it('does not let grow what it keeps of a log that is read again and again', async () => {
    const range = { from: start - hour, to: endOfTime };
    const source = new MemorySource(events(start - hour, 60, 60_000, 'x'.repeat(1000)), 100);
    let shown: readonly StoredEvent[] = [];
    for (let look = 0; look < 100; look++) {
      ({ events: shown } = await reader().read({ source, stream, key, range }));
      source.add(events(clock.time, 1, 1, 'x'.repeat(1000)));
      clock.time += 60_000;
    }
    assert.equal(new Set(shown.map(({ timestamp }) => timestamp)).size, 159);
    assert.equal(shown.length, 159);
    const spool = await scratch.spool.open(key);
    assert.ok(spool.bytes < 30 * 62_000, `${spool.bytes} bytes of a log of 62 kB an hour`);
  });

  it('has what it read though the disk has no room to tidy up', async () => {
    const source = new MemorySource(events(start - hour, 60), 100);
    scratch.spool.sweep = () => Promise.reject(new Error('no space'));
    const range = { from: start - hour, to: start };
    const { events: shown, unread } = await reader().read({ source, stream, key, range });
    assert.deepEqual([shown.length, unread], [60, []]);
  });

  it('says of what another window gave up meanwhile that it did, not that somebody cancelled', async () => {
    const range = { from: start - 1000 * hour, to: start - 900 * hour };
    const source = new MemorySource(events(range.from, 100, hour), 100);
    await reader().read({ source, stream, key, range });
    source.beforePage = async () => {
      const there = await scratch.other().open(key);
      for (const segment of there.outside([])) await there.remove(segment);
    };
    const longer = { from: range.from, to: range.to + hour };
    const { unread } = await reader().read({ source, stream, key, range: longer });
    assert.ok(unread.length > 0);
    for (const { reason } of unread) assert.match(reason?.message ?? '', /^Another window/);
  });

  it('has all of a long reading though the stream is opened again and again meanwhile', async () => {
    const stored = events(start - 1000 * hour, 600, hour);
    const source = new MemorySource(stored, 7);
    const one = reader();
    const range = { from: start - 1000 * hour, to: start };
    const done = { is: false };
    const long = one.read({ source, stream, key, range }).finally(() => (done.is = true));
    while (!done.is) {
      const short = { from: range.from, to: range.from + hour };
      await one.read({ source, stream, key, range: short });
    }
    const { events: shown, unread } = await long;
    assert.equal(shown.length, 600);
    assert.deepEqual(unread, []);
  });
});
