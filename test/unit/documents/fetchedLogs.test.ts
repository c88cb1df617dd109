import assert from 'node:assert/strict';
import { FetchedRange } from '../../../src/documents/fetchedRange';
import { FetchedStream } from '../../../src/documents/fetchedStream';
import { RangeReader } from '../../../src/sources/fetch/rangeReader';
import { HumanError } from '../../../src/sources/humanError';
import type { StoredEvent } from '../../../src/sources/logSource';
import { EagerClock } from '../../fixtures/eagerClock';
import { MemorySource } from '../sources/fetch/memorySource';
import { scratchSpool, stream, type ScratchSpool } from '../sources/fetch/scratchSpool';

const start = 1_600_000_000_000;
const now = 1_750_000_000_000;
const address = { connection: 'prod', logGroup: stream.cluster.logGroup, stream: stream.name };

const events = (count: number, first = 0, step = 1000): StoredEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: start + (first + index) * step,
    message: `event ${first + index}`,
  }));
const text = (shown: readonly StoredEvent[]): string =>
  shown.map(({ message }) => `${message}\n\n`).join('');

describe('a stream that is open', () => {
  it('takes in what has come since, each event once and none left out', async () => {
    const stored = events(50);
    // Two that cannot be told apart, and others of the same millisecond.
    const last = stored[49]!;
    stored.push({ ...last }, { ...last, message: 'beside it' });
    const source = new MemorySource(stored, 7);
    const fetched = new FetchedStream(
      address,
      () => source,
      () => now,
    );
    await fetched.load();
    const before = fetched.eventCount;
    assert.equal(await fetched.loadNewer(), 0);
    const changed = fetched.changed;

    const later = [{ ...last, message: 'late beside it' }, ...events(20, 50)];
    source.add(later);
    assert.equal(await fetched.loadNewer(), later.length);
    assert.equal(fetched.eventCount, before + later.length);
    assert.ok(fetched.text.endsWith(text(later)));
    assert.ok(fetched.changed > changed);
    assert.equal(await fetched.loadNewer(), 0);

    while ((await fetched.loadOlder()) > 0);
    assert.equal(fetched.text, text([...stored, ...later]));
  });

  it('keeps the pages that came before a failure, and goes on from there', async () => {
    const source = new MemorySource(events(7), 7);
    const fetched = new FetchedStream(
      address,
      () => source,
      () => now,
    );
    await fetched.load();
    source.add(events(300, 7));
    const asked = source.asked + 5;
    source.beforePage = (page) => {
      if (page > asked) throw new HumanError('Not now.');
    };
    await assert.rejects(fetched.loadNewer(), /Not now/);
    assert.ok(fetched.eventCount > 7 && fetched.eventCount < 307);
    source.beforePage = () => undefined;
    await fetched.loadNewer();
    assert.equal(fetched.text, text(events(307)));
  });

  it('that was empty takes in its first events', async () => {
    const source = new MemorySource([], 7);
    const fetched = new FetchedStream(
      address,
      () => source,
      () => now,
    );
    await fetched.load();
    assert.equal(fetched.text, '');
    source.add(events(3));
    assert.equal(await fetched.loadNewer(), 3);
    assert.equal(fetched.text, text(events(3)));
  });
});

describe('a time range of a stream', function () {
  this.timeout(20_000);
  let clock: EagerClock;
  let scratch: ScratchSpool;
  beforeEach(async () => {
    clock = new EagerClock(now);
    scratch = await scratchSpool(clock);
  });
  afterEach(() => scratch.remove());

  const range = { from: start + 10_000, to: start + 40_000 };
  const rangeOf = (source: MemorySource): FetchedRange => {
    const reader = new RangeReader(scratch.spool, clock, () => 0.5);
    return new FetchedRange(
      { ...address, range },
      () => source,
      (connection, options) => reader.read({ ...options, key: [connection, 'stream'] }),
      () => now,
    );
  };

  it('is read whole, and not asked for again by the next window', async () => {
    const source = new MemorySource(events(100), 7);
    const fetched = rangeOf(source);
    await fetched.load();
    assert.equal(fetched.text, text(events(30, 10)));
    assert.equal(fetched.missing, undefined);
    const { asked } = source;
    const again = rangeOf(source);
    await again.load();
    assert.equal(again.text, fetched.text);
    assert.equal(source.asked, asked);
  });

  it('does not pass for the start of its stream', async () => {
    const fetched = rangeOf(new MemorySource(events(100), 7));
    await fetched.load();
    assert.equal(fetched.hasOlder, true);
    assert.equal(await fetched.loadOlder(), 0);
  });

  it('says what is missing when it is cancelled, and fetches that later', async () => {
    const source = new MemorySource(events(100), 7);
    const abort = new AbortController();
    const fetched = rangeOf(source);
    await fetched.load(abort.signal, ({ pages }) => {
      if (pages >= 2) abort.abort();
    });
    assert.ok(fetched.eventCount < 30);
    assert.match(fetched.missing ?? '', /was not read whole\. It was cancelled\. Missing: 2020-/);
    await fetched.loadNewer();
    assert.equal(fetched.text, text(events(30, 10)));
    assert.equal(fetched.missing, undefined);
  });

  it('fails with the reason when nothing of it can be read', async () => {
    const source = new MemorySource(events(100), 7);
    source.beforePage = () => {
      throw new HumanError('You may not read this.');
    };
    await assert.rejects(rangeOf(source).load(), /You may not read this/);
  });
});
