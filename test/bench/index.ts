/**
 * Times the index of a file of 1 GB as whole processes, beside what a person would run on it instead.
 * All read it from the page cache.
 *
 *     node out/test/bench/index.js FOLDER OF THE BUNDLES
 */
import {
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  writeFileSync,
  writeSync,
  mkdirSync,
} from 'node:fs';
import { availableParallelism, cpus, hostname, tmpdir } from 'node:os';
import * as path from 'node:path';
import { auditEvents, certificateEvents } from './fixtures/auditLog';
import { mediansInTurn } from './measure';
import { countWords, printReport, runBench, timeWords, type Figure } from './report';
import { runProcess } from './wholeProcess';

const bytes = 1_000_000_000;
/** lnav takes a minute for the whole; its rate is that of a part. */
const lnavBytes = 100_000_000;
const certificateBytes = 200_000_000;
/** The production bundles, which start as quickly as what users run. */
const bundles = path.resolve(process.argv[2] ?? '');
const seed = 20_210_304;
const rounds = 5;
const mostTimesLineCount = 3;
const leastTimesLnav = 25;
const mostFirstMs = 20;
const mostRowBytes = 40;
const mostDecodeMs = 0.02;
const leastCertificateRate = 200;

/** How lnav is told the format: the first line of an event begins it, the others belong to it. */
const lnavFormat = {
  cloudhsm_log: {
    title: 'AWS CloudHSM audit log',
    regex: {
      event: {
        pattern:
          '^Time: (?<timestamp>\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}), usecs:(?<usecs>\\d+)(?<body>.*)$',
      },
    },
    'timestamp-format': ['%m/%d/%y %H:%M:%S.%f'],
    value: { usecs: { kind: 'integer' } },
    sample: [{ line: 'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812' }],
  },
};

/** What test/bench/indexFileOnce.ts prints. */
interface Indexed {
  readonly events: number;
  readonly firstMs: number;
  readonly firstEvents: number;
  readonly totalMs: number;
  readonly bytesAnEvent: number;
  readonly decodeMs: number;
}

/** Writes texts, each behind the other, until a file has so many bytes. All are ASCII. */
function writeLog(file: string, texts: Iterable<string>, size: number): void {
  const descriptor = openSync(file, 'w');
  let parts: string[] = [];
  let waiting = 0;
  let written = 0;
  for (const text of texts) {
    if (written + waiting >= size) break;
    parts.push(text);
    waiting += text.length;
    if (waiting < 1 << 22) continue;
    written += writeSync(descriptor, parts.join(''));
    parts = [];
    waiting = 0;
  }
  writeSync(descriptor, parts.join(''));
  closeSync(descriptor);
}

function* withEnds(texts: Iterable<string>, end: string): Generator<string, void, undefined> {
  for (const text of texts) yield text + end;
}

function indexFile(file: string, ...args: readonly string[]): Indexed & { readonly ms: number } {
  const { ms, output } = runProcess(process.execPath, [
    path.join(bundles, 'bench/indexFileOnce.js'),
    file,
    ...args,
  ])!;
  return { ...(JSON.parse(output) as Indexed), ms };
}

