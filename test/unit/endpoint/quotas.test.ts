import assert from 'node:assert/strict';
import { DescribeLogGroupsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { startEndpointClient, type EndpointClient } from './endpointClient';

const NOW = 1_750_000_000_000;
const place = { logGroupName: 'group', logStreamName: 'stream', startFromHead: true };

describe('quotas of the endpoint', () => {
  let under: EndpointClient;
  let now: number;

  const start = async (burst?: number) => {
    now = NOW;
    under = await startEndpointClient({
      clock: { now: () => now, sleep: () => Promise.resolve() },
      quotas: { GetLogEvents: { perSecond: 4, ...(burst !== undefined && { burst }) } },
    });
    under.endpoint.store.seed('group', 'stream', []);
  };
  afterEach(() => under.stop());

  const outcomes = async (count: number) => {
    const names = [];
    for (let i = 0; i < count; i++) {
      names.push(
        await under.client.send(new GetLogEventsCommand(place)).then(
          () => 'ok',
          (error: unknown) => (error as Error).name,
        ),
      );
    }
    return names;
  };
  const ok = (count: number) => Array.from({ length: count }, () => 'ok');

  it('throttle what comes after a second’s requests, until time has passed', async () => {
    await start();

    assert.deepEqual(await outcomes(5), [...ok(4), 'ThrottlingException']);
    now += 500;
    assert.deepEqual(await outcomes(3), [...ok(2), 'ThrottlingException']);
  });

  it('hold no more than their burst, however long the pause', async () => {
    await start(2);

    assert.deepEqual(await outcomes(3), [...ok(2), 'ThrottlingException']);
    now += 3_600_000;
    assert.deepEqual(await outcomes(3), [...ok(2), 'ThrottlingException']);
  });

  it('are not used up by requests that were throttled', async () => {
    await start(1);

    await outcomes(20);
    now += 250;

    assert.deepEqual(await outcomes(2), ['ok', 'ThrottlingException']);
  });

  it('leave operations alone that have none', async () => {
    await start(1);
    await outcomes(2);

    const { logGroups } = await under.client.send(new DescribeLogGroupsCommand({}));

    assert.equal(logGroups?.length, 1);
  });
});
