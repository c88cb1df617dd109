import assert from 'node:assert/strict';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  paginateDescribeLogStreams,
  type DescribeLogStreamsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { startEndpointClient, type EndpointClient } from './endpointClient';
import { failureOf } from './serviceFailure';

const GROUP = '/aws/cloudhsm/cluster-a';
const ARN = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}`;

describe('log streams of the endpoint', () => {
  let under: EndpointClient;

  beforeEach(async () => {
    under = await startEndpointClient();
    await under.client.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  });
  afterEach(() => under.stop());

  const create = (logStreamName: string, logGroupName = GROUP) =>
    under.client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const list = (input: DescribeLogStreamsCommandInput) =>
    under.client.send(new DescribeLogStreamsCommand(input));
  const names = async (input: DescribeLogStreamsCommandInput) =>
    (await list({ logGroupName: GROUP, ...input })).logStreams?.map(
      (stream) => stream.logStreamName,
    );

  it('are described with the times of their first and last event', async () => {
    under.endpoint.store.seed(GROUP, 'hsm-a', [
      { timestamp: 3000, message: 'last', ingestionTime: 3500 },
      { timestamp: 1000, message: 'first', ingestionTime: 1500 },
    ]);

    const [stream] = (await list({ logGroupName: GROUP })).logStreams ?? [];

    assert.equal(stream?.arn, `${ARN}:log-stream:hsm-a`);
    assert.equal(stream.creationTime, 1000);
    assert.equal(stream.firstEventTimestamp, 1000);
    assert.equal(stream.lastEventTimestamp, 3000);
    assert.equal(stream.lastIngestionTime, 3500);
  });

  it('have no event times while they have no events', async () => {
    await create('hsm-a');

    const [stream] = (await list({ logGroupName: GROUP })).logStreams ?? [];

    assert.equal(stream?.logStreamName, 'hsm-a');
    assert.equal(stream.firstEventTimestamp, undefined);
    assert.equal(stream.lastEventTimestamp, undefined);
  });

  it('are ordered by name or by their last event, either way', async () => {
    for (const [name, timestamp] of Object.entries({ b: 2000, a: 1000, c: 3000, d: 2000 })) {
      under.endpoint.store.seed(GROUP, name, [{ timestamp, message: 'm' }]);
    }
    await create('empty');

    assert.deepEqual(await names({}), ['a', 'b', 'c', 'd', 'empty']);
    assert.deepEqual(await names({ descending: true }), ['empty', 'd', 'c', 'b', 'a']);
    assert.deepEqual(await names({ orderBy: 'LastEventTime' }), ['empty', 'a', 'b', 'd', 'c']);
    assert.deepEqual(await names({ orderBy: 'LastEventTime', descending: true }), [
      'c',
      'd',
      'b',
      'a',
      'empty',
    ]);
  });

  it('come page by page in any order, each once', async () => {
    const times = [5000, 1000, 4000, 4000, 2000, 3000, 4000];
    times.forEach((timestamp, i) => {
      under.endpoint.store.seed(GROUP, `hsm-${i}`, [{ timestamp, message: 'm' }]);
    });

    const pages: (number | undefined)[][] = [];
    const paginator = paginateDescribeLogStreams(
      { client: under.client, pageSize: 3 },
      { logGroupName: GROUP, orderBy: 'LastEventTime', descending: true },
    );
    for await (const { logStreams = [] } of paginator) {
      pages.push(logStreams.map(({ lastEventTimestamp }) => lastEventTimestamp));
    }

    assert.deepEqual(pages, [[5000, 4000, 4000], [4000, 3000, 2000], [1000]]);
    const failure = await failureOf(list({ logGroupName: GROUP, limit: 51 }));
    assert.match(failure.message, /less than or equal to 50$/);
  });

  it('are found by prefix, but not in the order of their last event', async () => {
    for (const name of ['hsm-a', 'hsm-b', 'cluster-a']) await create(name);

    assert.deepEqual(await names({ logStreamNamePrefix: 'hsm-' }), ['hsm-a', 'hsm-b']);
    const failure = await failureOf(
      list({ logGroupName: GROUP, logStreamNamePrefix: 'hsm-', orderBy: 'LastEventTime' }),
    );
    assert.equal(failure.name, 'InvalidParameterException');
    assert.equal(failure.message, 'Cannot order by LastEventTime with a logStreamNamePrefix.');
  });

  it('belong to a group that is named, or identified by its name or its ARN without an asterisk', async () => {
    await create('hsm-a');
    const identified = async (logGroupIdentifier: string) =>
      (await list({ logGroupIdentifier })).logStreams?.length;

    assert.equal(await identified(GROUP), 1);
    assert.equal(await identified(ARN), 1);
    const failures = {
      InvalidParameterException: [
        list({ logGroupIdentifier: `${ARN}:*` }),
        list({ logGroupIdentifier: ARN, logGroupName: GROUP }),
        list({}),
      ],
      ResourceNotFoundException: [
        list({ logGroupIdentifier: ARN.replace('us-east-1', 'eu-west-1') }),
        list({ logGroupName: 'missing' }),
      ],
    };
    for (const [name, answers] of Object.entries(failures)) {
      for (const answer of answers) assert.equal((await failureOf(answer)).name, name);
    }
  });

  it('need a group, a name of their own and no colon or asterisk in it', async () => {
    await create('2024/01/01/[$LATEST] é');

    assert.deepEqual(await names({}), ['2024/01/01/[$LATEST] é']);
    const twice = await failureOf(create('2024/01/01/[$LATEST] é'));
    assert.equal(twice.name, 'ResourceAlreadyExistsException');
    assert.equal((await failureOf(create('a:b'))).name, 'InvalidParameterException');
    assert.equal((await failureOf(create('a*'))).name, 'InvalidParameterException');
    const homeless = await failureOf(create('hsm-a', 'missing'));
    assert.equal(homeless.name, 'ResourceNotFoundException');
    assert.equal(homeless.message, 'The specified log group does not exist.');
    assert.equal(homeless.status, 400);
  });
});
