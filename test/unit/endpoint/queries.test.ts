import assert from 'node:assert/strict';
import {
  DescribeQueriesCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandInput,
  type MalformedQueryException,
  StartQueryCommand,
  type StartQueryCommandInput,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EagerClock } from '../../fixtures/eagerClock';
import { startEndpointClient, type EndpointClient } from './endpointClient';
import { seededEvents } from './seededEvents';
import { failureOf } from './serviceFailure';

const START = Date.UTC(2026, 2, 12);
const MINUTE = 60_000;

describe('the queries of the endpoint', () => {
  let under: EndpointClient;
  let clock: EagerClock;
  const events = seededEvents(30, START, 1);

  beforeEach(async () => {
    clock = new EagerClock(START + 10 * MINUTE);
    under = await startEndpointClient({
      clock,
      insights: { scheduledMs: 100, runningMs: 400, concurrent: 2 },
    });
    under.endpoint.store.seed('group', 'hsm-a', events);
    under.endpoint.store.seed('other', 'hsm-b', [{ timestamp: START, message: '{"a":{"b":1}}' }]);
  });
  afterEach(() => under.stop());

  const start = async (input: Partial<StartQueryCommandInput> = {}) => {
    const { queryId } = await under.client.send(
      new StartQueryCommand({
        logGroupName: 'group',
        queryString: 'fields @timestamp, @message',
        startTime: START / 1000,
        endTime: START / 1000 + 600,
        ...input,
      }),
    );
    return queryId ?? assert.fail('no id');
  };
  const results = (queryId: string, input: Partial<GetQueryResultsCommandInput> = {}) =>
    under.client.send(new GetQueryResultsCommand({ queryId, ...input }));
  const stop = (queryId: string) => under.client.send(new StopQueryCommand({ queryId }));
  const done = async (input: Partial<StartQueryCommandInput> = {}) => {
    const id = await start(input);
    clock.time += 500;
    return results(id);
  };

  it('are scheduled, running with a part of the rows, then complete', async () => {
    const id = await start();
    const states = [];
    for (const wait of [0, 100, 400]) {
      clock.time += wait;
      const { status, results: rows = [], statistics = {} } = await results(id);
      states.push([status, rows.length, statistics.recordsScanned]);
    }
    assert.deepEqual(states, [
      ['Scheduled', 0, 0],
      ['Running', 15, 15],
      ['Complete', 30, 30],
    ]);
  });

  it('give rows the newest first, each with a pointer to its event', async () => {
    const { results: rows = [], statistics } = await done();
    const newest = events.toSorted((one, other) => other.timestamp - one.timestamp)[0];
    const [time, message, pointer] = rows[0] ?? [];
    assert.equal(message?.value, newest?.message);
    assert.equal(
      time?.value,
      new Date(newest?.timestamp ?? 0).toISOString().replace('T', ' ').replace('Z', ''),
    );
    assert.equal(pointer?.field, '@ptr');
    const { logRecord = {} } = await under.client.send(
      new GetLogRecordCommand({ logRecordPointer: pointer.value }),
    );
    assert.equal(logRecord['@message'], newest?.message);
    assert.equal(logRecord['@timestamp'], String(newest?.timestamp));
    assert.equal(logRecord['@log'], '123456789012:group');
    assert.equal(logRecord['@logStream'], 'hsm-a');
    const bytes = events.reduce((sum, one) => sum + Buffer.byteLength(one.message) + 26, 0);
    assert.equal(statistics?.bytesScanned, bytes);
  });

  it('include the first millisecond of the second that ends their range, and no other', async () => {
    const at = (timestamp: number) => ({ timestamp, message: String(timestamp) });
    const times = [START + 4999, START + 5000, START + 5999, START + 7000, START + 7001];
    under.endpoint.store.seed('edges', 'hsm-a', times.map(at));
    const { results: rows = [] } = await done({
      logGroupName: 'edges',
      queryString: 'fields @message | sort @timestamp',
      startTime: START / 1000 + 5,
      endTime: START / 1000 + 7,
    });
    assert.deepEqual(
      rows.map(([cell]) => Number(cell?.value) - START),
      [5000, 5999, 7000],
    );
  });

  it('give as many rows as they are asked for, page by page', async () => {
    const id = await start({ limit: 25 });
    clock.time += 500;
    const pages = [];
    let nextToken: string | undefined;
    do {
      const page = await results(id, { maxItems: 10, ...(nextToken && { nextToken }) });
      pages.push(page.results?.length);
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    assert.deepEqual(pages, [10, 10, 5]);
    const { results: rows = [] } = await done({
      queryString: 'fields @message | limit 3',
      limit: 25,
    });
    assert.equal(rows.length, 3);
  });

  it('look at several log groups, and into JSON', async () => {
    const { results: rows = [], statistics } = await done({
      logGroupName: undefined,
      logGroupNames: ['group', 'other'],
      queryString: 'filter a.b = 1 | stats count(*) as c by @log, @logStream',
    });
    assert.deepEqual(
      rows.map((cells) => cells.map(({ value }) => value)),
      [['123456789012:other', 'hsm-b', '1']],
    );
    assert.deepEqual([statistics?.recordsMatched, statistics?.recordsScanned], [1, 31]);
  });

  it('can be stopped while they are under way', async () => {
    const id = await start();
    assert.deepEqual((await stop(id)).success, true);
    assert.equal((await results(id)).status, 'Cancelled');
    const { name, message } = await failureOf(stop(id));
    assert.deepEqual(
      [name, message],
      ['InvalidParameterException', 'The specified query is not running.'],
    );
  });

  it('are as many at once as the quota allows', async () => {
    const [first] = [await start(), await start()];
    const { name, status } = await failureOf(start());
    assert.deepEqual([name, status], ['LimitExceededException', 400]);
    await stop(first);
    await start();
  });

  it('can be listed, the newest first', async () => {
    const ids = [await start(), await start({ logGroupName: 'other' })];
    clock.time += 500;
    const last = await start();
    const list = async (input: object) => {
      const { queries = [] } = await under.client.send(new DescribeQueriesCommand(input));
      return queries.map(({ queryId, status }) => [queryId, status]);
    };
    assert.deepEqual(await list({ logGroupName: 'group' }), [
      [last, 'Scheduled'],
      [ids[0], 'Complete'],
    ]);
    assert.deepEqual(await list({ status: 'Scheduled' }), [[last, 'Scheduled']]);
  });

  it('fail and time out where a fault says so', async () => {
    under.endpoint.faults.add({ kind: 'queryFails' }, { next: 1 });
    under.endpoint.faults.add({ kind: 'queryTimesOut' }, { next: 1 });
    assert.equal((await done()).status, 'Failed');
    assert.equal((await done()).status, 'Timeout');
    assert.equal((await done()).status, 'Complete');
  });

  it('say where they are not understood', async () => {
    const error = await start({ queryString: 'fields @message | fitler x' }).then(
      () => assert.fail('The request succeeded.'),
      (reason: unknown) => reason as MalformedQueryException,
    );
    assert.equal(error.name, 'MalformedQueryException');
    assert.equal(error.message, 'unexpected symbol found fitler at line 1 and position 18');
    assert.deepEqual(error.queryCompileError?.location, { startCharOffset: 18, endCharOffset: 24 });
  });

  for (const [what, input, expected] of [
    ['no log group', { logGroupName: undefined }, 'InvalidParameterException'],
    ['log groups in two ways', { logGroupNames: ['group'] }, 'InvalidParameterException'],
    [
      'too many log groups',
      { logGroupName: undefined, logGroupNames: new Array<string>(51).fill('group') },
      'InvalidParameterException',
    ],
    ['a log group that is not there', { logGroupName: 'missing' }, 'ResourceNotFoundException'],
    [
      'a range that ends before it begins',
      { endTime: START / 1000 - 1 },
      'InvalidParameterException',
    ],
    ['a range before the log group', { startTime: 1, endTime: 2 }, 'MalformedQueryException'],
    ['too many rows', { limit: 100_001 }, 'InvalidParameterException'],
    ['another language', { queryLanguage: 'SQL' }, 'InvalidParameterException'],
  ] as const) {
    it(`refuse ${what}`, async () => {
      const { name } = await failureOf(start(input as Partial<StartQueryCommandInput>));
      assert.equal(name, expected);
    });
  }

  it('do not know other ids and pointers', async () => {
    for (const answer of [
      results('x'),
      stop('x'),
      under.client.send(new GetLogRecordCommand({ logRecordPointer: 'x' })),
    ]) {
      assert.equal((await failureOf(answer)).name, 'ResourceNotFoundException');
    }
  });
});
