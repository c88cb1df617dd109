/** Times the fetch of a stream of 300,000 events beside a serial reader and the AWS command line. */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import * as path from 'node:path';
import type { FetchRun } from './fetchStream';
import { streamOfBench } from './fetchStream';
import { median } from './measure';
import { countWords, printReport, runBench, timeWords, type Figure } from './report';

const events = 300_000;
const fewerEvents = 100_000;
/** What the loop around the AWS command line reads: it starts a process a page, so that a part has the rate of all. */
const loopEvents = 40_000;
const rounds = 3;
const pageRounds = 5;
const perSecond = 25;
const pageBytes = 1_048_576;
const leastShare = 0.9;
const leastTimes = 2.4;
/** How much more memory three times the events may take. */
const mostGrowth = 1.3;
/** How much longer than its one request the first page may take until it stands there decoded, in ms. */
const mostBehind = 50;

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  readonly events: number;
  /** What the pages of the stream hold, as the service counts it. */
  readonly bytes: number;
}

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
  NODE_NO_WARNINGS: '1',
};

async function serve(count: number): Promise<Served> {
  const child = fork(path.join(__dirname, 'fetchEndpoint.js'), [String(count)]);
  const [{ url, bytes }] = (await once(child, 'message')) as [{ url: string; bytes: number }];
  return { child, url, bytes, events: count };
}

async function requestsOf({ child }: Served): Promise<number> {
  child.send('count');
  const [{ requests }] = (await once(child, 'message')) as [{ requests: number }];
  return requests;
}

type Reader = 'parallel' | 'serial' | 'first' | 'request';

/** @param expected events; left out for a reader of a page */
function readOnce(kind: Reader, { url }: Served, expected?: number): FetchRun {
  const script = path.join(__dirname, 'fetchOnce.js');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, kind, url], {
    encoding: 'utf8',
    env: environment,
  });
  if (status !== 0) throw new Error(stderr);
  const run = JSON.parse(stdout) as FetchRun;
  if (expected !== undefined && run.events !== expected)
    throw new Error(`${kind} read ${run.events} of ${expected} events.`);
  return run;
}

const place = ['--log-group-name', streamOfBench.cluster.logGroup];
const one = [...place, '--log-stream-name', streamOfBench.name];

/** The loop that its users write: `get-log-events` does not page by itself. */
const getLogEvents = `
token=
while :; do
  answer=$(aws logs get-log-events ${one.join(' ')} --start-from-head \${token:+--next-token "$token"} \\
    --endpoint-url "$ENDPOINT" --output json) || exit 1
  next=$(printf '%s' "$answer" | sed -n 's/.*"nextForwardToken": "\\([^"]*\\)".*/\\1/p')
  printf '%s' "$answer"
  [ "$next" = "$token" ] && exit 0
  token=$next
done`;

/** How a reader did, to be compared by its rate: slow ones read less. */
interface Reading {
  readonly what: string;
  readonly events: number;
  readonly bytes: number;
  readonly ms: number;
}

const awsReaders = [
  {
    what: '`aws logs filter-log-events`',
    command: (url: string) => [
      ...['aws', 'logs', 'filter-log-events', ...place],
      ...['--endpoint-url', url, '--output', 'json'],
    ],
  },
  { what: '`aws logs get-log-events` in a loop', command: () => ['sh', '-c', getLogEvents] },
] as const;

function hasAws(): boolean {
  return spawnSync('aws', ['--version'], { env: environment }).status === 0;
}

