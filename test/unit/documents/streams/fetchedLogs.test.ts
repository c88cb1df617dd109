import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { defaultColumns } from '../../../../src/audit/decoded/decodedColumns';
import { decodedSteps } from '../../../../src/audit/decoded/decodedSteps';
import { atOnce } from '../../../../src/audit/slices';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { FetchedRange } from '../../../../src/documents/streams/fetchedRange';
import { FetchedStream } from '../../../../src/documents/streams/fetchedStream';
import { RangeReader, type RangeRead } from '../../../../src/sources/fetch/rangeReader';
import { HumanError } from '../../../../src/sources/humanError';
import type { LogSource, StoredEvent } from '../../../../src/sources/logSource';
import type { Spool } from '../../../../src/sources/spool/spool';
import { nodeSpoolFiles } from '../../../../src/sources/spool/spoolFiles';
import { settleMs } from '../../../../src/sources/spool/streamSpool';
import { EagerClock } from '../../../fixtures/eagerClock';
import { MemorySource } from '../../sources/fetch/memorySource';
import { scratchSpool, stream, type ScratchSpool } from '../../sources/fetch/scratchSpool';
import { keptStreams, State } from './keptStreams';

const start = 1_600_000_000_000;
const now = 1_750_000_000_000;
const address = { connection: 'prod', logGroup: stream.cluster.logGroup, stream: stream.name };

const events = (count: number, first = 0, step = 1000): StoredEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: start + (first + index) * step,
    message: `event ${first + index}`,
  }));
const login = (count: number, user: string): StoredEvent[] =>
  events(count).map(({ timestamp }, sequence) => ({
    timestamp,
    message: `Time: 09/13/20 12:26:40.000000, usecs:${timestamp}000\nSequence No : 0x${sequence.toString(16)}\nOpcode : CN_LOGIN (0xd)\nUser Name : ${user}`,
  }));
const unasked: Pick<LogSource, 'clusters' | 'streams'> = new MemorySource([], 1);
const text = (shown: readonly StoredEvent[]): string =>
  shown.map(({ message }) => `${message}\n\n`).join('');

