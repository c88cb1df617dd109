import assert from 'node:assert/strict';
import {
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import type { LogsApi, OpenLogsApi } from '../../../../src/sources/cloudwatch/logsApi';
import { HumanError } from '../../../../src/sources/humanError';
import type { InsightsQuery } from '../../../../src/sources/insights/insightsQuery';
import { type InsightsProgress, runInsights } from '../../../../src/sources/insights/insightsRun';
import { QueryMistake } from '../../../../src/sources/insights/insightsSource';
import type { InsightsTable } from '../../../../src/sources/insights/insightsTable';
import { eventBytes } from '../../../endpoint/pageRoom';
import { type Endpoint, type EndpointOptions, startEndpoint } from '../../../endpoint/server';
import { EagerClock } from '../../../fixtures/eagerClock';
import { clientOf } from '../../endpoint/endpointClient';

const start = Date.UTC(2026, 2, 12);
const day = 86_400_000;
const groups = ['/aws/cloudhsm/cluster-a', '/aws/cloudhsm/cluster-b'];

/** Events in bursts: most of them within few seconds, many of one millisecond. */
const events = Array.from({ length: 3000 }, (_, index) => ({
  timestamp: start + Math.floor(((index * 7919) % 3000) ** 3 / 340_000) + (index % 3),
  message: `event ${index} é`,
}));

/** The calls of a query by an SDK that tries everything once: its own pauses take real time. */
function openImpatient(endpoint: Endpoint): OpenLogsApi {
  const client = clientOf(endpoint);
  const calls: Pick<LogsApi, 'startQuery' | 'getQueryResults' | 'stopQuery'> = {
    startQuery: (request) => client.send(new StartQueryCommand(request)),
    getQueryResults: (request) => client.send(new GetQueryResultsCommand(request)),
    stopQuery: (request) => client.send(new StopQueryCommand(request)),
  };
  return () => Promise.resolve(calls as LogsApi);
}

describe('Logs Insights of a CloudWatch source', function () {
  this.timeout(60_000);
  let endpoint: Endpoint;
  let source: CloudWatchSource;
  let clock: EagerClock;

  const begin = async (options: EndpointOptions = {}, isPatient = true): Promise<void> => {
    process.env.AWS_ACCESS_KEY_ID ??= 'test';
    process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
    clock = new EagerClock(start + day);
    endpoint = await startEndpoint({
      clock,
      insights: { scheduledMs: 0, runningMs: 0 },
      ...options,
    });
    for (const [index, event] of events.entries()) {
      endpoint.store.seed(groups[index % 2] ?? '', `hsm-${index % 3}`, [event]);
    }
    const connection = { name: 'local', region: 'us-east-1', endpoint: endpoint.url };
    source = new CloudWatchSource(connection, {
      clock,
      ...(!isPatient && { open: openImpatient(endpoint) }),
    });
  };
  afterEach(() => endpoint.stop());

  const run = async (
    query: Partial<InsightsQuery> = {},
    signal: AbortSignal = new AbortController().signal,
    onProgress: (progress: InsightsProgress) => void = () => undefined,
  ): Promise<InsightsTable> => {
    const asked = {
      logGroups: groups,
      text: 'fields @timestamp, @message',
      range: { from: start, to: start + 80_000 },
      limit: 10_000,
      ...query,
    };
    const running = runInsights(source.insights, asked, { clock, random: () => 0.5, signal });
    for (;;) {
      const { done, value } = await running.next();
      if (done === true) return value;
      onProgress(value);
    }
  };
  const messages = ({ rows, columns }: InsightsTable): readonly string[] =>
    rows.map((cells) => cells[columns.indexOf('@message')] ?? '').sort();
  const stored = (from = start, to = start + day): readonly string[] =>
    events
      .filter(({ timestamp }) => timestamp >= from && timestamp < to)
      .map(({ message }) => message)
      .sort();
  const asked = (operation: string): number =>
    endpoint.requests.filter((request) => request.operation === operation).length;

  it('gives every event of several log groups once, the newest first', async () => {
    await begin();
    const table = await run();

    assert.deepEqual(messages(table), stored());
    assert.deepEqual(table.columns, ['@timestamp', '@message']);
    const times = table.rows.map(([time]) => time ?? '');
    assert.deepEqual(times, times.toSorted().reverse());
    assert.deepEqual(table.statistics, {
      recordsMatched: 3000,
      recordsScanned: 3000,
      bytesScanned: events.reduce((sum, event) => sum + eventBytes(event), 0),
    });
    assert.equal(asked('StartQuery'), 1);
  });

  it('gives the same in parts where the rows do not fit', async () => {
    await begin();
    for (const text of ['fields @timestamp, @message', 'fields @message | sort @timestamp asc']) {
      const whole = await run({ text });
      const table = await run({ text, limit: 250 });

      assert.deepEqual(messages(table), stored());
      assert.deepEqual(
        table.rows.map(([time]) => time).filter((time) => time?.startsWith('2026')),
        whole.rows.map(([time]) => time).filter((time) => time?.startsWith('2026')),
      );
      assert.deepEqual(table.unread, []);
      assert.equal(new Set(table.pointers).size, 3000);
      assert.equal(table.statistics.recordsMatched, 3000);
    }
    assert.ok(asked('StartQuery') > 20);
  });

  it('keeps to the millisecond, whatever seconds the service is asked for', async () => {
    await begin();
    const range = { from: start + 1234, to: start + 61_777 };
    assert.deepEqual(messages(await run({ range })), stored(range.from, range.to));
    const counted = await run({ range, text: 'stats count(*) as c' });
    assert.equal(counted.rows[0]?.[0], String(stored(range.from, range.to).length));
  });

  it('reads a result page by page', async () => {
    await begin();
    const more = Array.from({ length: 9000 }, (_, index) => ({
      timestamp: start + 60_000 + index,
      message: `more ${index}`,
    }));
    endpoint.store.seed('paged', 'hsm-a', more);
    const table = await run({ logGroups: [...groups, 'paged'], limit: 20_000 });
    assert.equal(table.rows.length, 12_000);
    assert.equal(new Set(messages(table)).size, 12_000);
    assert.equal(asked('StartQuery'), 1);
  });

  for (const [what, fault, scope] of [
    ['throttling of every other request', { kind: 'throttling' }, { probability: 0.5 }],
    ['failures of the service', { kind: 'internalFailure' }, { probability: 0.3 }],
    ['a service that is not available', { kind: 'serviceUnavailable' }, { probability: 0.3 }],
    ['connections that break off', { kind: 'dropInBody' }, { probability: 0.3 }],
    ['answers that never come', { kind: 'dropBeforeAnswer' }, { probability: 0.3 }],
    ['credentials that expire once', { kind: 'expiredToken' }, { after: 5, next: 1 }],
  ] as const) {
    it(`loses and doubles nothing through ${what}`, async () => {
      await begin({}, false);
      endpoint.faults.add(fault, scope);
      const table = await run({ limit: 500 });
      assert.deepEqual(messages(table), stored());
      assert.deepEqual(table.unread, []);
    });
  }

  it('waits for its turn where the account runs as many queries as it may', async () => {
    await begin({ insights: { scheduledMs: 0, runningMs: 1000, concurrent: 1 } }, false);
    const table = await run({ limit: 700 });
    assert.deepEqual(messages(table), stored());
    assert.ok(asked('StartQuery') > endpoint.queries.all.length, 'no query was turned away');
  });

  it('says what to do where other queries take up the whole account', async () => {
    await begin({ insights: { concurrent: 0 } }, false);
    await assert.rejects(run(), (error) => {
      assert.ok(error instanceof HumanError);
      assert.match(error.message, /runs as many Logs Insights queries as it may/);
      return true;
    });
  });

  it('cuts a query that times out', async () => {
    await begin();
    endpoint.faults.add({ kind: 'queryTimesOut' }, { next: 3 });
    const table = await run();
    assert.deepEqual(messages(table), stored());
    assert.deepEqual(table.unread, []);
  });

  it('says that a query of groups timed out, and keeps what it found', async () => {
    await begin();
    endpoint.faults.add({ kind: 'queryTimesOut' });
    const table = await run({ text: 'stats count(*) as c by @logStream' });
    assert.match(table.unread[0]?.reason ?? '', /gave the query up after an hour/);
    assert.ok(table.rows.length > 0);
  });

  it('asks once more where a query failed', async () => {
    await begin();
    endpoint.faults.add({ kind: 'queryFails' }, { next: 1 });
    endpoint.faults.add({ kind: 'queryFails' }, { after: 5, next: 1 });
    const table = await run({ limit: 500 });
    assert.deepEqual(messages(table), stored());
    assert.deepEqual(table.unread, []);
  });

  it('throws what makes the query fail again', async () => {
    await begin();
    endpoint.faults.add({ kind: 'queryFails' });
    await assert.rejects(run(), /could not finish the query/);
    assert.equal(asked('StartQuery'), 2);
  });

  it('finds the quota of requests a second', async () => {
    // Source: CloudWatch Logs quotas.
    const quotas = { StartQuery: { perSecond: 10 }, GetQueryResults: { perSecond: 10 } };
    await begin({ insights: { scheduledMs: 200, runningMs: 3000 }, quotas }, false);
    const table = await run({ limit: 200 });
    assert.deepEqual(messages(table), stored());
    assert.deepEqual(table.unread, []);
  });

  it('keeps what has come when a query fails in mid-run, and says what is missing', async () => {
    await begin();
    endpoint.faults.add({ kind: 'queryFails' }, { after: 9 });
    const table = await run({ limit: 300 });
    const kept = new Set(messages(table));
    assert.ok(kept.size > 0 && kept.size < 3000);
    for (const { timestamp, message } of events) {
      const isMissing = table.unread.some(
        ({ range }) => timestamp >= range.from && timestamp < range.to,
      );
      assert.equal(kept.has(message), !isMissing, message);
    }
    assert.match(table.unread[0]?.reason ?? '', /could not finish the query/);
  });

  it('asks for a sign-in where credentials stay expired', async () => {
    await begin();
    endpoint.faults.add({ kind: 'expiredToken' }, { operation: 'GetQueryResults' });
    await assert.rejects(run(), (error) => {
      assert.ok(error instanceof HumanError);
      assert.equal(error.nature, 'signIn');
      return true;
    });
  });

  it('names the permission that is missing, and the log groups', async () => {
    await begin();
    endpoint.faults.add({ kind: 'accessDenied' }, { operation: 'StartQuery' });
    await assert.rejects(run(), /do not allow logs:StartQuery on .*cluster-a, .*cluster-b/);
  });

  it('says which log group is gone', async () => {
    await begin();
    await assert.rejects(
      run({ logGroups: ['/aws/cloudhsm/cluster-x'] }),
      /cluster-x does not exist/,
    );
  });

  it('shows where the service does not understand the query', async () => {
    await begin();
    for (const text of ['fields @message | fitler x', 'fields @message\n| filter @message = = 1']) {
      await assert.rejects(run({ text }), (error) => {
        assert.ok(error instanceof QueryMistake);
        const { from, to } = error.place ?? assert.fail('no place');
        assert.equal(text.slice(from, to), text.includes('fitler') ? 'fitler' : '=');
        assert.equal(from, text.includes('fitler') ? 18 : text.lastIndexOf('='));
        assert.match(error.message, /does not understand the query: unexpected symbol found \S+$/);
        return true;
      });
    }
  });

  it('finds the place in the words of a service that says it nowhere else', async () => {
    await begin();
    const text = 'fields @message\n| fitler x';
    const message = 'unexpected symbol found fitler at line 2 and position 2';
    const failure = Object.assign(new Error(message), { name: 'MalformedQueryException' });
    source = new CloudWatchSource(
      { name: 'local', region: 'us-east-1' },
      {
        open: () => Promise.resolve({ startQuery: () => Promise.reject(failure) } as never),
        clock,
      },
    );
    await assert.rejects(run({ text }), (error) => {
      assert.ok(error instanceof QueryMistake);
      assert.equal(error.place?.from, text.indexOf('fitler'));
      return true;
    });
  });

  it('finds nothing before the log groups begin', async () => {
    await begin();
    const table = await run({ range: { from: start - 9 * day, to: start - 8 * day } });
    assert.deepEqual([table.rows, table.unread], [[], []]);
  });

  it('stops the queries at the service when it is stopped, and keeps what has come', async () => {
    await begin({ insights: { scheduledMs: 400, runningMs: 60_000 } });
    const stopping = new AbortController();
    const table = await run({ limit: 300 }, stopping.signal, ({ partsDone }) => {
      if (partsDone >= 2) stopping.abort();
    });
    assert.ok(table.rows.length > 0 && table.rows.length < 3000);
    assert.match(table.unread[0]?.reason ?? '', /^The query was stopped\.$/);
    const { queries } = endpoint;
    const states = queries.all.map((query) => queries.status(query, clock.now()));
    assert.ok(states.includes('Cancelled') && states.includes('Complete'), states.join());
    assert.ok(!states.includes('Running') && !states.includes('Scheduled'), states.join());
  });

  it('leads from a row to its event, and says so where that is gone', async () => {
    await begin();
    const { pointers, rows } = await run({ text: 'fields @message | limit 1' });
    const pointer = pointers[0] ?? assert.fail('no pointer');
    const record = await source.insights.record(pointer);
    assert.equal(record.event.message, rows[0]?.[0]);
    assert.ok(groups.includes(record.logGroup ?? ''));
    for (const group of endpoint.store.groups) group.streams.clear();
    await assert.rejects(source.insights.record(pointer), /event is no longer there/);
  });

  it('knows what any log group keeps, beside the clusters too', async () => {
    await begin();
    endpoint.store.seed('/elsewhere/audit', 'hsm-0', [{ timestamp: start, message: 'event' }]);
    endpoint.store.seed('/elsewhere/audit-2', 'hsm-0', events.slice(0, 9));
    const { storedBytes = 0 } = (await source.insights.stored('/elsewhere/audit')) ?? {};
    assert.ok(storedBytes > 0 && storedBytes < 100, String(storedBytes));
    assert.equal(await source.insights.stored('/elsewhere/au'), undefined);
  });

  it('says so where the service has forgotten a query', async () => {
    await begin();
    await assert.rejects(source.insights.results('unknown'), /no longer knows the query/);
  });
});