/** In ms. */
function awsOnce(command: readonly string[], { url }: Served): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command[0] ?? '', command.slice(1), {
    env: { ...environment, ENDPOINT: url },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function rateOf({ events: count, ms }: Reading): number {
  return count / ms;
}

function speedWords({ bytes, events, ms }: Reading): string {
  const seconds = ms / 1000;
  return `${timeWords(ms)} (${countWords(events / seconds)} events/s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s)`;
}

async function fetchBench(): Promise<void> {
  const served = await serve(events);
  const fewer = await serve(fewerEvents);
  const loop = await serve(loopEvents);
  try {
    const runs: { parallel: FetchRun[]; serial: FetchRun[] } = { parallel: [], serial: [] };
    let requests = 0;
    for (let round = 0; round < rounds; round++) {
      const before = await requestsOf(served);
      runs.parallel.push(readOnce('parallel', served, events));
      requests = (await requestsOf(served)) - before;
      runs.serial.push(readOnce('serial', served, events));
    }
    const pages = { first: [] as FetchRun[], request: [] as FetchRun[] };
    for (let round = 0; round < pageRounds; round++) {
      pages.request.push(readOnce('request', served));
      pages.first.push(readOnce('first', served));
    }
    const firstMs = median(pages.first.map((run) => run.ms));
    const requestMs = median(pages.request.map((run) => run.ms));
    const small = readOnce('parallel', fewer, fewerEvents);
    const ms = median(runs.parallel.map((run) => run.ms));
    const ours: Reading = { what: 'Fetch into the spool', events, bytes: served.bytes, ms };
    const serialMs = median(runs.serial.map((run) => run.ms));
    const others: Reading[] = [{ ...ours, what: 'a serial reader on the same SDK', ms: serialMs }];
    const isInstalled = hasAws();
    for (const [index, { what, command }] of isInstalled ? awsReaders.entries() : []) {
      const from = index === 0 ? fewer : loop;
      others.push({ ...from, what, ms: awsOnce(command(from.url), from) });
    }
    const peak = median(runs.parallel.map((run) => run.peak));
    const ceiling = (served.bytes / pageBytes / perSecond) * 1000;
    const fastest = Math.max(...others.map(rateOf));
    printReport(
      'Fetch a stream',
      [
        `${countWords(events)} events, ${(served.bytes / pageBytes).toFixed(0)} full pages; 100 ms latency, ${perSecond} requests a second; medians of ${rounds} runs in turn, the AWS command line once, on fewer events. ${requests} requests in the last run. Ratios are of the time for an event.`,
        ...(isInstalled ? [] : ['Not installed here: `aws`.']),
      ],
      [
        {
          what: ours.what,
          measured: speedWords(ours),
          beside: {
            what: 'what the quota allows',
            measured: timeWords(ceiling),
            ratio: ms / ceiling,
          },
          goal: {
            words: `at least ${leastShare * 100}% of the quota`,
            met: ceiling / ms >= leastShare,
          },
        },
        ...others.map((other): Figure => ({
          what: ours.what,
          measured: timeWords(ms),
          beside: {
            what:
              other.events === events
                ? other.what
                : `${other.what}, ${countWords(other.events)} events`,
            measured: speedWords(other),
            ratio: rateOf(other) / rateOf(ours),
          },
          ...(rateOf(other) === fastest && {
            goal: {
              words: `${leastTimes} times as fast`,
              met: rateOf(ours) / rateOf(other) >= leastTimes,
            },
          }),
        })),
        {
          what: `First ${countWords(pages.first[0]?.events ?? 0)} events decoded after the click`,
          measured: timeWords(firstMs),
          beside: {
            what: 'the request for them alone',
            measured: timeWords(requestMs),
            ratio: firstMs / requestMs,
          },
          goal: { words: `at most ${mostBehind} ms more`, met: firstMs - requestMs <= mostBehind },
        },
        {
          what: 'Most memory while fetching',
          measured: `${countWords(peak / 1e6)} MB`,
          beside: {
            what: `the same for ${countWords(fewerEvents)} events`,
            measured: `${countWords(small.peak / 1e6)} MB`,
            ratio: peak / small.peak,
          },
          goal: { words: `at most ${mostGrowth} times`, met: peak / small.peak <= mostGrowth },
        },
      ],
    );
  } finally {
    served.child.kill();
    fewer.child.kill();
    loop.child.kill();
  }
}

runBench(fetchBench);
