/**
 * The health view's page in a browser: how soon the metrics of a full cluster are drawn, and how long a
 * frame takes when a timeline of a hundred thousand events is moved and zoomed.
 *
 *     node out/test/bench/health.js [FOLDER OF THE BUNDLES, default dist]
 */
import { statSync } from 'node:fs';
import * as path from 'node:path';
import { metricNames } from '../../src/audit/reference/metrics';
import { healthPage } from '../../src/health/healthPage';
import { pageWords } from '../../src/health/pageWords';
import type { MetricSeries } from '../../src/sources/clusterHealth/healthSource';
import { seededRandom } from '../../src/sources/sample/random';
import type { Timeline } from '../../src/webview/messages';
import { launchBrowser } from '../host/browser';
import { openHealthPage, type BareHealthPage } from '../host/healthPage';
import { projectRoot } from '../host/projectPaths';
import { median } from './measure';
import { countWords, printReport, runBench, sizeWords, timeWords } from './report';

const hsmCount = 28;
const events = 100_000;
const rounds = 7;
const frames = 120;
const hour = 60 * 60 * 1000;
const range = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 31) };
const mostDrawMs = 300;
const frameMs = 1000 / 60;
const mostBytes = 150_000;

/** Every metric of every HSM, a point each two hours, as one request of a month gives. */
function monthOfMetrics(): readonly MetricSeries[] {
  const random = seededRandom(7);
  const times = Array.from({ length: 360 }, (_, index) => range.from + index * 2 * hour);
  return metricNames.flatMap((metric) =>
    Array.from({ length: hsmCount }, (_, index): MetricSeries => {
      let value = random.integer(100, 900);
      const values = times.map(() => (value += random.integer(-9, 10)));
      return { metric, hsm: `hsm-${String(index).padStart(2, '0')}abcdefghi`, times, values };
    }),
  );
}

function manyEvents(count: number): Timeline {
  const random = seededRandom(11);
  const times = Float64Array.from({ length: count }, () =>
    random.integer(range.from, range.to - 1),
  ).sort();
  return {
    lanes: ['Failures', 'Users', 'Keys', 'Backups', 'Initialising', 'CloudTrail'],
    times,
    lane: Uint8Array.from({ length: count }, () => random.integer(0, 5)),
    failed: Uint8Array.from({ length: count }, () => (random.chance(0.05) ? 1 : 0)),
    kind: new Uint32Array(count),
    place: new Uint16Array(count),
    again: new Uint8Array(count),
    kinds: ['CN_LOGIN'],
    places: ['hsm-a'],
  };
}

interface BrowserScope {
  readonly performance: {
    now(): number;
    clearMeasures(): void;
    getEntriesByName(name: string): readonly { readonly duration: number }[];
  };
  readonly WheelEvent: new (type: string, init: object) => unknown;
  readonly MessageChannel: new () => {
    readonly port1: { onmessage: () => void };
    readonly port2: { postMessage(message: unknown): void };
  };
  requestAnimationFrame(callback: (time: number) => void): void;
  readonly document: {
    querySelector(selector: string): { dispatchEvent(event: unknown): void } | null;
  };
}

/** ms from the arrival of the metrics to the end of drawing them, as the page itself measures it. */
async function drawMs(view: BareHealthPage): Promise<number> {
  const page = healthPage({
    title: 'cluster',
    span: 'month',
    range,
    metrics: { range, periodMs: 2 * hour, series: monthOfMetrics(), unread: [], notes: [] },
    alarms: [],
    alarmTimes: [],
    hsmType: 'hsm1.medium',
    notes: [],
  });
  await view.send({ type: 'page', page });
  return view.page.evaluate(() => {
    const { performance } = globalThis as unknown as BrowserScope;
    const measure = performance.getEntriesByName('health-drawn').at(-1)!;
    performance.clearMeasures();
    return measure.duration;
  });
}

/** ms of each frame while the wheel is turned in every one of them: in, sideways, and out. */
async function frameTimes(
  view: BareHealthPage,
  count: number,
): Promise<{ readonly between: number[]; readonly work: number[] }> {
  return view.page.evaluate(
    (total) =>
      new Promise<{ between: number[]; work: number[] }>((resolve) => {
        const scope = globalThis as unknown as BrowserScope;
        const { document, performance, WheelEvent, MessageChannel } = scope;
        const canvas = document.querySelector('.timeline canvas')!;
        const between: number[] = [];
        const work: number[] = [];
        let last: number | undefined;
        let started = 0;
        const turn = (time: number): void => {
          if (last !== undefined) between.push(time - last);
          last = time;
          if (between.length >= total) {
            resolve({ between, work });
            return;
          }
          const step = between.length % 40;
          const init =
            step < 15
              ? { deltaY: -60 }
              : step < 25
                ? { deltaY: 40, shiftKey: true }
                : { deltaY: 60 };
          canvas.dispatchEvent(
            new WheelEvent('wheel', { ...init, bubbles: true, cancelable: true }),
          );
          started = performance.now();
          // After the page's own callback of this frame.
          scope.requestAnimationFrame(turn);
          const channel = new MessageChannel();
          channel.port1.onmessage = () => work.push(performance.now() - started);
          channel.port2.postMessage(0);
        };
        scope.requestAnimationFrame(turn);
      }),
    count,
  );
}

function share(values: readonly number[], part: number): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length * part)] ?? 0;
}

async function main(): Promise<void> {
  const script = path.join(process.argv[2] ?? path.join(projectRoot, 'dist'), 'health.js');
  const browser = await launchBrowser();
  try {
    const view = await openHealthPage(browser, script, { width: 1400, height: 900 });
    await view.send({ type: 'words', words: pageWords() });
    const draws: number[] = [];
    for (let round = -1; round < rounds; round++) {
      const ms = await drawMs(view);
      if (round >= 0) draws.push(ms);
    }
    await view.send({ type: 'timeline', timeline: manyEvents(events), notes: [] });
    await frameTimes(view, 20);
    const many = await frameTimes(view, frames);
    await view.send({ type: 'timeline', timeline: manyEvents(0), notes: [] });
    await frameTimes(view, 20);
    const none = await frameTimes(view, frames);
    const bytes = statSync(script).size;
    const [drawn, typical, rare] = [median(draws), median(many.between), share(many.between, 0.95)];
    printReport(
      'Health view',
      [
        `Chromium without a graphics card, ${hsmCount} HSMs with ten metrics over a month, ${countWords(events)} events.`,
        'A frame time is between two calls of requestAnimationFrame while the wheel is turned in each.',
      ],
      [
        {
          what: 'Draw the metrics after their arrival',
          measured: timeWords(drawn),
          goal: { words: `under ${mostDrawMs} ms`, met: drawn < mostDrawMs },
        },
        {
          what: 'A frame while moving and zooming, median',
          measured: timeWords(typical),
          beside: {
            what: 'an empty timeline',
            measured: timeWords(median(none.between)),
            ratio: typical / median(none.between),
          },
          goal: { words: '60 frames a second', met: typical < frameMs + 1 },
        },
        {
          what: 'A frame while moving and zooming, slowest of 20',
          measured: timeWords(rare),
          beside: {
            what: 'an empty timeline',
            measured: timeWords(share(none.between, 0.95)),
            ratio: rare / share(none.between, 0.95),
          },
        },
        {
          what: 'Size of `dist/health.js`',
          measured: sizeWords(bytes),
          goal: { words: `under ${sizeWords(mostBytes)}`, met: bytes < mostBytes },
        },
      ],
    );
  } finally {
    await browser.close();
  }
}

runBench(main);
