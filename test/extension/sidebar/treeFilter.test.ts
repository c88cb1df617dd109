import * as assert from 'node:assert/strict';
import type { ClusterNode, ConnectionNode, StreamNode } from '../../../src/sidebar/nodes';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { FakeSource } from '../fakeSource';
import { icon, labels, treeOf } from './treeRows';

describe('long lists in the tree', () => {
  let endpoint: Endpoint;
  const logGroup = '/aws/cloudhsm/cluster-a';
  before(async () => {
    endpoint = await startEndpoint();
    for (let index = 0; index < 500; index++) {
      const name = `hsm-${String(index).padStart(3, '0')}`;
      endpoint.store.seed(logGroup, name, [{ timestamp: index * 1000, message: 'Time: ' }]);
      endpoint.store.seed(`/aws/cloudhsm/cluster-b${name}`, name, []);
    }
  });
  after(() => endpoint.stop());

  const source = (): CloudWatchSource =>
    new CloudWatchSource({ name: 'prod', region: 'us-east-1', endpoint: endpoint.url });

  it('are narrowed by name at the service, where 500 streams are not all loaded', async () => {
    const { tree, row, rows } = treeOf({ prod: source() });
    const cluster = await row('cluster-a', await row('prod'));
    tree.filter(cluster.node as ClusterNode, 'hsm-00');
    const [, filter, ...streams] = await rows(cluster);
    assert.equal(filter!.label, 'Filter: hsm-00');
    assert.equal(filter!.item.description, '10 found');
    assert.deepEqual(
      labels(streams),
      Array.from({ length: 10 }, (_, index) => `hsm-00${index}`),
    );
    tree.filter(cluster.node as ClusterNode, undefined);
    assert.equal((await rows(cluster)).length, 52, 'health, a page and the way to the next');
  });

  it('find a log group by a part of its name or by its whole name', async () => {
    const { tree, row, rows } = treeOf({ prod: source() });
    const prod = await row('prod');
    const node = prod.node as ConnectionNode;
    for (const text of ['cluster-bhsm-49', '/aws/cloudhsm/cluster-bhsm-49']) {
      tree.filter(node, text);
      assert.equal((await rows(prod))[0]?.label, `Filter: ${text}`);
    }
    tree.filter(node, 'cluster-bhsm-49');
    assert.equal((await rows(prod)).length, 11);
    tree.filter(node, 'nothing');
    assert.deepEqual(labels(await rows(prod)), ['Filter: nothing']);
  });

  it('stay narrowed when everything is fetched anew', async () => {
    const { tree, row, rows } = treeOf({ prod: source() });
    const cluster = await row('cluster-a', await row('prod'));
    tree.filter(cluster.node as ClusterNode, 'hsm-00');
    tree.refresh();
    const again = await row('cluster-a', await row('prod'));
    assert.equal((await rows(again))[1]?.label, 'Filter: hsm-00');
    tree.filter(again.node as ClusterNode, undefined);
    tree.refresh();
    const whole = await row('cluster-a', await row('prod'));
    assert.equal((await rows(whole)).length, 52);
  });

  it('begin with the favourites, also where those are on a page that was not loaded', async () => {
    const { tree, row, rows } = treeOf({ prod: source() });
    const cluster = await row('cluster-a', await row('prod'));
    tree.filter(cluster.node as ClusterNode, 'hsm-007');
    const [, , found] = await rows(cluster);
    await tree.setFavourite(found!.node as StreamNode, true);
    tree.filter(cluster.node as ClusterNode, undefined);
    tree.refresh();
    const again = await row('cluster-a', await row('prod'));
    const [, first, second] = await rows(again);
    assert.deepEqual([first?.label, icon(first!)], ['hsm-007', 'star-full']);
    assert.equal(second?.label, 'hsm-499');
  });

  it('show a filter of any text as plain text', async () => {
    const { tree, row, rows } = treeOf({ prod: new FakeSource([['cluster-a']]) });
    const prod = await row('prod');
    tree.filter(prod.node as ConnectionNode, '$(alert) \u202e');
    assert.equal((await rows(prod))[0]?.label, 'Filter: $(alert) \\u202e');
  });

  it('begin with the favourites', async () => {
    const streams = [{ name: 'hsm-a' }, { name: 'hsm-b' }, { name: 'hsm-c' }];
    const sources = { prod: new FakeSource([['cluster-a', 'cluster-b']], [streams]) };
    const { tree, row, rows, changed } = treeOf(sources);
    const prod = await row('prod');
    const cluster = await row('cluster-b', prod);
    await tree.setFavourite(cluster.node as ClusterNode, true);
    assert.equal(changed.at(-1), prod.node);
    const hsm = await row('hsm-c', cluster);
    await tree.setFavourite(hsm.node as StreamNode, true);
    assert.deepEqual(labels(await rows(prod)), ['cluster-b', 'cluster-a']);
    const [first, ...others] = await rows(cluster);
    assert.deepEqual(labels(others), ['hsm-a', 'hsm-b']);
    assert.equal(icon(first!), 'star-full');
    assert.equal(first!.item.contextValue, 'stream.favourite');
    await tree.setFavourite(first!.node as StreamNode, false);
    assert.deepEqual(labels(await rows(cluster)), ['hsm-a', 'hsm-b', 'hsm-c']);
  });
});