function indexBench(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudhsm-bench-'));
  try {
    const file = path.join(folder, 'audit.log');
    const part = path.join(folder, 'part.log');
    const certificates = path.join(folder, 'certificates.log');
    writeLog(file, withEnds(auditEvents(seed), '\n\n'), bytes);
    writeLog(part, withEnds(auditEvents(seed), '\n\n'), lnavBytes);
    writeLog(certificates, withEnds(certificateEvents(seed), '\n'), certificateBytes);
    measure(folder, file, part, certificates);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder: string, file: string, part: string, certificates: string): void {
  const formats = path.join(folder, 'lnav/formats/cloudhsm');
  mkdirSync(formats, { recursive: true });
  writeFileSync(path.join(formats, 'cloudhsm.json'), JSON.stringify(lnavFormat));
  const query = ';SELECT count(*) FROM cloudhsm_log';
  const lnav = ['-n', '-N', '-I', path.join(folder, 'lnav'), '-c', query, part];
  const has = (command: string): boolean => runProcess(command, ['--version']) !== undefined;
  const command =
    (name: string, ...args: readonly string[]) =>
    (): number =>
      runProcess(name, args)!.ms;
  const runs: Indexed[] = [];
  const subjects: Record<string, () => number> = {
    index: () => {
      const run = indexFile(file);
      runs.push(run);
      return run.ms;
    },
    wc: command('wc', '-l', file),
    cat: command('sh', '-c', 'cat "$0" | cat >/dev/null', file),
    alone: () => indexFile(file, '0').ms,
    decode: () => indexFile(file, 'decode').decodeMs,
    certificates: () => indexFile(certificates, '0').totalMs,
    node: command(process.execPath, '-e', '0'),
    ...(has('rg') ? { rg: command('rg', '-c', 'CN_LOGIN', file) } : {}),
    ...(has('lnav') ? { lnav: command('lnav', ...lnav) } : {}),
  };
  const ms: Readonly<Record<string, number>> = mediansInTurn<string>(subjects, rounds);
  const missing = ['rg', 'lnav'].filter((name) => ms[name] === undefined);
  const last = runs[runs.length - 1]!;
  const middle = (of: (run: Indexed) => number): number =>
    runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)]!;
  const rate = (size: number, time: number): string =>
    `${timeWords(time)} (${countWords(size / 1000 / time)} MB/s)`;
  const index = ms.index!;
  const beside = (what: string, time: number, goal?: Figure['goal']): Figure => ({
    what: `Index of ${countWords(bytes / 1e6)} MB, a process`,
    measured: rate(bytes, index),
    beside: { what, measured: rate(bytes, time), ratio: index / time },
    ...(goal === undefined ? {} : { goal }),
  });
  const firstMs = middle(({ firstMs: first }) => first);
  const decodeMs = ms.decode!;
  const certificateRate = certificateBytes / 1000 / ms.certificates!;
  const lnavRatio = ms.lnav === undefined ? 0 : (ms.lnav / lnavBytes / index) * bytes;
  printReport(
    'Index of a file',
    [
      `${countWords(bytes)} bytes, ${countWords(last.events)} events of both generations, seed ${seed}, in the page cache; medians of ${rounds} runs in turn, whole processes.`,
      `${hostname()}: ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}.`,
      ...(missing.length === 0 ? [] : [`Not installed here: ${missing.join(', ')}.`]),
    ],
    [
      beside('`wc -l`', ms.wc!, {
        words: `at most ${mostTimesLineCount} × its time`,
        met: index / ms.wc! <= mostTimesLineCount,
      }),
      beside('`cat` into a pipe', ms.cat!),
      ...(ms.rg === undefined ? [] : [beside('`rg -c CN_LOGIN`', ms.rg)]),
      ...(ms.lnav === undefined
        ? []
        : [
            {
              what: `Index of ${countWords(bytes / 1e6)} MB, a process`,
              measured: rate(bytes, index),
              beside: {
                what: `\`lnav -n\` with a format, ${countWords(lnavBytes / 1e6)} MB`,
                measured: rate(lnavBytes, ms.lnav),
                ratio: 1 / lnavRatio,
              },
              goal: {
                words: `at least ${leastTimesLnav} × its rate`,
                met: lnavRatio >= leastTimesLnav,
              },
            },
          ]),
      beside('the same in one thread', ms.alone!),
      beside('`node` that does nothing', ms.node!),
      {
        what: `First ${countWords(last.firstEvents)} events, from opening`,
        measured: timeWords(firstMs),
        goal: { words: `at most ${mostFirstMs} ms`, met: firstMs <= mostFirstMs },
      },
      {
        what: 'Columns of the index, for one event',
        measured: `${last.bytesAnEvent.toFixed(1)} B`,
        beside: {
          what: 'its text',
          measured: `${(bytes / last.events).toFixed(0)} B`,
          ratio: (last.bytesAnEvent * last.events) / bytes,
        },
        goal: { words: `at most ${mostRowBytes} B`, met: last.bytesAnEvent <= mostRowBytes },
      },
      {
        what: 'Read and decode one event anywhere in the file, after 4,000 others',
        measured: timeWords(decodeMs),
        goal: { words: `under ${timeWords(mostDecodeMs)}`, met: decodeMs < mostDecodeMs },
      },
      {
        what: `Certificate events, ${countWords(certificateBytes / 1e6)} MB, in one thread`,
        measured: rate(certificateBytes, ms.certificates!),
        goal: {
          words: `at least ${leastCertificateRate} MB/s`,
          met: certificateRate >= leastCertificateRate,
        },
      },
    ],
  );
}

runBench(indexBench);
