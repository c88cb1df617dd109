import * as assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { labels, treeOf } from './treeRows';

const id = 'cluster-abcdefghij2';
const logGroup = `/aws/cloudhsm/${id}`;

describe('what CloudHSM says of the clusters in the tree', function () {
  this.timeout(60_000);
  let endpoint: Endpoint;
  beforeEach(async () => {
    endpoint = await startEndpoint();
  });
  afterEach(() => endpoint.stop());

  /** A tree over the endpoint whose connection is open, with all that CloudHSM says of it. */
  async function opened() {
    const source = new CloudWatchSource({
      name: 'prod',
      region: 'us-east-1',
      endpoint: endpoint.url,
    });
    const { tree, row, rows, reported, changed } = treeOf({ prod: source });
    const prod = await row('prod');
    const known = new Promise<void>((resolve) => {
      tree.onDidChangeTreeData(() => resolve());
    });
    await rows(prod);
    return { tree, prod, row, rows, reported, changed, known };
  }

  function seedCluster(
    Hsms: readonly { HsmId: string; AvailabilityZone?: string; EniIp?: string }[],
    changes: { ClusterId?: string; State?: string; CreateTimestamp?: Date } = {},
  ): void {
    endpoint.surroundings.clusters.push({
      ClusterId: id,
      State: 'ACTIVE',
      HsmType: 'hsm2m.medium',
      Mode: 'FIPS',
      CreateTimestamp: new Date(Date.UTC(2024, 0, 1)),
      ...changes,
      Hsms: Hsms.map((hsm) => ({ State: 'ACTIVE', ...hsm })),
    });
  }

  it('shows state, type, mode, HSMs, retention and size of a cluster', async () => {
    const at = Date.UTC(2026, 2, 1, 3, 12);
    for (const hsm of ['hsm-live', 'hsm-gone']) {
      endpoint.store.seed(logGroup, hsm, [{ timestamp: at, message: 'Time: ' }]);
    }
    seedCluster([
      { HsmId: 'hsm-live', AvailabilityZone: 'us-east-1a', EniIp: '10.0.0.7' },
      { HsmId: 'hsm-new', AvailabilityZone: 'us-east-1b', EniIp: '10.0.1.7' },
    ]);
    const { prod, row, rows, known, changed } = await opened();
    await known;
    const cluster = await row(id, prod);
    // VS Code would forget what it has just asked about the rows of a branch that changes.
    assert.deepEqual(changed, [cluster.node]);
    assert.match(cluster.item.description as string, /^2 HSMs · \d+ B$/);
    const tooltip = cluster.item.tooltip as string;
    for (const line of [
      'Events never expire.',
      'State: ACTIVE',
      'Type: hsm2m.medium',
      'Mode: FIPS',
      'hsm-live · us-east-1a · 10.0.0.7 · ACTIVE',
    ]) {
      assert.ok(tooltip.split('\n').includes(line), `${line} is not in ${tooltip}`);
    }
    const shown = (await rows(cluster)).slice(1);
    assert.deepEqual(
      Object.fromEntries(shown.map(({ label, item }) => [label, item.description])),
      {
        'hsm-live': 'Mar 1, 03:12 · us-east-1a',
        'hsm-gone': 'ended · Mar 1, 03:12',
        'hsm-new': 'no log stream yet',
      },
    );
    const [live] = shown.filter(({ label }) => label === 'hsm-live');
    assert.match(live!.item.tooltip as string, /\nZone: us-east-1a\nIP address: 10\.0\.0\.7$/);
  });

  it('warns of a log group whose events expire', async () => {
    endpoint.store.seed(logGroup, 'hsm-a', []);
    const [group] = endpoint.store.groups;
    group!.retentionInDays = 30;
    const { prod, row } = await opened();
    const { item } = await row(id, prod);
    assert.match(item.description as string, /^expires after 30 days/);
    assert.match(item.tooltip as string, /\nEvents expire after 30 days and are gone then\./);
    const icon = item.iconPath as vscode.ThemeIcon;
    assert.equal(icon.color?.id, 'problemsWarningIcon.foreground');
  });

  it('shows a cluster without a log group, why that can be, and the check', async () => {
    seedCluster([{ HsmId: 'hsm-a' }]);
    const { prod, rows, known } = await opened();
    await known;
    const [cluster, ...others] = await rows(prod);
    assert.equal(cluster!.label, id);
    assert.deepEqual(others, []);
    assert.match(cluster!.item.description as string, /^no logs · 1 HSM$/);
    const asked = endpoint.requests.length;
    const shown = (await rows(cluster)).slice(1);
    assert.equal(endpoint.requests.length, asked, 'the streams of a group that is not there');
    const said = shown.map(({ label, item }) => `${label} ${String(item.description)}`).join('\n');
    assert.match(
      said,
      /^Cluster too new\? .*\nService role missing\? .*\nWrong region\? .* reads us-east-1\./,
    );
    const commands = shown.flatMap(({ item }) => item.command ?? []);
    assert.deepEqual(
      commands.map(({ command, arguments: given }) => [command, given]),
      [['cloudhsm.checkLogs', [cluster!.node]]],
    );
    assert.equal(labels(shown).at(-1), 'hsm-a');
  });

  it('says that a cluster is deleted whose logs are still there', async () => {
    endpoint.store.seed(logGroup, 'hsm-a', []);
    seedCluster([], { ClusterId: 'cluster-zzzzzzzzzz2', State: 'DELETED' });
    const { prod, row, rows, known } = await opened();
    await known;
    assert.deepEqual(labels(await rows(prod)), [id], 'a deleted cluster without logs is no row');
    const cluster = await row(id, prod);
    assert.match(cluster.item.description as string, /^cluster deleted/);
    const [, stream] = await rows(cluster);
    assert.equal(stream!.item.description, 'ended · no events');
  });

  for (const kind of ['accessDenied', 'throttling', 'internalFailure'] as const) {
    it(`is whole from the log groups alone where DescribeClusters fails: ${kind}`, async () => {
      endpoint.store.seed(logGroup, 'hsm-a', []);
      endpoint.faults.add({ kind }, { operation: 'DescribeClusters' });
      const { tree, prod, row, rows, known, reported } = await opened();
      let said = false;
      tree.message.onDidChange(() => (said = true));
      await known;
      const cluster = await row(id, prod);
      assert.match(cluster.item.tooltip as string, /\nState and HSMs are not known: .+\.$/);
      const [, stream] = await rows(cluster);
      assert.equal(stream!.item.description, 'no events');
      assert.equal(reported.length, 1, 'the log has it');
      assert.equal(said, false, 'it is no failure of the tree');
    });
  }

  it('asks CloudHSM once, and anew after a refresh', async () => {
    endpoint.store.seed(logGroup, 'hsm-a', []);
    const { tree, prod, rows, known } = await opened();
    await known;
    await rows(prod);
    const count = (): number =>
      endpoint.requests.filter(({ operation }) => operation === 'DescribeClusters').length;
    assert.equal(count(), 1);
    const again = new Promise<void>((resolve) => {
      let changes = 0;
      tree.onDidChangeTreeData(() => ++changes === 2 && resolve());
    });
    tree.refresh(prod.node);
    await rows(prod);
    await again;
    assert.equal(count(), 2);
  });
});
