/** A soak: 500 events a second for an hour through a tail, on a clock that does not wait. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LogSource, StoredEvent } from '../../src/sources/logSource';
import { tail } from '../../src/sources/tail/tail';
import { TailBuffer } from '../../src/sources/tail/tailBuffer';
import { VirtualClock } from '../fixtures/virtualClock';
import { auditEvents } from './fixtures/auditLog';
import { countWords, printReport, runBench, timeWords } from './report';

const perSecond = 500;
const seconds = 3600;
const kept = 10_000;
const start = 1_750_000_000_000;
const seed = 20_210_304;
const cluster = { logGroup: '/aws/cloudhsm/cluster-a', name: 'cluster-a', arn: undefined };
/** How much more memory the hour's end may take than its tenth minute. */
const mostGrowth = 1.1;

/** Bytes that are in use when all rubbish is gone. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** A stream whose event of each moment is made when it is asked for. */
function endlessSource(clock: VirtualClock): LogSource {
  const texts: string[] = [];
  for (const text of auditEvents(seed)) {
    if (texts.push(text) === perSecond) break;
  }
  const event = (index: number): StoredEvent => ({
    timestamp: start + (index * 1000) / perSecond,
    message: `${texts[index % perSecond] ?? ''}\nNo ${index}`,
  });
  const nothing = (): AsyncIterable<never> => {
    throw new Error('Only the stream is asked for.');
  };
  return {
    clusters: nothing,
    streams: nothing,
    async *read(_stream, { range = { from: start, to: start } }) {
      await Promise.resolve();
      const first = Math.max(0, Math.ceil(((range.from - start) * perSecond) / 1000));
      const end = Math.floor(((clock.now() - start) * perSecond) / 1000);
      for (let from = first; from < end; from += 3000) {
        const count = Math.min(3000, end - from);
        yield { events: Array.from({ length: count }, (_, at) => event(from + at)), next: 'next' };
      }
    },
    async *liveTail(_cluster, { signal }) {
      yield { events: [], isSampled: false };
      for (;;) {
        const first = Math.floor(((clock.now() - start) * perSecond) / 1000);
        await clock.sleep(1000, signal);
        yield {
          events: Array.from({ length: perSecond }, (_, at) => ({
            streamName: 'hsm-a',
            event: event(first + at),
          })),
          isSampled: false,
        };
      }
    },
  };
}

async function soak(): Promise<void> {
  const clock = new VirtualClock(start);
  const stopping = new AbortController();
  const buffer = new TailBuffer();
  const heaps: number[] = [];
  const began = performance.now();
  const { signal } = stopping;
  const source = endlessSource(clock);
  const streams = ['hsm-a'];
  for await (const batch of tail({ source, cluster, streams, since: start, clock, signal })) {
    buffer.add(batch, kept);
    const minutes = Math.floor((clock.now() - start) / 60_000);
    if (minutes >= 10 * (heaps.length + 1)) heaps.push(usedHeap());
    if (minutes >= seconds / 60) stopping.abort();
  }
  const [first = 0] = heaps;
  const last = heaps.at(-1) ?? 0;
  const given = buffer.length + buffer.fallen;
  const due = Math.floor(((clock.now() - start) * perSecond) / 1000);
  printReport(
    'Tail',
    [
      `${perSecond} events a second for an hour, live, with the newest ${countWords(kept)} kept, on a clock that does not wait.`,
    ],
    [
      {
        what: 'Memory after an hour',
        measured: `${countWords(last / 1e6)} MB`,
        beside: {
          what: 'After ten minutes',
          measured: `${countWords(first / 1e6)} MB`,
          ratio: last / first,
        },
        goal: { words: `≤ ${mostGrowth} times`, met: last / first <= mostGrowth },
      },
      {
        what: 'Events that came, each once',
        measured: countWords(given),
        beside: { what: 'Events there were', measured: countWords(due), ratio: given / due },
        goal: { words: 'all', met: given === due },
      },
      { what: 'Time for the hour', measured: timeWords(performance.now() - began) },
    ],
  );
}

runBench(soak);
