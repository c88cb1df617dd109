import assert from 'node:assert/strict';
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  paginateDescribeLogGroups,
  PutLogEventsCommand,
  type GetLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Fault } from '../../endpoint/faults';
import { clientOf, startEndpointClient, type EndpointClient } from './endpointClient';
import { essence, seededEvents } from './seededEvents';
import { failureOf } from './serviceFailure';

const NOW = 1_750_000_000_000;
const place = { logGroupName: 'group', logStreamName: 'stream' };

describe('faults of the endpoint', () => {
  let under: EndpointClient;
  let waits: number[];
  const log = seededEvents(5, NOW - 60_000);

  beforeEach(async () => {
    waits = [];
    under = await startEndpointClient({
      clock: {
        now: () => NOW,
        sleep: (milliseconds) => {
          waits.push(milliseconds);
          return Promise.resolve();
        },
      },
    });
    under.endpoint.store.seed('group', 'stream', log);
  });
  afterEach(() => under.stop());

  const list = () => under.client.send(new DescribeLogGroupsCommand({}));
  const get = (nextToken?: string, startFromHead = true, client = under.client) =>
    client.send(new GetLogEventsCommand({ ...place, startFromHead, nextToken, limit: 3 }));
  const messagesOf = ({ events = [] }: GetLogEventsCommandOutput) => events.map(essence);

  describe('that answer with an error', () => {
    const rows: [kind: Fault['kind'], name: string, status: number, message: RegExp][] = [
      ['throttling', 'ThrottlingException', 400, /^Rate exceeded$/],
      ['internalFailure', 'InternalFailure', 500, /./],
      ['serviceUnavailable', 'ServiceUnavailableException', 503, /./],
      ['expiredToken', 'ExpiredTokenException', 400, /security token .* is expired$/],
      ['unrecognizedClient', 'UnrecognizedClientException', 400, /security token .* is invalid\.$/],
      ['accessDenied', 'AccessDeniedException', 400, /is not authorized to perform/],
    ];
    for (const [kind, name, status, message] of rows) {
      it(`${kind} is a ${name} with status ${status}`, async () => {
        under.endpoint.faults.add({ kind } as Fault);

        const failure = await failureOf(list());

        assert.equal(failure.name, name);
        assert.equal(failure.status, status);
        assert.match(failure.message, message);
        assert.match(failure.requestId ?? '', /^[\da-f]{8}-/);
      });
    }

    it('accessDenied says who may not do what with which resource, as the service does', async () => {
      under.endpoint.faults.add({ kind: 'accessDenied', principal: 'user/x' });

      const denied = {
        DescribeLogGroups: await failureOf(list()),
        GetLogEvents: await failureOf(get()),
      };

      const user = 'User: arn:aws:iam::123456789012:user/x is not authorized to perform:';
      const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:';
      assert.equal(
        denied.DescribeLogGroups.message,
        `${user} logs:DescribeLogGroups on resource: ${arn}:log-stream: ` +
          'because no identity-based policy allows the logs:DescribeLogGroups action',
      );
      assert.equal(
        denied.GetLogEvents.message,
        `${user} logs:GetLogEvents on resource: ${arn}group:log-stream:stream ` +
          'because no identity-based policy allows the logs:GetLogEvents action',
      );
    });

    it('let the SDK get through by trying again', async () => {
      under.endpoint.faults.add({ kind: 'throttling' }, { next: 1 });
      under.endpoint.faults.add({ kind: 'serviceUnavailable' }, { next: 1 });
      const patient = clientOf(under.endpoint, { maxAttempts: 3 });

      const page = await get(undefined, true, patient);
      patient.destroy();

      assert.equal(page.$metadata.attempts, 3);
      assert.equal(under.endpoint.requests.length, 3);
    });
  });

  describe('that lose the answer', () => {
    for (const kind of ['dropBeforeAnswer', 'dropInBody'] as const) {
      it(`${kind} is a connection that breaks, and the next request gets through`, async () => {
        under.endpoint.faults.add({ kind }, { next: 1 });

        await assert.rejects(get(), (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET');

        assert.deepEqual(messagesOf(await get()), log.slice(0, 3));
      });

      it(`${kind} comes after the request is carried out`, async () => {
        under.endpoint.faults.add({ kind }, { next: 1 });
        const logEvents = [{ timestamp: NOW, message: 'carried out' }];

        await assert.rejects(
          under.client.send(new PutLogEventsCommand({ ...place, logEvents })),
          (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET',
        );

        assert.deepEqual(messagesOf(await get(undefined, false)).at(-1), logEvents[0]);
      });
    }
  });

  describe('that slow the answer', () => {
    it('wait as long as they say, together, and hide no other fault', async () => {
      under.endpoint.faults.add({ kind: 'latency', milliseconds: 300 });
      under.endpoint.faults.add({ kind: 'throttling' }, { next: 1 });
      under.endpoint.faults.add({ kind: 'latency', milliseconds: 50 }, { next: 1 });

      assert.equal((await failureOf(list())).name, 'ThrottlingException');
      await list();

      assert.deepEqual(waits, [350, 300]);
    });

    it('wait on the real clock where none is given', async () => {
      const real = await startEndpointClient();
      real.endpoint.faults.add({ kind: 'latency', milliseconds: 5 });

      const { logGroups } = await real.client.send(new DescribeLogGroupsCommand({}));
      await real.stop();

      assert.deepEqual(logGroups, []);
    });
  });

  describe('that stop an answer half-way', () => {
    it('let it go on after their time, whole', async () => {
      under.endpoint.faults.add({ kind: 'slowBody', milliseconds: 4000 }, { next: 1 });

      const page = await get();

      assert.deepEqual(messagesOf(page), log.slice(0, 3));
      assert.deepEqual(waits, [4000]);
    });
  });

  describe('that forget a place', () => {
    it('refuse its token, and a request without one is answered', async () => {
      const first = await get();
      under.endpoint.faults.add({ kind: 'expiredPlace' }, { next: 1 });

      assert.equal((await get()).events?.length, 3);
      const failure = await failureOf(get(first.nextForwardToken));

      assert.equal(failure.name, 'InvalidParameterException');
      assert.match(failure.message, /nextToken has expired/);
    });
  });

  describe('that move the clock', () => {
    for (const [milliseconds, message] of [
      [3_600_000, /^Signature expired: \w+ is now earlier than \w+ \(\w+ - 5 min\.\)$/],
      [-3_600_000, /^Signature not yet current: \w+ is still later than \w+/],
    ] as const) {
      it(`refuse signatures that are ${milliseconds} ms off, and the date lets the SDK correct itself`, async () => {
        const real = await startEndpointClient();
        real.endpoint.store.seed('group', 'stream', log);
        real.endpoint.faults.add({ kind: 'clockSkew', milliseconds });
        const patient = clientOf(real.endpoint, { maxAttempts: 2 });

        const failure = await failureOf(get(undefined, true, real.client));
        const page = await get(undefined, true, patient);
        patient.destroy();
        await real.stop();

        assert.equal(failure.name, 'InvalidSignatureException');
        assert.match(failure.message, message);
        assert.equal(page.$metadata.attempts, 2);
      });
    }

    it('by less than five minutes are no fault', async () => {
      const real = await startEndpointClient();
      real.endpoint.faults.add({ kind: 'clockSkew', milliseconds: 200_000 });

      const { logGroups } = await real.client.send(new DescribeLogGroupsCommand({}));
      await real.stop();

      assert.deepEqual(logGroups, []);
    });
  });

  describe('that empty a page', () => {
    it('give a new token, from which GetLogEvents goes on in either direction', async () => {
      under.endpoint.faults.add({ kind: 'emptyPage' }, { next: 2 });
      under.endpoint.faults.add({ kind: 'emptyPage' }, { operation: 'FilterLogEvents' });

      const first = await get();
      const second = await get(first.nextForwardToken);
      const third = await get(second.nextForwardToken);

      assert.deepEqual([first.events, second.events], [[], []]);
      assert.notEqual(first.nextForwardToken, second.nextForwardToken);
      assert.deepEqual(messagesOf(third), log.slice(0, 3));

      under.endpoint.faults.add({ kind: 'emptyPage' }, { next: 2 });
      const newest = await get(undefined, false);
      const before = await get(newest.nextBackwardToken, false);
      const read = await get(before.nextBackwardToken, false);

      assert.deepEqual([newest.events, before.events], [[], []]);
      assert.notEqual(newest.nextBackwardToken, before.nextBackwardToken);
      assert.deepEqual(messagesOf(read), log.slice(2));
    });

    it('are possible in mid-stream', async () => {
      const first = await get();
      under.endpoint.faults.add({ kind: 'emptyPage' }, { next: 1 });

      const empty = await get(first.nextForwardToken);
      const rest = await get(empty.nextForwardToken);

      assert.deepEqual(empty.events, []);
      assert.notEqual(empty.nextForwardToken, first.nextForwardToken);
      assert.deepEqual(messagesOf(rest), log.slice(3));
    });

    it('let FilterLogEvents go on, newest first too', async () => {
      for (const startFromHead of [true, false]) {
        under.endpoint.faults.add({ kind: 'emptyPage' }, { next: 2 });
        const filter = (nextToken?: string) =>
          under.client.send(
            new FilterLogEventsCommand({
              logGroupName: 'group',
              startTime: log[0]!.timestamp,
              startFromHead,
              nextToken,
            }),
          );

        const first = await filter();
        const second = await filter(first.nextToken);
        const third = await filter(second.nextToken);

        assert.deepEqual([first.events, second.events], [[], []]);
        assert.notEqual(first.nextToken, second.nextToken);
        assert.deepEqual(third.events?.map(essence), startFromHead ? log : [...log].reverse());
        assert.equal(third.nextToken, undefined);
      }
    });

    it('let lists go on', async () => {
      for (const name of ['group-b', 'group-c']) under.endpoint.store.seed(name, 'stream', []);
      under.endpoint.faults.add({ kind: 'emptyPage' }, { next: 1 });
      const pages = [];
      const config = { client: under.client, pageSize: 1 };
      for await (const { logGroups = [] } of paginateDescribeLogGroups(config, {})) {
        if (pages.length === 1) under.endpoint.faults.add({ kind: 'emptyPage' }, { next: 2 });
        pages.push(logGroups.map(({ logGroupName }) => logGroupName));
      }

      assert.deepEqual(pages, [[], ['group'], [], [], ['group-b'], ['group-c']]);
    });

    it('never repeat the token of a list', async () => {
      under.endpoint.faults.add({ kind: 'emptyPage' }, { next: 2 });
      const streams = (nextToken?: string) =>
        under.client.send(new DescribeLogStreamsCommand({ logGroupName: 'group', nextToken }));

      const first = await streams();
      const second = await streams(first.nextToken);
      const third = await streams(second.nextToken);

      assert.deepEqual([first.logStreams, second.logStreams], [[], []]);
      assert.notEqual(first.nextToken, second.nextToken);
      assert.equal(third.logStreams?.length, 1);
      assert.equal(third.nextToken, undefined);
    });

    it('leave operations without pages alone', async () => {
      under.endpoint.faults.add({ kind: 'emptyPage' }, { next: 1 });
      const logEvents = [{ timestamp: NOW, message: 'm' }];

      await under.client.send(new PutLogEventsCommand({ ...place, logEvents }));

      assert.deepEqual((await get()).events, []);
    });
  });

  describe('that hit some requests only', () => {
    const outcomes = async (count: number) => {
      const names = [];
      for (let i = 0; i < count; i++) {
        names.push(
          await list().then(
            () => 'ok',
            (error: unknown) => (error as Error).name,
          ),
        );
      }
      return names;
    };

    it('count the requests that they hit', async () => {
      under.endpoint.faults.add({ kind: 'throttling' }, { next: 2 });

      assert.deepEqual(await outcomes(3), ['ThrottlingException', 'ThrottlingException', 'ok']);
    });

    it('let the first requests through where they are to come later', async () => {
      const scope = { operation: 'DescribeLogGroups', after: 2, next: 1 };
      under.endpoint.faults.add({ kind: 'expiredToken' }, scope);
      await get();

      assert.deepEqual(await outcomes(4), ['ok', 'ok', 'ExpiredTokenException', 'ok']);
    });

    it('queue up in the order they were added', async () => {
      under.endpoint.faults.add({ kind: 'throttling' }, { next: 1 });
      under.endpoint.faults.add({ kind: 'internalFailure' }, { next: 1 });

      assert.deepEqual(await outcomes(3), ['ThrottlingException', 'InternalFailure', 'ok']);
    });

    it('leave other operations alone', async () => {
      under.endpoint.faults.add({ kind: 'throttling' }, { operation: 'GetLogEvents' });

      assert.deepEqual(await outcomes(1), ['ok']);
      assert.equal((await failureOf(get())).name, 'ThrottlingException');
    });

    it('are scattered by a seeded random: the same requests in every run', async () => {
      under.endpoint.faults.add({ kind: 'throttling' }, { probability: 0.5 });
      const first = await outcomes(20);
      const again = await startEndpointClient();
      again.endpoint.faults.add({ kind: 'throttling' }, { probability: 0.5 });
      await under.stop();
      under = again;

      assert.deepEqual(await outcomes(20), first);
      assert.deepEqual(new Set(first), new Set(['ok', 'ThrottlingException']));
    });

    it('can be switched off one by one or all at once', async () => {
      const off = under.endpoint.faults.add({ kind: 'throttling' });
      under.endpoint.faults.add({ kind: 'internalFailure' });

      assert.deepEqual(await outcomes(1), ['ThrottlingException']);
      off();
      assert.deepEqual(await outcomes(1), ['InternalFailure']);
      under.endpoint.faults.clear();
      assert.deepEqual(await outcomes(1), ['ok']);
    });
  });
});
