import * as assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ClusterTree } from '../../../src/sidebar/clusterTree';
import { Favourites } from '../../../src/sidebar/favourites';
import type { Node } from '../../../src/sidebar/nodes';
import { StreamTime } from '../../../src/sidebar/streamTime';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import type { LogSource } from '../../../src/sources/logSource';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { memory } from './treeRows';

function treeOf(source: LogSource) {
  const reported: unknown[] = [];
  const tree = new ClusterTree(
    {
      all: () => [{ name: 'prod', region: 'us-east-1' }],
      problems: () => [],
      source: () => source,
    },
    { value: false },
    (node) => ({ command: 'cloudhsm.openStream', title: 'Open', arguments: [node] }),
    (error) => reported.push(error),
    new StreamTime(() => Date.UTC(2026, 5, 1), 'en'),
    () => Date.UTC(2026, 5, 1),
    new Favourites(memory()),
  );
  const children = (node?: Node): Promise<Node[]> => tree.getChildren(node);
  const item = (node: Node): vscode.TreeItem => tree.getTreeItem(node);
  /** The health node of the first cluster. */
  const health = async (): Promise<Node> => {
    const [connection] = await children();
    const [cluster] = await children(connection);
    const found = (await children(cluster)).find(({ kind }) => kind === 'health');
    assert.ok(found);
    assert.equal(tree.getParent(found), cluster);
    return found;
  };
  const rows = async (node: Node): Promise<readonly string[]> =>
    (await children(node)).map((child) => {
      assert.equal(tree.getParent(child), node);
      const { label, description } = item(child);
      assert.equal(typeof label, 'string');
      return `${label as string}: ${description as string}`;
    });
  return { tree, children, item, health, rows, reported };
}

