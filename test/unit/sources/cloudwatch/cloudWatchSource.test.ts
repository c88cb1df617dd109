import assert from 'node:assert/strict';
import type { GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import type { LogsApi } from '../../../../src/sources/cloudwatch/logsApi';
import type { AwsConnection } from '../../../../src/sources/connections/connection';
import { HumanError } from '../../../../src/sources/humanError';
import type { Cluster, ReadOptions } from '../../../../src/sources/logSource';
import { all } from '../pages';
import { listedItems } from '../../../fixtures/listedItems';

const connection: AwsConnection = { name: 'production', region: 'eu-central-1' };
const logGroup = '/aws/cloudhsm/cluster-likphkxygsn';
const groupArn = `arn:aws:logs:eu-central-1:111122223333:log-group:${logGroup}`;
const cluster: Cluster = { logGroup, name: 'cluster-likphkxygsn', arn: groupArn };
const stream = { cluster, name: 'hsm-nwbbiqbj4jk' };

interface Asked {
  readonly call: keyof LogsApi;
  readonly request: object;
  readonly signal: AbortSignal | undefined;
}

/** Answers each call with the next of the answers given; an `Error` is thrown. */
class FakeApi implements LogsApi {
  readonly asked: Asked[] = [];
  opened = 0;

  constructor(private readonly answers: unknown[]) {}

  readonly open = (): Promise<LogsApi> => {
    this.opened++;
    return Promise.resolve(this);
  };

  describeLogGroups: LogsApi['describeLogGroups'] = (request, signal) =>
    this.answer('describeLogGroups', request, signal);
  describeLogStreams: LogsApi['describeLogStreams'] = (request, signal) =>
    this.answer('describeLogStreams', request, signal);
  getLogEvents: LogsApi['getLogEvents'] = (request, signal) =>
    this.answer('getLogEvents', request, signal);
  startLiveTail: LogsApi['startLiveTail'] = (request, signal) =>
    this.answer('startLiveTail', request, signal);
  filterLogEvents: LogsApi['filterLogEvents'] = (request, signal) =>
    this.answer('filterLogEvents', request, signal);
  startQuery: LogsApi['startQuery'] = (request, signal) =>
    this.answer('startQuery', request, signal);
  getQueryResults: LogsApi['getQueryResults'] = (request, signal) =>
    this.answer('getQueryResults', request, signal);
  stopQuery: LogsApi['stopQuery'] = (request, signal) => this.answer('stopQuery', request, signal);
  getLogRecord: LogsApi['getLogRecord'] = (request, signal) =>
    this.answer('getLogRecord', request, signal);

  private answer<Answer>(
    call: keyof LogsApi,
    request: object,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    this.asked.push({ call, request, signal });
    assert.ok(this.answers.length > 0, 'one call too many');
    const answer = this.answers.shift();
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(answer as Answer);
  }
}

function source(api: FakeApi, of = connection): CloudWatchSource {
  return new CloudWatchSource(of, {
    open: api.open,
    findProfile: () => Promise.resolve({ name: 'default', named: false, found: undefined }),
  });
}

function events(count: number, first = 1): GetLogEventsResponse['events'] {
  return Array.from({ length: count }, (_, index) => ({
    timestamp: first + index,
    message: `event ${first + index}`,
    ingestionTime: 9,
  }));
}

function failure(name: string): Error {
  return Object.assign(new Error('x'), { name, $metadata: { httpStatusCode: 400 } });
}

describe('CloudWatch source', () => {
  describe('clusters', () => {
    it('are the log groups with the prefix, page by page, with the ARN that the service gave', async () => {
      const api = new FakeApi([
        {
          logGroups: [{ logGroupName: logGroup, arn: `${groupArn}:*`, logGroupArn: groupArn }],
          nextToken: 'more',
        },
        {
          logGroups: [
            { logGroupName: '/aws/cloudhsm/cluster-b', arn: 'arn:x:*' },
            { logGroupName: '/aws/cloudhsm/cluster-c' },
          ],
        },
      ]);
      assert.deepEqual(await all(source(api).clusters()), [
        { items: [cluster], hasMore: true },
        {
          items: [
            { logGroup: '/aws/cloudhsm/cluster-b', name: 'cluster-b', arn: 'arn:x' },
            { logGroup: '/aws/cloudhsm/cluster-c', name: 'cluster-c', arn: undefined },
          ],
          hasMore: false,
        },
      ]);
      assert.deepEqual(
        api.asked.map(({ request }) => request),
        [
          { logGroupNamePrefix: '/aws/cloudhsm/', limit: 50 },
          { logGroupNamePrefix: '/aws/cloudhsm/', limit: 50, nextToken: 'more' },
        ],
      );
    });

    it('are fetched only as far as they are asked for', async () => {
      const api = new FakeApi([{ logGroups: [{ logGroupName: logGroup }], nextToken: 'more' }]);
      const pages = source(api).clusters();
      assert.equal(api.opened, 0);
      for await (const page of pages) {
        assert.equal(page.items.length, 1);
        break;
      }
      assert.equal(api.asked.length, 1);
    });

    it('follow the prefix of the connection, and have a name when it is the whole one', async () => {
      const api = new FakeApi([{ logGroups: [{ logGroupName: '/copies/cluster-a' }] }]);
      const of = { ...connection, logGroupPrefix: '/copies/cluster-a' };
      assert.equal((await listedItems(source(api, of).clusters()))[0]!.name, 'cluster-a');
      assert.deepEqual(api.asked[0]!.request, {
        logGroupNamePrefix: '/copies/cluster-a',
        limit: 50,
      });
    });

    it('skip pages without log groups', async () => {
      const api = new FakeApi([
        { nextToken: 'a' },
        { logGroups: [], nextToken: 'b' },
        { logGroups: [{ logGroupName: logGroup }] },
      ]);
      assert.equal((await all(source(api).clusters())).length, 1);
      assert.equal(api.asked.length, 3);
    });
  });

  describe('streams', () => {
    it('come newest first, with their kinds and ARNs', async () => {
      const api = new FakeApi([
        {
          logStreams: [
            { logStreamName: 'hsm-a', arn: 'arn:given', lastEventTimestamp: 7 },
            { logStreamName: 'cluster-likphkxygsn' },
          ],
          nextToken: 'more',
        },
        { logStreams: [{ logStreamName: 'else' }] },
      ]);
      const streams = await listedItems(source(api).streams(cluster));
      assert.deepEqual(
        streams.map(({ name, kind, arn, lastEventTime }) => [name, kind, arn, lastEventTime]),
        [
          ['hsm-a', 'hsm', 'arn:given', 7],
          [
            'cluster-likphkxygsn',
            'certificates',
            `${groupArn}:log-stream:cluster-likphkxygsn`,
            undefined,
          ],
          ['else', 'other', `${groupArn}:log-stream:else`, undefined],
        ],
      );
      assert.deepEqual(api.asked[0]!.request, {
        logGroupName: logGroup,
        orderBy: 'LastEventTime',
        descending: true,
        limit: 50,
      });
    });
  });

  describe('reading', () => {
    it('begins with the newest page and ends at the token that comes back', async () => {
      const api = new FakeApi([
        { events: events(2, 3), nextBackwardToken: 'b1', nextForwardToken: 'f1' },
        { events: events(2, 1), nextBackwardToken: 'b2', nextForwardToken: 'f2' },
        { events: [], nextBackwardToken: 'b2', nextForwardToken: 'f3' },
      ]);
      const pages = await all(source(api).read(stream, { direction: 'older' }));
      assert.deepEqual(
        pages.map((page) => [page.events.map(({ message }) => message), page.next]),
        [
          [['event 3', 'event 4'], 'b1'],
          [['event 1', 'event 2'], 'b2'],
          [[], undefined],
        ],
      );
      assert.deepEqual(pages[0]!.events[0], { timestamp: 3, message: 'event 3' });
      assert.deepEqual(
        api.asked.map(({ request }) => request),
        [
          { logGroupName: logGroup, logStreamName: stream.name, startFromHead: false },
          {
            logGroupName: logGroup,
            logStreamName: stream.name,
            startFromHead: false,
            nextToken: 'b1',
          },
          {
            logGroupName: logGroup,
            logStreamName: stream.name,
            startFromHead: false,
            nextToken: 'b2',
          },
        ],
      );
    });

    it('takes one call for the newest page', async () => {
      const api = new FakeApi([{ events: events(5), nextBackwardToken: 'b1' }]);
      for await (const page of source(api).read(stream, { direction: 'older' })) {
        assert.equal(page.events.length, 5);
        break;
      }
      assert.equal(api.asked.length, 1);
    });

    it('goes from the oldest on with the forward tokens', async () => {
      const api = new FakeApi([
        { events: events(1), nextBackwardToken: 'b1', nextForwardToken: 'f1' },
        { events: [], nextBackwardToken: 'b2', nextForwardToken: 'f1' },
      ]);
      const pages = await all(source(api).read(stream, { direction: 'newer' }));
      assert.deepEqual(
        pages.map(({ next }) => next),
        ['f1', undefined],
      );
      assert.deepEqual(api.asked[1]!.request, {
        logGroupName: logGroup,
        logStreamName: stream.name,
        startFromHead: true,
        nextToken: 'f1',
      });
    });

    it('follows empty pages through to the next one with events', async () => {
      const api = new FakeApi([
        { events: [], nextBackwardToken: 'b1' },
        { events: [], nextBackwardToken: 'b2' },
        { events: events(1), nextBackwardToken: 'b3' },
        { nextBackwardToken: 'b4' },
        { nextBackwardToken: 'b4' },
      ]);
      const pages = await all(source(api).read(stream, { direction: 'older' }));
      assert.deepEqual(
        pages.map((page) => [page.events.length, page.next]),
        [
          [1, 'b3'],
          [0, undefined],
        ],
      );
    });

    it('keeps the events of a page that is already the last one', async () => {
      const api = new FakeApi([{ events: events(3), nextForwardToken: 'f' }]);
      const options: ReadOptions = { direction: 'newer', from: 'f' };
      const pages = await all(source(api).read(stream, options));
      assert.deepEqual(
        pages.map((page) => [page.events.length, page.next]),
        [[3, undefined]],
      );
    });

    it('ends where the service gives no token at all', async () => {
      const api = new FakeApi([{ events: events(1) }]);
      const pages = await all(source(api).read(stream, { direction: 'older' }));
      assert.equal(pages.length, 1);
    });
  });

  describe('calls', () => {
    it('open the connection once', async () => {
      const api = new FakeApi([{ logGroups: [] }, { logStreams: [] }]);
      const clusters = source(api);
      await all(clusters.clusters());
      await all(clusters.streams(cluster));
      assert.equal(api.opened, 1);
    });

    it('become sentences when they fail, and open the connection anew', async () => {
      const api = new FakeApi([failure('ExpiredTokenException'), { logGroups: [] }]);
      const clusters = source(api);
      await assert.rejects(all(clusters.clusters()), (error) => {
        assert.ok(error instanceof HumanError);
        assert.match(error.message, /expired/);
        return true;
      });
      await all(clusters.clusters());
      assert.equal(api.opened, 2);
    });

    it('become sentences when the connection cannot be opened', async () => {
      const broken = new CloudWatchSource(connection, {
        open: () => Promise.reject(new Error('Region not accepted: region="x"')),
        findProfile: () => Promise.reject(new Error('no files here')),
      });
      await assert.rejects(all(broken.clusters()), HumanError);
    });

    it('carry the signal, and throw its abort unchanged', async () => {
      const abort = new DOMException('This operation was aborted', 'AbortError');
      const api = new FakeApi([abort]);
      const { signal } = new AbortController();
      await assert.rejects(
        all(source(api).read(stream, { direction: 'older', signal })),
        (error) => error === abort,
      );
      assert.equal(api.asked[0]!.signal, signal);
    });

    it('are not made any more after an abort', async () => {
      const stopping = new AbortController();
      const api = new FakeApi([{ events: events(1), nextBackwardToken: 'b1' }]);
      const { signal } = stopping;
      await assert.rejects(
        async () => {
          for await (const page of source(api).read(stream, { direction: 'older', signal })) {
            assert.equal(page.events.length, 1);
            stopping.abort();
          }
        },
        { name: 'AbortError' },
      );
      assert.equal(api.asked.length, 1);
    });

    it('throw the abort when a connection breaks because of it', async () => {
      const stopping = new AbortController();
      const api = new FakeApi([]);
      api.getLogEvents = () => {
        stopping.abort();
        return Promise.reject(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
      };
      const { signal } = stopping;
      await assert.rejects(all(source(api).read(stream, { direction: 'older', signal })), {
        name: 'AbortError',
      });
    });
  });
});
