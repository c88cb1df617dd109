/**
 * Reads the bench's stream once and prints what that took as JSON: whole, `parallel` or `serial`; or its
 * newest page, as the `first` events that a tab shows decoded, or as the bare `request` for it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { AuditLog } from '../../src/audit/table/auditLog';
import { decodedText } from '../../src/audit/decoded/decodedText';
import { DecoderPractice } from '../../src/documents/streams/decoderPractice';
import { FetchedStream, firstEvents } from '../../src/documents/streams/fetchedStream';
import { ShownStreams } from '../../src/documents/streams/shownStreams';
import type { StreamStore } from '../../src/documents/streams/streamStore';
import { CloudWatchSource } from '../../src/sources/cloudwatch/cloudWatchSource';
import { systemClock } from '../../src/sources/clock';
import { RangeFetch } from '../../src/sources/fetch/rangeFetch';
import { openSpool } from '../../src/sources/fetch/openSpool';
import { Spool } from '../../src/sources/spool/spool';
import { nodeSpoolFiles } from '../../src/sources/spool/spoolFiles';
import { allTime } from '../../src/sources/timeRange';
import { type FetchRun, streamOfBench } from './fetchStream';

/** What a click on a stream makes, up to the text of the decoded tab. */
async function first(source: CloudWatchSource): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudhsm-bench-spool-'));
  try {
    const { ranges } = openSpool(folder, () => 1e10);
    const kept: Promise<void>[] = [];
    const store: StreamStore = {
      read: () => Promise.reject(new Error('Nothing was shown before.')),
      keep: (_connection, page) => kept.push(ranges.keep({ ...page, key: ['bench'] })),
      prepare: () => new DecoderPractice(fail).begin(),
      shown: new ShownStreams({ get: () => undefined, update: () => Promise.resolve() }, fail),
    };
    const { cluster, name } = streamOfBench;
    const address = { connection: 'bench', logGroup: cluster.logGroup, stream: name };
    const start = process.hrtime.bigint();
    const stream = new FetchedStream(address, () => source, store, Date.now);
    await stream.load();
    const { lineCount } = decodedText(AuditLog.of(stream.text), name);
    took = since(start);
    await Promise.all(kept);
    return lineCount - 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function request(source: CloudWatchSource): Promise<number> {
  const options = { direction: 'older', pageEvents: firstEvents } as const;
  for await (const { events } of source.read(streamOfBench, options)) {
    return events.length;
  }
  return 0;
}

async function parallel(source: CloudWatchSource): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudhsm-bench-spool-'));
  try {
    let count = 0;
    const newId = (): string => `s${count++}`;
    const spool = new Spool({
      folder,
      files: nodeSpoolFiles,
      clock: systemClock,
      limit: () => 1e10,
      newId,
    });
    const into = await spool.open(['bench']);
    const fetch = new RangeFetch({
      source,
      streams: [{ stream: streamOfBench, spool: into }],
      range: allTime,
      spool,
      clock: systemClock,
      random: () => Math.random(),
    });
    const steps = fetch.run();
    while ((await steps.next()).done !== true) peak = Math.max(peak, process.memoryUsage().rss);
    const [missing] = fetch.unread;
    if (missing !== undefined) throw new Error(missing.reason?.message ?? 'Not all was read.');
    return await into.count(allTime);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function serial(source: CloudWatchSource): Promise<number> {
  let count = 0;
  for await (const { events } of source.read(streamOfBench, {
    direction: 'newer',
    range: allTime,
  })) {
    count += events.length;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  return count;
}

let peak = 0;
/** In ms, where a reader counts for itself. */
let took: number | undefined;

const readers: Readonly<Record<string, (source: CloudWatchSource) => Promise<number>>> = {
  first,
  request,
  parallel,
  serial,
};

function since(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function fail(error: unknown): never {
  throw error as Error;
}

async function run(kind: string, endpoint: string): Promise<FetchRun> {
  const connection = { name: 'bench', region: 'us-east-1', endpoint };
  const source = new CloudWatchSource(connection);
  // Loads the SDK, which takes the same for both.
  await source.clusters()[Symbol.asyncIterator]().next();
  const start = process.hrtime.bigint();
  const events = (await readers[kind]?.(source)) ?? 0;
  return { ms: took ?? since(start), events, peak };
}

run(process.argv[2] ?? '', process.argv[3] ?? '').then(
  (result) => {
    console.log(JSON.stringify(result));
    process.exit();
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
