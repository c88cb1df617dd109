import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import {
  CloudWatchLogsClient,
  paginateFilterLogEvents,
  paginateGetLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import { RangeFetch, type FetchOptions } from '../../../../src/sources/fetch/rangeFetch';
import type { StoredEvent } from '../../../../src/sources/logSource';
import { parseIndexFileName } from '../../../../src/sources/spool/segmentName';
import type { StreamSpool } from '../../../../src/sources/spool/streamSpool';
import { allTime } from '../../../../src/sources/timeRange';
import type { Fault, FaultScope } from '../../../endpoint/faults';
import { startEndpoint, type Endpoint, type EndpointOptions } from '../../../endpoint/server';
import { EagerClock } from '../../../fixtures/eagerClock';
import { essence, seededEvents } from '../../endpoint/seededEvents';
import { makeAwsFiles, type AwsFiles } from '../cloudwatch/awsFiles';
import { all } from '../pages';
import { fullAfter } from './fullDisk';
import { scratchSpool, spooled, stream, type ScratchSpool } from './scratchSpool';

const start = 1_600_000_000_000;
const { logGroup } = stream.cluster;
const keys = `[auditor]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = secret
`;

describe('a fetch from an endpoint', function () {
  this.timeout(60_000);
  let clock: EagerClock;
  let files: AwsFiles;
  let scratch: ScratchSpool;
  let spool: StreamSpool;
  let endpoint: Endpoint;
  const { random } = Math;

  beforeEach(async () => {
    // The SDK's pauses are random shares of its longest ones, for which there is no clock: none is taken.
    Math.random = () => 0;
    files = await makeAwsFiles();
    await files.writeCredentials(keys);
    // So far from the events that all of them have settled.
    clock = new EagerClock(1_750_000_000_000);
    scratch = await scratchSpool(clock);
    spool = await scratch.spool.open(['stream']);
  });
  afterEach(async () => {
    Math.random = random;
    await endpoint.stop();
    await scratch.remove();
    await files.remove();
  });

  async function serve(count: number, options: EndpointOptions = {}): Promise<void> {
    endpoint = await startEndpoint({
      region: 'eu-central-1',
      pageLimits: { events: 50 },
      ...options,
    });
    endpoint.store.seed(logGroup, stream.name, seededEvents(count, start));
  }

  function held(): StoredEvent[] {
    const { store } = endpoint;
    const { events } = store.stream(store.group(logGroup), stream.name);
    return Array.from({ length: events.length }, (_, index) => {
      const { timestamp, message } = events.at(index)!;
      return { timestamp, message };
    });
  }

  function fetchOf(options: Partial<FetchOptions> = {}): RangeFetch {
    const connection = {
      name: 'local',
      region: 'eu-central-1',
      profile: 'auditor',
      endpoint: endpoint.url,
    };
    return new RangeFetch({
      source: new CloudWatchSource(connection, { clock }),
      streams: [{ stream, spool }],
      range: allTime,
      spool: scratch.spool,
      clock,
      random: () => 0.5,
      ...options,
    });
  }

  async function toEnd(fetch: RangeFetch): Promise<RangeFetch> {
    await all(fetch.run());
    return fetch;
  }

  /** What came and what is said to be missing are together exactly what there was. */
  async function assertAccounted(fetch: RangeFetch, all: readonly StoredEvent[]): Promise<void> {
    const kept = await spooled(spool);
    const told = all.filter(({ timestamp }) =>
      fetch.unread.some(({ range }) => timestamp >= range.from && timestamp < range.to),
    );
    assert.equal(kept.length + told.length, all.length);
    const rest = all.filter((event) => !told.includes(event));
    assert.deepEqual(kept, rest);
  }

  it('gives what the paginators of the SDK give', async () => {
    await serve(1500, { pageLimits: { events: 40 } });
    const client = new CloudWatchLogsClient({
      endpoint: endpoint.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    });
    const place = { logGroupName: logGroup, logStreamName: stream.name, startFromHead: true };
    const got = [];
    const config = { client, stopOnSameToken: true };
    for await (const page of paginateGetLogEvents(config, place)) got.push(...(page.events ?? []));
    const filtered = [];
    for await (const page of paginateFilterLogEvents({ client }, { logGroupName: logGroup })) {
      filtered.push(...(page.events ?? []));
    }
    client.destroy();

    await toEnd(fetchOf());

    assert.deepEqual(await spooled(spool), got.map(essence));
    assert.deepEqual(await spooled(spool), filtered.map(essence));
  });

  describe('loses nothing and doubles nothing', () => {
    const faults: readonly [what: string, fault: Fault, scope: FaultScope][] = [
      ['when half of the requests are throttled', { kind: 'throttling' }, { probability: 0.5 }],
      ['when some end in an internal failure', { kind: 'internalFailure' }, { probability: 0.2 }],
      ['when the service is away at times', { kind: 'serviceUnavailable' }, { probability: 0.2 }],
      ['when connections break in mid-page', { kind: 'dropInBody' }, { probability: 0.2 }],
      [
        'when connections break before an answer',
        { kind: 'dropBeforeAnswer' },
        { probability: 0.2 },
      ],
      ['when pages are slow', { kind: 'slowBody', milliseconds: 40 }, { probability: 0.3 }],
      [
        'when answers overtake each other',
        { kind: 'latency', milliseconds: 30 },
        { probability: 0.5 },
      ],
      ['when pages are empty in mid-stream', { kind: 'emptyPage' }, { probability: 0.4 }],
      ['when the places of pages are forgotten', { kind: 'expiredPlace' }, { probability: 0.2 }],
      ['when the clocks differ', { kind: 'clockSkew', milliseconds: 3_600_000 }, {}],
      ['when credentials expire for a moment', { kind: 'expiredToken' }, { after: 6, next: 1 }],
    ];
    for (const [what, fault, scope] of faults) {
      it(what, async () => {
        await serve(600);
        endpoint.faults.add(fault, scope);

        const fetch = await toEnd(fetchOf());

        assert.deepEqual(fetch.unread, []);
        await assertAccounted(fetch, held());
      });
    }

    it('when all of that comes together', async () => {
      await serve(600);
      for (const [, fault, scope] of faults) {
        if (scope.probability === undefined) continue;
        endpoint.faults.add(fault, { probability: 0.08 });
      }

      const fetch = await toEnd(fetchOf());

      assert.deepEqual(fetch.unread, []);
      await assertAccounted(fetch, held());
    });
  });

  it('serves two windows that read the same stream at once, and a third one from what they kept', async () => {
    await serve(600);
    endpoint.faults.add({ kind: 'throttling' }, { probability: 0.2 });
    const windows = [scratch.other(), scratch.other()];
    const reads = await Promise.all(
      windows.map(async (window) => {
        const own = await window.open(['stream']);
        const fetch = fetchOf({ spool: window, streams: [{ stream, spool: own }] });
        await toEnd(fetch);
        return { unread: fetch.unread, events: await spooled(own) };
      }),
    );
    for (const { events, unread } of reads) {
      assert.deepEqual(unread, []);
      assert.deepEqual(events, held());
    }

    endpoint.requests.length = 0;
    const range = { from: start, to: start + 600_000_000 };
    const third = scratch.other();
    const own = await third.open(['stream']);
    await toEnd(fetchOf({ spool: third, streams: [{ stream, spool: own }], range }));
    assert.deepEqual(await spooled(own, range), held());
    assert.deepEqual(endpoint.requests, []);
  });

  describe('says what is missing', () => {
    for (const [what, kind, sentence] of [
      ['when credentials expire', 'expiredToken', /expired/],
      ['when credentials are revoked', 'unrecognizedClient', /does not accept the access key/],
      ['when a permission is taken away', 'accessDenied', /do not allow logs:GetLogEvents/],
    ] as const) {
      it(`${what}, and fetches only that when it is right again`, async () => {
        await serve(600);
        const off = endpoint.faults.add({ kind }, { after: 7 });

        const fetch = await toEnd(fetchOf());

        assert.match(fetch.unread[0]?.reason?.message ?? '', sentence);
        assert.ok((await spooled(spool)).length >= 200);
        await assertAccounted(fetch, held());

        off();
        endpoint.requests.length = 0;
        const again = await toEnd(fetchOf());
        assert.deepEqual(again.unread, []);
        await assertAccounted(again, held());
        assert.ok(endpoint.requests.length < 20, `${endpoint.requests.length} requests`);
      });
    }

    it('when the disk of the spool is full, and fetches only that when there is room again', async () => {
      await serve(600);
      const bytes = held().reduce((sum, { message }) => sum + Buffer.byteLength(message), 0);
      const disk = fullAfter(bytes / 2);
      const window = scratch.other({ files: disk });
      spool = await window.open(['full']);
      const streams = [{ stream, spool }];

      const fetch = await toEnd(fetchOf({ spool: window, streams }));

      assert.match(fetch.unread[0]?.reason?.message ?? '', /^The disk is full/);
      const kept = await spooled(spool);
      assert.ok(kept.length >= 100 && kept.length < 500, `${kept.length} kept`);
      await assertAccounted(fetch, held());

      disk.makeRoom(1e6);
      endpoint.requests.length = 0;
      const again = await toEnd(fetchOf({ spool: window, streams }));
      assert.deepEqual(again.unread, []);
      await assertAccounted(again, held());
      assert.ok(endpoint.requests.length < 20, `${endpoint.requests.length} requests`);
    });

    it('when the stream is deleted in mid-fetch', async () => {
      let asked = 0;
      await serve(1200, {
        onRequest: () => {
          if (++asked === 9) endpoint.store.deleteStream(logGroup, stream.name);
        },
      });
      const all = held();

      const fetch = await toEnd(fetchOf());

      assert.match(fetch.unread[0]?.reason?.message ?? '', /^Log stream hsm-a does not exist/);
      assert.ok((await spooled(spool)).length > 0);
      await assertAccounted(fetch, all);
    });
  });

  it('takes in what arrives, late and out of order, before its time is read, and finds the rest the next time', async () => {
    let asked = 0;
    let arriving = true;
    /** When each late event arrived, by its text. Unix ms. */
    const arrivals = new Map<string, number>();
    await serve(1200, {
      onRequest: () => {
        if (!arriving) return;
        asked++;
        clock.time += 10;
        const late = [1, 400, 1100].map((second) => ({
          timestamp: start + second * 1000,
          message: `late ${asked} ${second}`,
        }));
        for (const { message } of late) arrivals.set(message, clock.time);
        endpoint.store.seed(logGroup, stream.name, late);
      },
    });
    // Young events: that late ones may still come is known.
    clock.time = start + 3_000_000;
    const old = held();

    await toEnd(fetchOf());

    arriving = false;
    const kept = await spooled(spool);
    const all = held();
    const texts = kept.map(({ message }) => message);
    assert.equal(new Set(texts).size, texts.length, 'nothing is double');
    assert.deepEqual(
      kept.filter(({ message }) => !message.startsWith('late')),
      old,
    );
    assert.ok(texts.every((text) => all.some(({ message }) => message === text)));
    const segments = (await readdir(spool.folder)).flatMap(
      (name) => parseIndexFileName(name) ?? [],
    );
    for (const { message, timestamp } of all) {
      const arrived = arrivals.get(message);
      if (arrived === undefined || texts.includes(message)) continue;
      const covering = segments.filter(({ from, to }) => timestamp >= from && timestamp < to);
      assert.ok(
        covering.some(({ readAt }) => readAt <= arrived),
        `${message} was there when its time was asked for`,
      );
    }
    assert.ok(
      texts.some((text) => text.startsWith('late')),
      'some came in time',
    );

    await toEnd(fetchOf());
    assert.deepEqual(await spooled(spool), all);
  });
});
