import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { tail, type TailOptions, type TailState } from '../../../../src/sources/tail/tail';
import type { Clock } from '../../../../src/sources/clock';
import type { StoredEvent } from '../../../../src/sources/logSource';
import { HumanError } from '../../../../src/sources/humanError';
import { EagerClock } from '../../../fixtures/eagerClock';
import { VirtualClock } from '../../../fixtures/virtualClock';
import { MemorySource } from '../fetch/memorySource';
import { cluster, LiveSource, type Second } from './liveSource';

const now = 1_750_000_000_000;
/** Bytes that are in use when all rubbish is gone, whatever else runs in this process. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const event = (timestamp: number, message: string): StoredEvent => ({ timestamp, message });

/** A stream that has one more event with each page, which takes 100 ms, so that no page is its last. */
function busyStream(source: LiveSource, clock: Clock): { pages: number; seconds: number } {
  const busy = { pages: 0, seconds: 0 };
  const stored: StoredEvent[] = [];
  const read = source.read.bind(source);
  source.add('busy');
  source.add('quiet');
  source.read = async function* (stream, options) {
    if (stream.name !== 'busy') {
      yield* read(stream, options);
      return;
    }
    for (let from = options.range?.from ?? 0; ;) {
      options.signal?.throwIfAborted();
      await clock.sleep(100);
      stored.push(event(clock.now(), `busy ${busy.pages++}`));
      const events = stored.filter(({ timestamp }) => timestamp >= from);
      from = clock.now() + 1;
      yield { events, next: String(busy.pages) };
    }
  };
  return busy;
}

