import assert from 'node:assert/strict';
import {
  searchableRange,
  searchLogs,
  type Search,
  type SearchResult,
} from '../../../../src/sources/search/logSearch';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import { systemClock } from '../../../../src/sources/clock';
import { HumanError } from '../../../../src/sources/humanError';
import type { Cluster, LogSource, StoredEvent } from '../../../../src/sources/logSource';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';
import { matching, type SearchQuery } from '../../../../src/audit/search/searchQuery';
import { endOfTime } from '../../../../src/sources/timeRange';
import { fillWithSample } from '../../../endpoint/sampleData';
import { startEndpoint, type Endpoint } from '../../../endpoint/server';
import { listedItems } from '../../../fixtures/listedItems';

const connection = { name: 'local', region: 'us-east-1' };

describe('searching a cluster', function () {
  this.timeout(30_000);
  const sample = new SampleSource();
  let endpoint: Endpoint;
  let source: LogSource;
  let cluster: Cluster;
  let stored: (StoredEvent & { readonly stream: string })[];
  let range: Search['range'];

  before(async () => {
    endpoint = await startEndpoint({ pageLimits: { events: 40 } });
    await fillWithSample(endpoint, sample);
    process.env.AWS_ACCESS_KEY_ID ??= 'test';
    process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
    source = new CloudWatchSource({ ...connection, endpoint: endpoint.url });
    [cluster] = (await listedItems(sample.clusters())) as [Cluster];
    stored = [];
    for (const stream of await listedItems(sample.streams(cluster))) {
      for await (const { events } of sample.read(stream, { direction: 'newer' })) {
        stored.push(...events.map((event) => ({ ...event, stream: stream.name })));
      }
    }
    const times = stored.map(({ timestamp }) => timestamp);
    range = { from: Math.min(...times), to: Math.max(...times) + 1 };
  });
  afterEach(() => endpoint.faults.clear());
  after(() => endpoint.stop());

  const search = (
    query: SearchQuery,
    options: Partial<Search> & { signal?: AbortSignal; from?: LogSource } = {},
  ): Promise<SearchResult> =>
    searchLogs(
      options.from ?? source,
      { cluster, stream: undefined, range, query, ...options },
      {
        clock: systemClock,
        random: () => 0,
        signal: options.signal ?? new AbortController().signal,
      },
    );
  const texts = (events: readonly (StoredEvent & { readonly stream: string })[]): string[] =>
    events.map(({ stream, timestamp, message }) => `${stream} ${timestamp} ${message}`).sort();
  const wanted = (query: SearchQuery): string[] =>
    texts(matching(query, stored, ({ message }) => message));

  const queries: readonly SearchQuery[] = [
    { filter: {} },
    { filter: { outcomes: ['failure'] } },
    { filter: { outcomes: ['failure'], opcodes: ['CN_LOGIN'] } },
    { filter: { opcodes: ['CN_CREATE_USER', 'CN_DELETE_USER'] } },
    { filter: { categories: ['key export'] } },
    { filter: {}, text: 'Public Key Handle' },
  ];
  for (const query of queries) {
    it(`finds exactly what the service holds: ${JSON.stringify(query)}`, async () => {
      const { events, unread, failure } = await search(query);
      assert.deepEqual(texts(events), wanted(query));
      assert.ok(events.length > 0, 'the sample has no such event');
      assert.deepEqual([unread, failure], [[], undefined]);
    });
  }

  it('gives events in their order', async () => {
    const { events } = await search({ filter: {} });
    const times = events.map(({ timestamp }) => timestamp);
    assert.deepEqual(
      times,
      [...times].sort((one, other) => one - other),
    );
  });

  it('asks the service to leave out what does not match', async () => {
    endpoint.requests.length = 0;
    await search({ filter: { opcodes: ['CN_CREATE_USER'] } });
    const asked = endpoint.requests.map(({ operation }) => operation);
    assert.ok(asked.every((operation) => operation === 'FilterLogEvents'));
    assert.ok(asked.length <= 33, `${asked.length} requests`);
  });

  it('of a few hours with few events asks once', async () => {
    const newest = Math.max(...stored.map(({ timestamp }) => timestamp));
    const hour = { from: newest - 3_600_000, to: newest + 1 };
    endpoint.requests.length = 0;
    const { events } = await search({ filter: { opcodes: ['CN_LOGIN'] } }, { range: hour });
    const asked = endpoint.requests.filter(({ input }) => !('nextToken' in (input as object)));
    assert.equal(asked.length, 1);
    const inside = stored.filter(({ timestamp }) => timestamp >= hour.from);
    const query = { filter: { opcodes: ['CN_LOGIN'] } };
    assert.deepEqual(texts(events), texts(matching(query, inside, ({ message }) => message)));
  });

  it('shares among its readers a slice that turns out dense, and asks for nothing twice', async () => {
    // All events lie at the end of 40 years, in one of the slices.
    const long = { from: range.from - 40 * 365 * 86_400_000, to: range.to };
    endpoint.requests.length = 0;
    const { events, unread } = await search({ filter: {} }, { range: long });
    assert.deepEqual(texts(events), texts(stored));
    assert.deepEqual(unread, []);
    const parts = endpoint.requests
      .map(({ input }) => input as { startTime: number; endTime: number; nextToken?: string })
      .filter(({ nextToken }) => nextToken === undefined);
    assert.ok(parts.length > 32 + 8, `${parts.length} parts`);
    const starts = new Set(parts.map(({ startTime, endTime }) => `${startTime} ${endTime}`));
    assert.equal(starts.size, parts.length);
    assert.ok(endpoint.requests.length < 32 + 3 * (stored.length / 40));
  });

  it('says how much it has searched, never less than before', async () => {
    const parts: number[] = [];
    await searchLogs(
      source,
      { cluster, stream: undefined, range, query: { filter: {} } },
      {
        clock: systemClock,
        random: () => 0,
        signal: new AbortController().signal,
        onProgress: (part) => parts.push(part),
      },
    );
    assert.deepEqual(
      parts,
      [...parts].sort((one, other) => one - other),
    );
    assert.ok(Math.abs((parts.at(-1) ?? 0) - 1) < 1e-9);
  });

  it('of a stream finds none of another one', async () => {
    const stream = stored[0]?.stream ?? '';
    const { events } = await search({ filter: {} }, { stream });
    assert.deepEqual(texts(events), texts(stored.filter((event) => event.stream === stream)));
  });

  it('in a range finds what has its first moment, not its end', async () => {
    const times = stored.map(({ timestamp }) => timestamp).sort((one, other) => one - other);
    const [from = 0, to = 0] = [times[20], times[60]];
    const { events } = await search({ filter: {} }, { range: { from, to } });
    const inside = stored.filter(({ timestamp }) => timestamp >= from && timestamp < to);
    assert.deepEqual(texts(events), texts(inside));
  });

  it('without an end finds all that is later than this clock says', async () => {
    const newest = Math.max(...stored.map(({ timestamp }) => timestamp));
    const parts: number[] = [];
    const { events, unread } = await searchLogs(
      source,
      {
        cluster,
        stream: undefined,
        range: searchableRange({ from: newest - 7_200_000, to: endOfTime }),
        query: { filter: {} },
      },
      {
        clock: { ...systemClock, now: () => newest - 5 * 3_600_000 },
        random: () => 0,
        signal: new AbortController().signal,
        onProgress: (part) => parts.push(part),
      },
    );
    const inside = stored.filter(({ timestamp }) => timestamp >= newest - 7_200_000);
    assert.deepEqual(texts(events), texts(inside));
    assert.deepEqual(unread, []);
    assert.ok(parts.every((part) => part >= 0 && part <= 1));
  });

  it('takes a filter pattern as it is', async () => {
    const query = { filter: {}, pattern: 'CN_LOGIN -"HSM Error"' };
    const { events } = await search(query);
    assert.ok(events.length > 0);
    assert.deepEqual(
      texts(events),
      texts(
        stored.filter(
          ({ message }) => message.includes('CN_LOGIN') && !message.includes('HSM Error'),
        ),
      ),
    );
  });

  it('finds the same through throttling, empty pages and failures of the service', async () => {
    endpoint.faults.add({ kind: 'emptyPage' }, { operation: 'FilterLogEvents', next: 5 });
    endpoint.faults.add({ kind: 'internalFailure' }, { operation: 'FilterLogEvents', next: 3 });
    endpoint.faults.add({ kind: 'throttling' }, { operation: 'FilterLogEvents', next: 3 });
    const { events, unread } = await search({ filter: {} });
    assert.deepEqual(texts(events), texts(stored));
    assert.deepEqual(unread, []);
  });

  it('that is cancelled keeps what has come and says what is missing', async () => {
    const abort = new AbortController();
    const { events, unread, isCancelled } = await searchLogs(
      source,
      { cluster, stream: undefined, range, query: { filter: {} } },
      {
        clock: systemClock,
        random: () => 0,
        signal: abort.signal,
        onProgress: (_, found) => {
          if (found > 0) abort.abort();
        },
      },
    );
    assert.ok(isCancelled && events.length > 0 && events.length < stored.length);
    const known = new Set(texts(events));
    const missing = stored.filter((event) => !known.has(texts([event])[0] ?? ''));
    for (const { timestamp } of missing) {
      assert.ok(
        unread.some(({ from, to }) => timestamp >= from && timestamp < to),
        `${timestamp} is missing and not said to be`,
      );
    }
  });

  it('that may not search says so, and that nothing was searched', async () => {
    endpoint.faults.add({ kind: 'accessDenied' });
    const { events, unread, failure } = await search({ filter: {} });
    assert.match(failure?.message ?? '', /do not allow logs:FilterLogEvents/);
    assert.deepEqual([events, unread], [[], [range]]);
  });

  it('says what is wrong with a pattern that the service does not take', async () => {
    const { failure } = await search({ filter: {}, pattern: '"open' });
    assert.match(failure?.message ?? '', /pattern/);
  });

  it('of the sample reads its events, for it reads no patterns', async () => {
    const query: SearchQuery = { filter: { opcodes: ['CN_CREATE_USER'] } };
    const { events } = await search(query, { from: sample });
    assert.deepEqual(texts(events), wanted(query));
    await assert.rejects(search({ filter: {}, pattern: 'x' }, { from: sample }), HumanError);
  });
});
