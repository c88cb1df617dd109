import assert from 'node:assert/strict';
import { FetchedStream } from '../../../src/documents/streams/fetchedStream';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import { asHumanError } from '../../../src/sources/humanError';
import { runInsights } from '../../../src/sources/insights/insightsRun';
import { searchLogs } from '../../../src/sources/search/logSearch';
import { tail } from '../../../src/sources/tail/tail';
import { type Endpoint, startEndpoint } from '../../endpoint/server';
import { EagerClock } from '../../fixtures/eagerClock';
import { type AwsFiles, makeAwsFiles } from '../sources/cloudwatch/awsFiles';
import { type ScratchSpool, scratchSpool } from '../sources/fetch/scratchSpool';
import { keptStreams, State } from './streams/keptStreams';

const start = Date.UTC(2026, 2, 12);
const second = 1000;
const cluster = { logGroup: '/aws/cloudhsm/cluster-a', name: 'cluster-a', arn: undefined };
const stored = Array.from({ length: 300 }, (_, index) => ({
  timestamp: start + index * second,
  message: `event ${index}`,
}));
const messages = stored.map(({ message }) => message);

describe('what is open when its login expires, and is renewed', function () {
  this.timeout(30_000);
  let files: AwsFiles;
  let endpoint: Endpoint;
  let accepted: string[];
  let source: CloudWatchSource;
  let clock: EagerClock;

  const signInAs = (key: string): Promise<void> =>
    files.writeCredentials(
      `[auditor]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`,
    );
  const expire = (): void => {
    accepted.splice(0, 1, 'AKIASECOND');
  };
  const renew = (): Promise<void> => signInAs('AKIASECOND');

  beforeEach(async () => {
    files = await makeAwsFiles();
    await signInAs('AKIAFIRST');
    accepted = ['AKIAFIRST'];
    clock = new EagerClock(start + 1000 * second);
    endpoint = await startEndpoint({
      clock,
      accessKeyIds: accepted,
      pageLimits: { events: 100 },
      insights: { scheduledMs: 0, runningMs: 2000 },
    });
    endpoint.store.seed(cluster.logGroup, 'hsm-a', stored);
    source = new CloudWatchSource(
      { name: 'prod', region: 'us-east-1', endpoint: endpoint.url, profile: 'auditor' },
      { clock },
    );
  });
  afterEach(async () => {
    await endpoint.stop();
    await files.remove();
  });

  it('is a stream, or a decoded view of it: it keeps what it shows and goes on to older events', async () => {
    const scratch: ScratchSpool = await scratchSpool(clock);
    try {
      const kept = keptStreams(scratch.spool, new State(), clock);
      const address = { connection: 'prod', logGroup: cluster.logGroup, stream: 'hsm-a' };
      const stream = new FetchedStream(
        address,
        () => source,
        kept,
        () => clock.now(),
      );
      await stream.load();
      assert.equal(stream.eventCount, 100);
      expire();
      await assert.rejects(stream.loadOlder(), (error) => asHumanError(error).nature === 'signIn');
      assert.equal(stream.eventCount, 100);
      await renew();
      while ((await stream.loadOlder()) > 0);
      assert.equal(stream.text, messages.map((message) => `${message}\n\n`).join(''));
      await kept.written();
    } finally {
      await scratch.remove();
    }
  });

  it('is a tail: it waits, and misses nothing', async () => {
    const stop = new AbortController();
    const troubles: string[] = [];
    const events = tail({
      source,
      cluster,
      since: start,
      clock,
      signal: stop.signal,
      onState: ({ trouble }) => {
        if (trouble === undefined) return;
        troubles.push(trouble.message);
        void renew();
      },
    });
    const seen: string[] = [];
    for await (const batch of events) {
      seen.push(...batch.map(({ event }) => event.message));
      if (seen.length === stored.length) {
        expire();
        const late = { timestamp: clock.now(), message: 'late' };
        endpoint.store.seed(cluster.logGroup, 'hsm-a', [late]);
      }
      if (seen.includes('late')) stop.abort();
    }
    assert.deepEqual(seen, [...messages, 'late']);
    assert.match(troubles[0] ?? '', /^AWS does not accept the access key of connection "prod"/);
  });

  it('is a search: it says what it did not search, and finds all of it the next time', async () => {
    const range = { from: start, to: start + 300 * second };
    const asked = { cluster, stream: undefined, query: { filter: {}, text: 'event' }, range };
    const { signal } = new AbortController();
    const surroundings = { clock, random: () => 0, signal };
    const first = await searchLogs(source, asked, { ...surroundings, onProgress: expire });
    assert.equal(first.failure?.nature, 'signIn');
    assert.ok(first.unread.length > 0);
    assert.ok(
      stored.every(
        ({ timestamp, message }) =>
          first.events.some((event) => event.message === message) ||
          first.unread.some(({ from, to }) => timestamp >= from && timestamp < to),
      ),
    );
    await renew();
    const { events, failure } = await searchLogs(source, asked, surroundings);
    assert.equal(failure, undefined);
    assert.deepEqual(
      events.map(({ message }) => message),
      messages,
    );
  });

  it('is a query: it goes on at the service, is waited for, and is asked once', async () => {
    const query = {
      logGroups: [cluster.logGroup],
      text: 'fields @message | sort @timestamp',
      range: { from: start, to: start + 300 * second },
      limit: 10_000,
    };
    const { signal } = new AbortController();
    const surroundings = { clock, random: () => 0, signal, loginPatience: 60_000 };
    const running = runInsights(source.insights, query, surroundings);
    let step = await running.next();
    expire();
    for (; step.done !== true; step = await running.next()) {
      if (step.value.trouble !== undefined) await renew();
    }
    assert.deepEqual(
      step.value.rows.map(([message]) => message),
      messages,
    );
    assert.equal(endpoint.queries.all.length, 1);
  });
});