describe('a stream that is open', function () {
  this.timeout(20_000);
  let clock: EagerClock;
  let scratch: ScratchSpool;
  let state: State;
  let kept: ReturnType<typeof keptStreams>;
  beforeEach(async () => {
    clock = new EagerClock(now);
    scratch = await scratchSpool(clock);
    state = new State();
    kept = keptStreams(scratch.spool, state, clock);
  });
  afterEach(async () => {
    await kept.written().catch(() => undefined); // a test that is about it has waited for it
    await scratch.remove();
  });

  const open = (source: LogSource): FetchedStream =>
    new FetchedStream(
      address,
      () => source,
      kept,
      () => clock.now(),
    );
  /** The window is closed and opened again, so much later. */
  const reopen = async (laterMs = 0): Promise<void> => {
    await kept.written();
    clock.time += laterMs;
    kept = keptStreams(scratch.other(), state, clock);
  };

  it('asks for few events first, which are there soon, and for whole pages then', async () => {
    const stored = events(3500);
    const fetched = open(new MemorySource(stored, 2000));
    await fetched.load();
    assert.equal(fetched.text, text(stored.slice(-250)));
    assert.equal(await fetched.loadOlder(), 2000);
    assert.equal(await fetched.loadOlder(), 1250);
    assert.equal(fetched.text, text(stored));
  });

  it('makes ready what shows its first page while that is on its way, and only then', async () => {
    const source = new MemorySource(events(3500), 2000);
    const prepared: (readonly [asked: number, shown: number])[] = [];
    kept = { ...kept, prepare: () => prepared.push([source.asked, fetched.eventCount]) };
    const fetched = open(source);
    await fetched.load();
    await fetched.loadOlder();
    assert.deepEqual(prepared, [[1, 0]]);
  });

  it('takes in what has come since, each event once and none left out', async () => {
    const stored = events(50);
    // Two that cannot be told apart, and others of the same millisecond.
    const last = stored[49]!;
    stored.push({ ...last }, { ...last, message: 'beside it' });
    const source = new MemorySource(stored, 7);
    const fetched = open(source);
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
    const fetched = open(source);
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

  it('is up to date though each page of it brings another event', async () => {
    const source = new MemorySource(events(1), 7);
    const fetched = open(source);
    await fetched.load();
    source.add(events(50, 1));
    source.asked = 0;
    source.beforePage = (asked) => {
      if (asked > 100) throw new HumanError('It goes on and on.');
      clock.time += 100;
      if (asked > 8) source.add([{ timestamp: start + 50_000 + asked * 100, message: `${asked}` }]);
    };
    assert.ok((await fetched.loadNewer()) > 50);
    source.beforePage = () => undefined;
    await fetched.loadNewer();
    const [first, ...others] = fetched.text.split('\n\n').slice(0, -1);
    assert.equal(first, 'event 0');
    assert.equal(new Set(others).size, others.length);
    assert.ok(others.length > 50);
  });

  it('that was empty takes in its first events', async () => {
    const source = new MemorySource([], 7);
    const fetched = open(source);
    await fetched.load();
    assert.equal(fetched.text, '');
    source.add(events(3));
    assert.equal(await fetched.loadNewer(), 3);
    assert.equal(fetched.text, text(events(3)));
  });

  it('finds its older events by their time when the service has forgotten the place', async () => {
    const twins = { timestamp: start + 40_000, message: 'twin' };
    const stored = [...events(40), twins, twins, twins, ...events(60, 40)];
    const source = new MemorySource(stored, 7);
    const fetched = open({
      ...unasked,
      read: (stream, options) => {
        if (options.from === undefined) return source.read(stream, options);
        throw new HumanError('The page is not known any more.', 'retry', { nature: 'placeLost' });
      },
    });
    await fetched.load();
    while ((await fetched.loadOlder()) > 0);
    assert.equal(fetched.text, text(stored));
    await reopen();
    const again = open(source);
    await again.load();
    assert.equal(again.text, text(stored));
  });

  describe('after a reload of its window', () => {
    // What is an hour old is kept for good: of these, only the last ones are younger.
    beforeEach(() => {
      clock.time = start + 97_500 + settleMs;
    });

    it('shows what it showed, and asks only for what is new', async () => {
      const source = new MemorySource(events(100), 7);
      const before = open(source);
      await before.load();
      await before.loadOlder();
      await before.loadOlder();
      await reopen(10_000);
      source.add(events(3, 100));
      source.asked = 0;

      const after = open(source);
      await after.load();

      assert.equal(after.text, text(events(24, 79)));
      assert.ok(source.asked <= 6, `${source.asked} pages`);
      assert.equal(after.missing, undefined);
      assert.equal(after.hasOlder, true);
      while ((await after.loadOlder()) > 0);
      assert.equal(after.text, text(events(103)));
    });

    it('shows the whole stream where that was there', async () => {
      const source = new MemorySource(events(30), 7);
      const before = open(source);
      await before.load();
      while ((await before.loadOlder()) > 0);
      await reopen();
      const after = open(source);
      await after.load();
      assert.equal(after.text, text(events(30)));
      assert.equal(after.hasOlder, false);
    });

    it('has the events that came in while it was open', async () => {
      const source = new MemorySource(events(60), 7);
      const before = open(source);
      await before.load();
      source.add(events(40, 60));
      await before.loadNewer();
      await reopen();
      source.asked = 0;
      const after = open(source);
      await after.load();
      assert.equal(after.text, before.text);
      assert.ok(source.asked <= 6, `${source.asked} pages`);
    });

    it('shows without a network what it has, says what is missing, and fetches that later', async () => {
      const source = new MemorySource(events(100), 7);
      const before = open(source);
      await before.load();
      await before.loadOlder();
      await reopen();
      source.add(events(3, 100));
      source.beforePage = () => {
        throw new HumanError('There is no network.');
      };
      const after = open(source);
      await after.load();
      assert.equal(after.text, text(events(14, 86).slice(1)));
      assert.match(after.missing ?? '', /not read whole\. There is no network\. Missing: /);

      source.beforePage = () => undefined;
      await after.loadNewer();
      assert.equal(after.text, text(events(17, 86)));
      assert.equal(after.missing, undefined);
    });

    it('is fetched as far as it was shown where what was kept has been cleaned up', async () => {
      const source = new MemorySource(events(100), 10);
      const before = open(source);
      await before.load();
      await before.loadOlder();
      await kept.written();
      await rm(scratch.folder, { recursive: true });
      await reopen();
      const after = open(source);
      await after.load();
      assert.equal(after.text, before.text);
      assert.equal(after.missing, undefined);
    });

    it('begins at its newest page where its tab had been closed', async () => {
      const source = new MemorySource(events(100), 7);
      const before = open(source);
      await before.load();
      await before.loadOlder();
      kept.shown.forget(address);
      await reopen();
      const after = open(source);
      await after.load();
      assert.equal(after.text, text(events(7, 93)));
    });

    it('begins at its newest page where its tab had been closed while it was fetched', async () => {
      const source = new MemorySource(events(60), 20);
      const fetched = open(source);
      await fetched.load();
      const older = fetched.loadOlder();
      fetched.close();
      await older;
      await reopen();

      const again = open(source);
      await again.load();

      assert.equal(again.eventCount, 20);
    });

    it('begins at its newest page where nothing of it is kept and the service gives too much', async () => {
      const big = 'x'.repeat(1_000_000);
      const stored = events(60).map((event) => ({ ...event, message: event.message + big }));
      const source = new MemorySource(stored, 2);
      kept.shown.note(address, 0);
      const fetched = open(source);
      await fetched.load();
      assert.equal(fetched.text, text(stored.slice(-2)));
    });
  });

  it('finds what came too late for anybody to ask again, when it is told where', async () => {
    const stored = [...events(40), ...events(55, 45)];
    const source = new MemorySource(stored, 7);
    const fetched = open(source);
    await fetched.load();
    while ((await fetched.loadOlder()) > 0);
    await kept.written();
    source.add(events(5, 40));
    clock.time += 1000;
    const part = { from: start + 39_000, to: start + 45_001 };
    source.asked = 0;
    assert.equal(await fetched.fetchAgain(part), 5);
    assert.ok(source.asked <= 8, `${source.asked} pages`);
    assert.equal(fetched.text, text(events(100)));
    assert.equal(await fetched.fetchAgain(part), 0);

    source.beforePage = () => {
      throw new HumanError('Not now.');
    };
    await assert.rejects(fetched.fetchAgain(part), /Not now/);
    assert.equal(fetched.text, text(events(100)));
  });

  it('does not say that nothing came late where it could not be compared', async () => {
    const fetched = open(new MemorySource(events(20), 20));
    await fetched.load();
    await kept.written();
    const { read } = kept;
    Object.assign(kept, {
      read: async (...asked: Parameters<typeof read>) => ({
        ...(await read(...asked)),
        isTooLong: true,
      }),
    });
    const part = { from: start, to: start + 1 };
    await assert.rejects(fetched.fetchAgain(part), /more than one document holds/);
    assert.equal(fetched.text, text(events(20)));
  });

  it('is read though its pages cannot be kept', async () => {
    const files = {
      ...nodeSpoolFiles,
      append: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    };
    kept = keptStreams(scratch.other({ files }), state, clock);
    const fetched = open(new MemorySource(events(100), 7));
    await fetched.load();
    while ((await fetched.loadOlder()) > 0);
    assert.equal(fetched.text, text(events(100)));
    await assert.rejects(kept.written(), /no space/);
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
  const rangeOf = (
    source: MemorySource,
    spool = scratch.spool,
    name = stream.name,
    read: Partial<RangeRead> = {},
  ): FetchedRange => {
    const reader = new RangeReader(spool, clock, () => 0.5);
    return new FetchedRange(
      { ...address, stream: name, range },
      () => source,
      async (connection, options) => ({
        ...(await reader.read({ ...options, key: [connection, options.stream.name] })),
        ...read,
      }),
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

  it('is fetched again by the next window where what was kept has been cleaned up', async () => {
    const source = new MemorySource(events(100), 7);
    await rangeOf(source).load();
    await rm(scratch.folder, { recursive: true });
    const again = rangeOf(source, scratch.other());
    await again.load();
    assert.equal(again.text, text(events(30, 10)));
    assert.equal(again.missing, undefined);
  });

  it('is merged with others as before where what was kept of one of them has been cleaned up', async () => {
    const sources = [
      new MemorySource(login(100, 'hsm-a'), 7),
      new MemorySource(login(100, 'hsm-b'), 7),
    ];
    const merged = async (spool: Spool): Promise<string> => {
      const ranges = sources.map((source, index) => rangeOf(source, spool, `hsm-${index}`));
      await Promise.all(ranges.map((one) => one.load()));
      assert.deepEqual(
        ranges.map(({ missing }) => missing),
        [undefined, undefined],
      );
      const logs = ranges.map(({ text: shown }, index) => ({
        log: AuditLog.of(shown),
        name: `hsm-${index}`,
      }));
      const request = { logs, filter: {}, columns: defaultColumns, mostCharacters: Infinity };
      return atOnce(decodedSteps(request)).text;
    };
    const before = await merged(scratch.spool);
    assert.equal(before.match(/CN_LOGIN/g)?.length, 60);
    const [cleaned = ''] = await readdir(scratch.folder);
    await rm(path.join(scratch.folder, cleaned), { recursive: true });
    for (const source of sources) source.asked = 0;

    assert.equal(await merged(scratch.other()), before);
    assert.equal(sources.filter(({ asked }) => asked > 0).length, 1, 'only what is gone');
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

  it('asks again for a part of it when it is told to', async () => {
    const source = new MemorySource([...events(20), ...events(70, 30)], 7);
    const fetched = rangeOf(source);
    await fetched.load();
    source.add(events(10, 20));
    await fetched.loadNewer();
    assert.equal(fetched.eventCount, 20, 'it was settled');
    clock.time += 1000;
    source.asked = 0;
    assert.equal(await fetched.fetchAgain({ from: start + 19_000, to: start + 30_001 }), 10);
    assert.equal(fetched.text, text(events(30, 10)));
    assert.ok(source.asked <= 6, `${source.asked} pages`);
  });

  it('does not say that nothing came late where it could not be compared', async () => {
    const source = new MemorySource(events(40), 7);
    const fetched = rangeOf(source, scratch.spool, stream.name, { isTooLong: true });
    await fetched.load();
    const part = { from: start + 19_000, to: start + 30_001 };
    await assert.rejects(fetched.fetchAgain(part), /more than one document holds/);
  });

  it('fails with the reason when nothing of it can be read', async () => {
    const source = new MemorySource(events(100), 7);
    source.beforePage = () => {
      throw new HumanError('You may not read this.');
    };
    await assert.rejects(rangeOf(source).load(), /You may not read this/);
  });
});