describe('the health of a cluster in the tree', function () {
  this.timeout(60_000);
  const endpoints: Endpoint[] = [];
  afterEach(async () => {
    await Promise.all(endpoints.splice(0).map(({ stop }) => stop()));
  });

  async function start(): Promise<{ endpoint: Endpoint; source: LogSource }> {
    const endpoint = await startEndpoint();
    endpoints.push(endpoint);
    endpoint.store.seed('/aws/cloudhsm/cluster-abcdefghij2', 'hsm-a', []);
    const source = new CloudWatchSource({
      name: 'prod',
      region: 'us-east-1',
      endpoint: endpoint.url,
    });
    return { endpoint, source };
  }

  it('shows each metric with its newest value, its limit and its state', async () => {
    const { health, rows, children, item } = treeOf(new SampleSource());
    const node = await health();
    assert.deepEqual((await rows(node)).slice(0, 10), [
      'Unhealthy: no',
      'Temperature: 49.4 °C, limit 110 °C',
      'Session keys: 0 keys of 3,300',
      'Token keys: 6 keys of 3,300',
      'Encrypted channels: 1 channel of 2,048',
      'Connections: 2 connections of 2,048',
      'Users that can be added: 1,018 users',
      'Most users: 1,024 users',
      'Traffic in: 405 B/s',
      'Traffic out: 288 B/s',
    ]);
    const [unhealthy, temperature] = await children(node);
    const tooltip = item(temperature!).tooltip as string;
    assert.match(tooltip, /^Temperature \(HsmTemperature\)\nThe temperature of the processor/);
    assert.match(tooltip, /Limit: 110\nNeeds attention from 90 on, as AWS's guidance has it\./);
    assert.match(tooltip, /Newest point: 2026-04-17 18:\d\d:00 UTC/);
    assert.deepEqual(await rows(unhealthy!), ['hsm-a4tzqk7wnme: no', 'hsm-c2pmvg5lsoa: no']);
    const [hsm] = await children(unhealthy);
    const spoken = item(hsm!).accessibilityInformation?.label;
    assert.equal(spoken, 'hsm-a4tzqk7wnme, no, fine', 'the state is not in the icon alone');
  });

  it('shows the alarms with their state and when they last changed', async () => {
    const { health, rows, children, item } = treeOf(new SampleSource());
    const node = await health();
    assert.deepEqual((await rows(node)).slice(10), [
      'payments-hsm-unhealthy: OK since Mar 26, 07:26',
      'payments-hsm-temperature: OK since Mar 26, 06:50',
      'payments-hsm-no-clients: in alarm since Apr 17, 18:25',
    ]);
    const connections = (await children(node))[5]!;
    assert.match(item(connections).accessibilityInformation?.label ?? '', /, in alarm$/);
  });

  it('says which metrics are not published on hsm2m.medium', async () => {
    const { endpoint, source } = await start();
    endpoint.surroundings.clusters.push({
      ClusterId: 'cluster-abcdefghij2',
      State: 'ACTIVE',
      HsmType: 'hsm2m.medium',
      CreateTimestamp: new Date(0),
      Hsms: [{ HsmId: 'hsm-a', State: 'ACTIVE' }],
    });
    endpoint.surroundings.metrics.push({
      namespace: 'AWS/CloudHSM',
      name: 'HsmUnhealthy',
      dimensions: { ClusterId: 'cluster-abcdefghij2', HsmId: 'hsm-a' },
      points: [[Date.now() - 120_000, 0]],
    });
    const { health, rows } = treeOf(source);
    const shown = await rows(await health());
    assert.equal(shown[0], 'Unhealthy: no');
    const unpublished = shown.filter((row) => row.endsWith(': not published on hsm2m.medium'));
    assert.equal(unpublished.length, 5);
    assert.ok(shown.includes('Connections: no data points'));
  });

  it('says of an HSM that has died in silence that it does', async () => {
    const { endpoint, source } = await start();
    const ClusterId = 'cluster-abcdefghij2';
    endpoint.surroundings.clusters.push({
      ClusterId,
      State: 'ACTIVE',
      HsmType: 'hsm1.medium',
      CreateTimestamp: new Date(0),
      Hsms: [
        { HsmId: 'hsm-a', State: 'ACTIVE' },
        { HsmId: 'hsm-b', State: 'ACTIVE' },
        { HsmId: 'hsm-c', State: 'DEGRADED' },
      ],
    });
    for (const name of ['HsmUnhealthy', 'HsmSessionCount']) {
      endpoint.surroundings.metrics.push({
        namespace: 'AWS/CloudHSM',
        name,
        dimensions: { ClusterId, HsmId: 'hsm-a' },
        points: [[Date.now() - 120_000, 0]],
      });
    }
    const { health, rows, children, item } = treeOf(source);
    const node = await health();
    const shown = await rows(node);
    assert.equal(shown[0], 'Unhealthy: no, 1 HSM is DEGRADED, 2 of 3 HSMs are silent');
    assert.ok(shown.includes('Connections: 0 connections of 2,048, 2 of 3 HSMs are silent'));
    const [unhealthy] = await children(node);
    assert.deepEqual(await rows(unhealthy!), [
      'hsm-a: no',
      'hsm-b: no data points',
      'hsm-c: no data points, DEGRADED',
    ]);
    assert.match(item(unhealthy!).accessibilityInformation?.label ?? '', /, needs attention$/);
    assert.match(
      item(unhealthy!).tooltip as string,
      /No point of the last 20 minutes: hsm-b, hsm-c\./,
    );
  });

  it('says which action is missing, and shows the rest', async () => {
    const { endpoint, source } = await start();
    endpoint.faults.add({ kind: 'accessDenied' }, { operation: 'DescribeAlarms' });
    endpoint.faults.add({ kind: 'accessDenied' }, { operation: 'DescribeClusters' });
    const { tree, health, children, item, reported } = treeOf(source);
    const node = await health();
    const messages = (await children(node)).filter(({ kind }) => kind === 'message');
    const sentences = messages.map((message) => item(message).label as string);
    assert.match(sentences[0] ?? '', /do not allow cloudwatch:DescribeAlarms on CloudWatch/);
    assert.match(sentences[1] ?? '', /do not allow cloudhsm:DescribeClusters on AWS CloudHSM/);
    assert.equal(new Set(messages.map((message) => item(message).id)).size, 2);
    assert.equal((await children(node)).length, 12);
    assert.equal(reported.length > 0, true);

    endpoint.faults.clear();
    tree.refresh(messages[0]);
    assert.equal((await children(node)).length, 10);
  });

  it('asks for nothing before it is opened, and then once', async () => {
    const { endpoint, source } = await start();
    const { health, children } = treeOf(source);
    const node = await health();
    const asked = (): readonly string[] => endpoint.requests.map(({ operation }) => operation);
    assert.deepEqual(asked(), ['DescribeLogGroups', 'DescribeLogStreams']);
    await children(node);
    await children(node);
    assert.equal(asked().filter((operation) => operation === 'ListMetrics').length, 1);
  });

  it('shows an alarm on several metrics once, with all of them', async () => {
    const { endpoint, source } = await start();
    const query = (id: string, MetricName: string) => ({
      Id: id,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/CloudHSM',
          MetricName,
          Dimensions: [{ Name: 'ClusterId', Value: 'cluster-abcdefghij2' }],
        },
        Period: 300,
        Stat: 'Maximum',
      },
      ReturnData: false,
    });
    endpoint.surroundings.alarms.push({
      AlarmName: 'keys',
      StateValue: 'OK',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 2500,
      Metrics: [
        query('m1', 'HsmKeysSessionOccupied'),
        query('m2', 'HsmKeysTokenOccupied'),
        { Id: 'sum', Expression: 'm1 + m2', ReturnData: true },
      ],
    });
    const { health, children, item } = treeOf(source);
    const alarms = (await children(await health())).filter(({ kind }) => kind === 'alarm');
    assert.equal(alarms.length, 1);
    assert.equal(
      (item(alarms[0]!).tooltip as string).split('\n')[1],
      'HsmKeysSessionOccupied, HsmKeysTokenOccupied: m1 + m2 ≥ 2,500',
    );
  });

  it('says of when it is, and is read anew when it is opened again after a while', async () => {
    const sample = new SampleSource();
    const told = await sample.health();
    let now = told.now();
    let asked = 0;
    const health = Object.assign(Object.create(told) as typeof told, {
      now: () => now,
      metrics: (...of: Parameters<typeof told.metrics>) => {
        asked += 1;
        return told.metrics(...of);
      },
    });
    const source: LogSource = Object.assign(Object.create(sample) as LogSource, {
      health: () => Promise.resolve(health),
    });
    const { tree, health: healthNode, children, item } = treeOf(source);
    const node = await healthNode();
    assert.equal(item(node).description, undefined);
    await tree.expanded(node);
    assert.equal(asked, 0, 'nothing was read that could be old');

    const shown = new Promise((resolve) => tree.onDidChangeTreeData(resolve));
    await children(node);
    assert.equal(await shown, node, 'the row itself is drawn again');
    assert.equal(item(node).description, 'as of Apr 17, 18:40 UTC');
    now += 4 * 60_000;
    await tree.expanded(node);
    await children(node);
    assert.equal(asked, 1);

    now += 2 * 60_000;
    await tree.expanded(node);
    await children(node);
    assert.equal(asked, 2);
    assert.equal(item(node).description, 'as of Apr 17, 18:46 UTC');
  });

  it('shows the name of an alarm as plain text, whatever is in it', async () => {
    const { endpoint, source } = await start();
    endpoint.surroundings.alarms.push({
      AlarmName: 'a\u202eb\n$(flame)<img src=x>',
      Namespace: 'AWS/CloudHSM',
      MetricName: 'HsmUnhealthy',
      Dimensions: [{ Name: 'ClusterId', Value: 'cluster-abcdefghij2' }],
      StateValue: 'ALARM',
    });
    const { health, rows } = treeOf(source);
    const shown = await rows(await health());
    assert.equal(shown.at(-1), 'a\\u202eb\\n$(flame)<img src=x>: in alarm');
  });
});
