import assert from 'node:assert/strict';
import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  paginateDescribeLogGroups,
  type DescribeLogGroupsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { startEndpointClient, type EndpointClient } from './endpointClient';
import { failureOf } from './serviceFailure';

describe('log groups of the endpoint', () => {
  let under: EndpointClient;

  beforeEach(async () => {
    under = await startEndpointClient({ clock: { now: () => 1_700_000_000_000, sleep: never } });
  });
  afterEach(() => under.stop());

  const create = (logGroupName: string) =>
    under.client.send(new CreateLogGroupCommand({ logGroupName }));
  const list = (input: DescribeLogGroupsCommandInput) =>
    under.client.send(new DescribeLogGroupsCommand(input));
  const names = async (input: DescribeLogGroupsCommandInput) =>
    (await list(input)).logGroups?.map(({ logGroupName }) => logGroupName);

  it('are described with both forms of their ARN', async () => {
    await create('/aws/cloudhsm/cluster-a');

    const { logGroups, nextToken } = await list({});

    const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/cloudhsm/cluster-a';
    assert.deepEqual(logGroups, [
      {
        arn: `${arn}:*`,
        creationTime: 1_700_000_000_000,
        logGroupArn: arn,
        logGroupClass: 'STANDARD',
        logGroupName: '/aws/cloudhsm/cluster-a',
        metricFilterCount: 0,
        storedBytes: 0,
      },
    ]);
    assert.equal(nextToken, undefined);
  });

  it('take their ARN from the partition, region and account that the endpoint plays', async () => {
    const china = await startEndpointClient({
      partition: 'aws-cn',
      region: 'cn-north-1',
      accountId: '210987654321',
    });
    china.endpoint.store.seed('group', 'stream', []);

    const { logGroups } = await china.client.send(new DescribeLogGroupsCommand({}));
    await china.stop();

    assert.equal(
      logGroups?.[0]?.logGroupArn,
      'arn:aws-cn:logs:cn-north-1:210987654321:log-group:group',
    );
  });

  it('come in ASCII order, page by page, each once', async () => {
    const created = ['b', 'B', 'a-1', 'a', '/x', 'A', 'c'];
    for (const name of created) await create(name);

    const pages: (string | undefined)[][] = [];
    const paginator = paginateDescribeLogGroups({ client: under.client, pageSize: 3 }, {});
    for await (const { logGroups = [] } of paginator) {
      pages.push(logGroups.map(({ logGroupName }) => logGroupName));
    }

    assert.deepEqual(pages, [['/x', 'A', 'B'], ['a', 'a-1', 'b'], ['c']]);
  });

  it('come at most 50 in a page', async () => {
    for (let i = 0; i < 51; i++) under.endpoint.store.seed(`group-${i}`, 'stream', []);

    const first = await list({});
    const second = await list({ nextToken: first.nextToken });

    assert.equal(first.logGroups?.length, 50);
    assert.equal(second.logGroups?.length, 1);
    assert.equal(second.nextToken, undefined);
    assert.deepEqual(pick(await failureOf(list({ limit: 51 }))), [
      'InvalidParameterException',
      "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: " +
        'Member must have value less than or equal to 50',
    ]);
  });

  it('are found by prefix, by a substring in its case, or by identifier', async () => {
    for (const name of ['/aws/cloudhsm/cluster-a', '/aws/cloudhsm/cluster-b', '/other/Cluster-a']) {
      await create(name);
    }

    assert.deepEqual(await names({ logGroupNamePrefix: '/aws/' }), [
      '/aws/cloudhsm/cluster-a',
      '/aws/cloudhsm/cluster-b',
    ]);
    assert.deepEqual(await names({ logGroupNamePattern: 'cluster-a' }), [
      '/aws/cloudhsm/cluster-a',
    ]);
    assert.deepEqual(await names({ logGroupIdentifiers: ['/other/Cluster-a'] }), [
      '/other/Cluster-a',
    ]);
  });

  it('have three members only when they are searched by pattern', async () => {
    await create('group');

    const { logGroups } = await list({ logGroupNamePattern: 'roup' });

    assert.deepEqual(Object.keys(logGroups?.[0] ?? {}).sort(), [
      'arn',
      'creationTime',
      'logGroupName',
    ]);
  });

  it('refuse a prefix beside a pattern, a token of another operation and a name twice', async () => {
    await create('group');

    const both = list({ logGroupNamePrefix: 'g', logGroupNamePattern: 'g' });
    assert.equal((await failureOf(both)).name, 'InvalidParameterException');
    assert.deepEqual(pick(await failureOf(list({ nextToken: 'b/0/s' }))), [
      'InvalidParameterException',
      'The specified nextToken is invalid.',
    ]);
    assert.deepEqual(pick(await failureOf(create('group'))), [
      'ResourceAlreadyExistsException',
      'The specified log group already exists',
    ]);
  });

  it('refuse a name that the service would refuse', async () => {
    for (const name of ['', 'a'.repeat(513), 'with space', 'aws/own']) {
      assert.equal((await failureOf(create(name))).name, 'InvalidParameterException', name);
    }
  });
});

function pick({ name, message }: { name: string; message: string }): [string, string] {
  return [name, message];
}

function never(): Promise<void> {
  return Promise.reject(new Error('Nothing here waits.'));
}