describe('a tail by polling', () => {
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
    options: Partial<TailOptions> = {},
  ): Promise<string[]> {
    const texts: string[] = [];
    source.beforePage = change;
    const { signal } = stopping;
    for await (const events of tail({
      source,
      cluster,
      streams: ['hsm-a'],
      since: now - 5000,
      clock,
      signal,
      ...options,
    })) {
      texts.push(...events.map(({ event: { message } }) => message));
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

  it('goes round the streams though one of them never has its last page', async () => {
    const source = new LiveSource(clock);
    source.sessionErrors = [new HumanError('Not here.', undefined, { nature: 'unavailable' })];
    const busy = busyStream(source, clock);
    const end = now + 30_000;
    const texts: string[] = [];
    const { signal } = stopping;
    for await (const events of tail({ source, cluster, since: now, clock, signal })) {
      texts.push(...events.map(({ event: { message } }) => message));
      const second = Math.floor((clock.now() - now) / 1000);
      if (busy.seconds < second) source.add('quiet', event(clock.now(), `quiet ${busy.seconds++}`));
      if (clock.now() > end || texts.length > 2000) stopping.abort();
    }

    const quiet = texts.filter((text) => text.startsWith('quiet'));
    assert.ok(quiet.length > 5, `${quiet.length} of the quiet stream`);
    assert.equal(new Set(texts).size, texts.length);
    assert.ok(busy.pages < 120, `${busy.pages} pages of the busy stream in half a minute`);
  });

  it('waits out what passes, says so, and fills the gap', async () => {
    const source = new MemorySource([event(now, 'a')], 10);
    const troubles: (string | undefined)[] = [undefined];

    const texts = await followed(
      source,
      (asked) => {
        if (asked > 60) stopping.abort();
        if (asked < 5 || asked > 9) return;
        source.add([event(now + asked, `gap ${asked}`)]);
        throw new HumanError('No network.', 'retry', { nature: 'passing' });
      },
      {
        onState: ({ trouble }) => {
          if (trouble?.message !== troubles.at(-1)) troubles.push(trouble?.message);
        },
      },
    );

    assert.deepEqual(texts, ['a', 'gap 5', 'gap 6', 'gap 7', 'gap 8', 'gap 9']);
    assert.deepEqual(troubles, [undefined, 'No network.', undefined]);
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
    for await (const events of tail({
      source,
      cluster,
      streams: ['hsm-a'],
      since: now,
      clock,
      signal,
    })) {
      for (const {
        event: { message },
      } of events) {
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

describe('a live tail', () => {
  let clock: VirtualClock;
  let source: LiveSource;
  let stopping: AbortController;
  const states: TailState[] = [];
  beforeEach(() => {
    clock = new VirtualClock(now);
    source = new LiveSource(clock);
    stopping = new AbortController();
    states.length = 0;
  });

  /** What comes in so many ms. */
  async function tailed(milliseconds: number, since = now - 60_000): Promise<string[]> {
    const texts: string[] = [];
    const { signal } = stopping;
    const watch = clock.sleep(milliseconds).then(() => stopping.abort());
    const onState = (state: TailState): void => void states.push(state);
    for await (const events of tail({ source, cluster, since, clock, signal, onState })) {
      texts.push(...events.map(({ event: { message } }) => message));
    }
    await watch;
    return texts;
  }

  const passing = (message: string) => new HumanError(message, 'retry', { nature: 'passing' });
  const arriving = (name: string, text: string, time = clock.now()): Second => {
    source.add(name, event(time, text));
    return { sent: [[name, event(time, text)]] };
  };

  it('gives what was there, then what is sent, of all streams and of new ones', async () => {
    source.add('hsm-a', event(now - 1000, 'before'));
    source.sessions = [
      (second) => {
        if (second === 2) return arriving('hsm-a', 'a');
        if (second === 3) return arriving('hsm-new', 'new');
        return { sent: [] };
      },
    ];

    assert.deepEqual(await tailed(90_000), ['before', 'a', 'new']);
    assert.deepEqual([states.at(-1)?.way, source.begun], ['live', 1]);
  });

  it('puts the events of an update in order, and gives each once that is sent twice', async () => {
    const [one, two] = [event(now + 1, 'one'), event(now + 2, 'two')];
    source.add('hsm-a');
    source.sessions = [
      (second) => {
        if (second === 5) source.add('hsm-a', one, two);
        if (second === 5) return { sent: [two, one].map((sent) => ['hsm-a', sent] as const) };
        return { sent: second === 6 ? [['hsm-a', one] as const] : [] };
      },
    ];

    assert.deepEqual(await tailed(60_000), ['one', 'two']);
  });

  it('gives what is there twice twice', async () => {
    source.add('hsm-a');
    source.sessions = [
      (second) => {
        if (second !== 5) return { sent: [] };
        arriving('hsm-a', 'twin');
        return arriving('hsm-a', 'twin');
      },
    ];

    assert.deepEqual(await tailed(60_000), ['twin', 'twin']);
  });

  it('reads what a session left out', async () => {
    source.add('hsm-a');
    source.sessions = [
      (second) => {
        if (second === 4) source.add('hsm-a', event(clock.now(), 'left out'));
        return second === 5 ? arriving('hsm-a', 'sent') : { sent: [] };
      },
    ];

    assert.deepEqual(await tailed(60_000), ['sent', 'left out']);
  });

  for (const [what, end] of [
    ['the service ends it', 'ends'],
    ['the network breaks', passing('No network.')],
    ['nothing comes any more', 'silent'],
  ] as const) {
    it(`begins anew when ${what}, and fills the gap`, async () => {
      source.add('hsm-a');
      source.sessions = [
        (second) => {
          if (second === 2) return arriving('hsm-a', 'a');
          if (second < 4) return { sent: [] };
          source.add('hsm-a', event(clock.now(), 'in the gap'));
          return end;
        },
        (second) => (second === 3 ? arriving('hsm-a', 'b') : { sent: [] }),
      ];

      assert.deepEqual(await tailed(120_000), ['a', 'in the gap', 'b']);
      assert.equal(source.begun, 2);
      assert.deepEqual([states.at(-1)?.way, states.at(-1)?.trouble], ['live', undefined]);
      const troubles = states.flatMap(({ trouble }) => trouble?.message ?? []);
      assert.equal(troubles.length > 0, end !== 'ends');
    });
  }

  it('gives what is sent while it reads a stream that never has its last page', async () => {
    const busy = busyStream(source, clock);
    source.sessions = [(second) => arriving('quiet', `quiet ${second}`)];

    const texts = await tailed(20_500);

    const quiet = texts.filter((text) => text.startsWith('quiet'));
    assert.deepEqual(
      quiet,
      Array.from({ length: 20 }, (_, index) => `quiet ${index + 1}`),
    );
    assert.ok(busy.pages < 40, `${busy.pages} pages of the busy stream`);
  });

  it('gives what was before first, then what came while that was read', async () => {
    const old = (_: unknown, index: number): StoredEvent =>
      event(now - 59_000 + index * 190, `${index}`);
    source.add('hsm-a', ...Array.from({ length: 300 }, old));
    source.pageMs = 800;
    source.sessions = [(second) => arriving('hsm-a', `live ${second}`)];

    const texts = await tailed(12_500);

    const before = Array.from({ length: 300 }, (_, index) => `${index}`);
    const live = Array.from({ length: 12 }, (_, index) => `live ${index + 1}`);
    assert.deepEqual(texts.slice(0, 300), before);
    // What came while the last page was on its way is asked for afterwards.
    assert.deepEqual(texts.slice(300).sort(), live.sort());
  });

  it('gives all of a backlog whose pages take longer to come than the time that they span', async () => {
    const old = (_: unknown, index: number): StoredEvent =>
      event(now - 590_000 + index, `${index}`);
    source.add('hsm-a', ...Array.from({ length: 1000 }, old));
    source.pageMs = 800;
    source.sessions = [() => ({ sent: [] })];

    const texts = await tailed(240_000, now - 600_000);

    assert.equal(texts.length, 1000);
  });

  it('gives what is sent however late it is, once', async () => {
    source.add('hsm-a', event(now - 30_000, 'a'), event(now, 'b'));
    const since = now - 600_000;
    const late = event(now - 90_000, '90 s late');
    source.sessions = [
      (second) => {
        if (second === 2) source.add('hsm-a', late);
        return { sent: second === 2 || second === 70 ? [['hsm-a', late]] : [] };
      },
    ];

    assert.deepEqual(await tailed(90_000, since), ['a', 'b', '90 s late']);
  });

  it('gives what pages gave not again, however late it is sent', async () => {
    const old = event(now - 90_000, 'old');
    source.add('hsm-a', old, event(now, 'b'));
    source.sessions = [(second) => ({ sent: second === 2 ? [['hsm-a', old]] : [] })];

    assert.deepEqual(await tailed(30_000, now - 600_000), ['old', 'b']);
  });

  it('says when the service samples, reads the others, and says when that is over', async () => {
    source.add('hsm-a');
    source.sessions = [
      (second) => {
        if (second !== 3) return { sent: [] };
        const all = Array.from({ length: 5 }, (_, index) => event(clock.now() + index, `${index}`));
        source.add('hsm-a', ...all);
        return { sent: [['hsm-a', all[0]!]], sampled: true };
      },
    ];

    assert.deepEqual(await tailed(60_000), ['0', '1', '2', '3', '4']);
    assert.deepEqual(
      states.map(({ isSampled }) => isSampled).filter((one, index, all) => one !== all[index - 1]),
      [false, true, false],
    );
  });

  it('polls where there is no live tail, and says why', async () => {
    source.add('hsm-a', event(now, 'a'));
    source.sessionErrors = [new HumanError('Not here.', undefined, { nature: 'unavailable' })];

    assert.deepEqual(await tailed(10_000), ['a']);
    assert.deepEqual(
      [states.at(-1)?.way, states.at(-1)?.reason, source.begun],
      ['polling', 'Not here.', 1],
    );
    assert.ok(source.reads > 3);
  });

  it('polls when the service refuses sessions again and again, but gives pages', async () => {
    source.add('hsm-a', event(now, 'a'));
    source.sessionErrors = Array<Error>(9).fill(passing('Too many sessions.'));

    assert.deepEqual(await tailed(60_000), ['a']);
    assert.deepEqual([states.at(-1)?.reason, source.begun], ['Too many sessions.', 3]);
  });

  it('stays live when a network loss is long', async () => {
    source.add('hsm-a');
    const lost = () => clock.now() > now + 3000 && clock.now() < now + 300_000;
    source.beforePage = () => {
      if (lost()) throw passing('No network.');
    };
    source.sessions = [(second) => (second < 4 ? { sent: [] } : passing('No network.'))];
    source.sessionErrors = [undefined, ...Array<Error>(4).fill(passing('No network.'))];

    await tailed(600_000);
    assert.deepEqual([states.at(-1)?.way, states.at(-1)?.trouble], ['live', undefined]);
  });

  it('waits for new credentials when they expire, and goes on', async () => {
    const expired = new HumanError('Expired.', 'signIn', { nature: 'signIn' });
    source.add('hsm-a', event(now, 'a'));
    source.sessions = [(second) => (second < 3 ? { sent: [] } : expired)];
    source.sessionErrors = [undefined, expired, expired];
    const texts = tailed(300_000);
    source.beforePage = () => {
      if (source.begun === 2) source.add('hsm-a', event(now + 10, 'meanwhile'));
    };
    source.sessions[3] = () => ({ sent: [] });
    void clock.sleep(20_000).then(() => source.add('hsm-a', event(clock.now(), 'meanwhile')));

    assert.deepEqual(await texts, ['a', 'meanwhile']);
    assert.ok(states.some(({ trouble }) => trouble?.message === 'Expired.'));
    assert.deepEqual([states.at(-1)?.way, states.at(-1)?.trouble], ['live', undefined]);
  });

  it('ends at once when nobody is signed in', async () => {
    source.sessionErrors = [new HumanError('Signed out.', 'signIn', { nature: 'signIn' })];

    await assert.rejects(tailed(1000), { message: 'Signed out.' });
  });
});

describe('a tail by a clock that is wrong', () => {
  it('begins now by the service where this clock is ahead of that', async () => {
    const ahead = 1_200_000;
    const clock = new VirtualClock(now + ahead);
    const stopping = new AbortController();
    const source = Object.assign(new LiveSource(clock), { clockAhead: -ahead });
    source.add('hsm-a', event(now - 100_000, 'old'));
    source.sessions = [
      (second) => ({ sent: [['hsm-a', event(clock.now() - ahead, `live ${second}`)]] }),
    ];
    const texts: string[] = [];
    const { signal } = stopping;
    const watch = clock.sleep(10_500).then(() => stopping.abort());
    for await (const events of tail({
      source,
      cluster,
      since: clock.now() - 5000,
      clock,
      signal,
    })) {
      texts.push(...events.map(({ event: { message } }) => message));
    }
    await watch;
    assert.equal(texts.length, 10, texts.join());
  });
});
