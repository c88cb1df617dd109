/** Reads the bench's stream once, `parallel` or `serial`, and prints what that took as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudWatchSource } from '../../src/sources/cloudwatch/cloudWatchSource';
import { systemClock } from '../../src/sources/clock';
import { RangeFetch } from '../../src/sources/fetch/rangeFetch';
import { Spool } from '../../src/sources/spool/spool';
import { nodeSpoolFiles } from '../../src/sources/spool/spoolFiles';
import { allTime } from '../../src/sources/timeRange';
import { type FetchRun, streamOfBench } from './fetchStream';

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

async function run(kind: string, endpoint: string): Promise<FetchRun> {
  const connection = { name: 'bench', region: 'us-east-1', endpoint };
  const source = new CloudWatchSource(connection);
  // Loads the SDK, which takes the same for both.
  await source.clusters()[Symbol.asyncIterator]().next();
  const start = process.hrtime.bigint();
  const events = await (kind === 'serial' ? serial(source) : parallel(source));
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, events, peak };
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
