import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConnectionNode, MoreNode } from '../../../src/sidebar/nodes';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import { HumanError } from '../../../src/sources/humanError';
import type { LogSource } from '../../../src/sources/logSource';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { freePort } from '../../host/freePort';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { FakeSource } from '../fakeSource';
import { icon, labels, treeOf, type Row } from './treeRows';

describe('the tree of clusters', () => {
  it('shows the sample, its cluster and its streams, the newest first', async () => {
    const { row, rows } = treeOf({ sample: new SampleSource() }, { showSample: true });
    const sample = await row('Sample cluster');
    assert.equal(sample.item.contextValue, 'sample');
    assert.equal(sample.item.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    const [cluster] = await rows(sample);
    assert.ok(cluster);
    assert.match(cluster.label, /^cluster-/);
    assert.equal(cluster.item.contextValue, 'cluster', 'the sample has no ARN to copy');
    const [health, ...streams] = await rows(cluster);
    assert.equal(health?.label, 'Health');
    assert.equal(streams.length, 4);
    const times = streams.map(({ node }) => node.kind === 'stream' && node.stream.lastEventTime);
    assert.deepEqual(times, times.toSorted().reverse());
    for (const { item, node } of streams) {
      assert.equal(item.contextValue, 'stream');
      assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.None);
      assert.deepEqual(item.command?.arguments, [node]);
      assert.match(item.tooltip as string, /\nLast event: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/m);
    }
  });

  it('says where requests go that the environment sends elsewhere', async () => {
    const url = 'http://127.0.0.1:4566';
    const set = { url, setBy: 'AWS_ENDPOINT_URL', services: ['CloudWatch Logs', 'CloudTrail'] };
    const source = Object.assign(new FakeSource([['cluster-a']]), {
      endpoints: () => Promise.resolve([set]),
    });
    const { row, rows, changed } = treeOf({ prod: source });
    const prod = await row('prod');
    const [endpoint = assert.fail(), ...clusters] = await rows(prod);
    assert.deepEqual(labels(clusters), ['cluster-a']);
    const { description, label, tooltip } = endpoint.item;
    assert.deepEqual([label, description], [url, 'AWS_ENDPOINT_URL']);
    assert.equal(
      tooltip,
      `Requests to CloudWatch Logs, CloudTrail go to ${url}, because AWS_ENDPOINT_URL says so.`,
    );
    assert.deepEqual(changed, [], 'no branch is asked for again');
  });

  it('says where requests go also where they fail', async () => {
    const set = { url: 'http://127.0.0.1:4566', setBy: 'AWS_ENDPOINT_URL', services: ['CloudHSM'] };
    const source = Object.assign(new FakeSource([]), {
      endpoints: () => Promise.resolve([set]),
      clusters: () => {
        throw new HumanError('Nothing answers.');
      },
    });
    const { row, rows } = treeOf({ prod: source });
    assert.deepEqual(labels(await rows(await row('prod'))), [set.url, 'Nothing answers.']);
  });

  it('tells the stream of certificates and others apart from those of HSMs', async () => {
    const streams = [
      { name: 'hsm-a', kind: 'hsm', lastEventTime: Date.UTC(2026, 2, 12, 3, 12) },
      { name: 'cluster-a', kind: 'certificates', lastEventTime: 0 },
      { name: 'made by hand', kind: 'other' },
      { name: 'hsm-old', kind: 'hsm', lastEventTime: Date.UTC(2024, 3, 17) },
      { name: 'hsm-empty', kind: 'hsm' },
    ] as const;
    const { row, rows } = treeOf({ prod: new FakeSource([['cluster-a']], [streams]) });
    const cluster = await row('cluster-a', await row('prod'));
    const shown = await rows(cluster);
    const [hsm, certificates, other] = shown as [Row, Row, Row];
    assert.deepEqual(
      shown.map(({ item }) => item.description),
      ['Mar 12, 03:12', 'certificates', 'other stream', 'Apr 17, 2024', 'no events'],
    );
    assert.match(hsm.item.tooltip as string, /\nLast event: 2026-03-12 03:12:00 UTC$/);
    assert.equal(new Set([hsm, certificates, other].map(icon)).size, 3);
    assert.match(
      hsm.item.accessibilityInformation?.label ?? '',
      /hsm-a, HSM audit log, last event/,
    );
  });

  it('asks for nothing before a branch is opened, and for each page once', async () => {
    const source = new FakeSource([['cluster-a', 'cluster-b']], [[{ name: 'hsm-a' }]]);
    const { row, rows } = treeOf({ prod: source });
    const prod = await row('prod');
    assert.equal(prod.item.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    assert.deepEqual(source.asked, []);
    const cluster = await row('cluster-b', prod);
    assert.deepEqual(source.asked, ['clusters 0']);
    await rows(cluster);
    await rows(cluster);
    await rows(prod);
    assert.deepEqual(source.asked.slice(1), ['streams cluster-b 0']);
  });

  it('ends a list that goes on with a row that fetches the next page', async () => {
    const pages = [['cluster-a'], [], ['cluster-b', 'cluster-c']];
    const source = new FakeSource(pages);
    const { tree, row, rows, changed } = treeOf({ prod: source });
    const prod = await row('prod');
    const more = await row('Load more…', prod);
    assert.deepEqual(labels(await rows(prod)), ['cluster-a', 'Load more…']);
    assert.deepEqual(source.asked, ['clusters 0']);
    assert.equal(more.item.command?.command, 'cloudhsm.loadMore');

    const { parent } = more.node as MoreNode;
    await Promise.all([tree.loadMore(parent), tree.loadMore(parent)]);
    assert.deepEqual(changed.at(-1), prod.node);
    assert.deepEqual(labels(await rows(prod)), ['cluster-a', 'cluster-b', 'cluster-c']);
    assert.deepEqual(source.asked, ['clusters 0', 'clusters 1', 'clusters 2']);
  });

  it('keeps the ids of its rows after a refresh, which asks anew', async () => {
    const source = new FakeSource([['cluster-a']], [[{ name: 'hsm-a' }, { name: 'hsm-b' }]]);
    const { tree, row, rows, changed } = treeOf({ prod: source });
    const ids = async (): Promise<unknown> => {
      const prod = await row('prod');
      const cluster = await row('cluster-a', prod);
      return [prod, cluster, ...(await rows(cluster))].map(({ item }) => item.id);
    };
    const before = await ids();
    assert.equal(new Set(before as string[]).size, 4);
    tree.refresh();
    assert.deepEqual(changed, [undefined]);
    assert.deepEqual(await ids(), before);
    assert.equal(source.asked.filter((asked) => asked === 'clusters 0').length, 2);
  });

  it('asks anew only for the list that is refreshed', async () => {
    const source = new FakeSource([['cluster-a']], [[{ name: 'hsm-a' }]]);
    const { tree, row, rows } = treeOf({ prod: source });
    const cluster = await row('cluster-a', await row('prod'));
    const [stream] = await rows(cluster);
    tree.refresh(stream!.node);
    await rows(cluster);
    assert.deepEqual(source.asked, ['clusters 0', 'streams cluster-a 0', 'streams cluster-a 0']);
  });

  it('has a whole list after a refresh in the middle of a fetch', async () => {
    const source = new FakeSource([['cluster-a'], ['cluster-b']]);
    const { tree, row, rows } = treeOf({ prod: source });
    const prod = await row('prod');
    const first = rows(prod);
    tree.refresh(prod.node);
    assert.deepEqual(labels(await rows(prod)), ['cluster-a', 'Load more…']);
    await first;
    await tree.loadMore(prod.node as ConnectionNode);
    assert.deepEqual(labels(await rows(prod)), ['cluster-a', 'cluster-b']);
  });

  it('shows a stream once that the service gives on two pages', async () => {
    const pages = [
      [{ name: 'hsm-a' }, { name: 'hsm-b' }],
      [{ name: 'hsm-b' }, { name: 'hsm-c' }],
    ];
    const { tree, row, rows } = treeOf({ prod: new FakeSource([['c']], pages) });
    const cluster = await row('c', await row('prod'));
    const more = await row('Load more…', cluster);
    await tree.loadMore((more.node as MoreNode).parent);
    assert.deepEqual(labels(await rows(cluster)), ['hsm-a', 'hsm-b', 'hsm-c']);
  });

  it('says above everything which connection failed last, until that is well again', async () => {
    const [prod, test] = [new FakeSource([['a']]), new FakeSource([['b']])];
    const { tree, row, rows } = treeOf({ prod, test });
    const said: (string | undefined)[] = [];
    tree.message.onDidChange((sentence) => said.push(sentence));
    const failing = [await row('prod'), await row('test')];
    for (const source of [prod, test]) source.failure = new HumanError('The network is gone.');
    for (const connection of failing) await rows(connection);
    tree.refresh(failing[1]?.node);
    await rows(failing[1]);
    const [first, second] = ['prod: The network is gone.', 'test: The network is gone.'];
    assert.deepEqual(said, [first, second, first]);
  });

  it('says nothing of a list that fails after everything was refreshed', async () => {
    const source = new FakeSource([['cluster-a']]);
    const { tree, row, rows, reported } = treeOf({ prod: source });
    const prod = await row('prod');
    const said: (string | undefined)[] = [];
    tree.message.onDidChange((sentence) => said.push(sentence));
    source.failure = new HumanError('The network is gone.', 'retry');
    const late = rows(prod);
    tree.refresh();
    assert.deepEqual(await late, []);
    assert.deepEqual(said, []);
    assert.deepEqual(reported, []);
  });

  it('has an id for each of two wrong connections that read the same', async () => {
    const settings = ['prod', 'prod', 'prod'].map((name) => ({ name, region: 'us-east-1' }));
    const { rows } = treeOf({}, { settings });
    const [, second, third] = await rows();
    assert.equal(second!.label, third!.label);
    assert.notEqual(second!.item.id, third!.item.id);
  });

  it('says in a sentence why a list is empty', async () => {
    const { row, rows } = treeOf({ prod: new FakeSource([[]]), test: new FakeSource([['c']]) });
    const [message] = await rows(await row('prod'));
    assert.match(message!.label, /^No log group begins with \/aws\/cloudhsm\/ in this region\./);
    assert.equal(message!.item.contextValue, 'message');
    const [none] = await rows(await row('c', await row('test')));
    assert.match(none!.label, /^No log streams yet/);
  });

  it('keeps what it has when a later page fails, and tries again on refresh', async () => {
    const source = new FakeSource([['cluster-a'], ['cluster-b']]);
    const { tree, row, rows } = treeOf({ prod: source });
    const prod = await row('prod');
    const more = await row('Load more…', prod);
    source.failure = new HumanError('The network is gone.', 'retry');
    await tree.loadMore((more.node as MoreNode).parent);
    const [, message] = await rows(prod);
    assert.deepEqual(labels(await rows(prod)), ['cluster-a', 'The network is gone.']);
    tree.refresh(message!.node);
    await rows(prod);
    await tree.loadMore((more.node as MoreNode).parent);
    assert.deepEqual(labels(await rows(prod)), ['cluster-a', 'cluster-b']);
  });

  it('shows the sentence of a connection that the settings spell wrongly', async () => {
    const settings = [{ name: 'prod', region: 'us-east-1' }, { name: 'x' }, 'y'];
    const { rows } = treeOf({}, { settings });
    const [prod, noRegion, noObject] = await rows();
    assert.equal(prod!.item.contextValue, 'connection');
    assert.equal(
      noRegion!.label,
      'Connection "x" has no region. Give it one, such as eu-central-1.',
    );
    assert.equal(noRegion!.item.contextValue, 'error.editConnection');
    assert.match(noObject!.label, /^Connection 3 is not an object/);
    assert.notEqual(noRegion!.item.id, noObject!.item.id);
  });

  it('shows no words of an error that it did not expect, and logs it', async () => {
    const source = new FakeSource([['cluster-a']]);
    const { row, rows, reported } = treeOf({ prod: source });
    const error = new TypeError("Cannot read properties of undefined (reading 'x')");
    source.failure = error;
    const [message] = await rows(await row('prod'));
    assert.match(message!.label, /^Something went wrong here .* The log has the details\.$/);
    assert.equal(message!.item.contextValue, 'error.showLog');
    assert.deepEqual(reported, [error]);
  });

  describe('of a service that fails', () => {
    let endpoint: Endpoint;
    before(async () => {
      endpoint = await startEndpoint();
      endpoint.store.seed('/aws/cloudhsm/cluster-a', 'hsm-a', []);
    });
    afterEach(() => endpoint.faults.clear());
    after(() => endpoint.stop());

    const at = (url: string): LogSource =>
      new CloudWatchSource({ name: 'prod', region: 'us-east-1', endpoint: url });
    const failureOf = async (source: LogSource) => {
      const { row, rows, reported } = treeOf({ prod: source });
      const children = await rows(await row('prod'));
      assert.equal(children.length, 1);
      const [{ item, label }] = children as [Row];
      assert.doesNotMatch(label, /\n|\bat .*:\d+:\d+|Exception|arn:aws|Error:/);
      assert.match(
        label,
        /^[A-Z\d].*(\.|: aws [\w -]+)$/,
        'a sentence, or one that ends in a command',
      );
      assert.equal(item.tooltip, label, 'it can be read whole');
      assert.equal(reported.length, 1, 'the log has it');
      return { label, contextValue: item.contextValue };
    };

    for (const [kind, sentence, contextValue] of [
      [
        'accessDenied',
        /^The credentials in use do not allow logs:DescribeLogGroups on the log groups of region us-east-1\. Ask for that permission/,
        'error.editConnection',
      ],
      ['expiredToken', /^The AWS credentials in use have expired\. Renew them/, 'error.retry'],
      ['unrecognizedClient', /^AWS does not accept the access key/, 'error.editConnection'],
      ['throttling', /sends too many .* Wait a minute, then try again\.$/, 'error.retry'],
      ['internalFailure', /failure of its own\. Try again in a minute/, 'error.retry'],
      ['serviceUnavailable', /failure of its own\. Try again in a minute/, 'error.retry'],
      ['dropBeforeAnswer', /then try again\.$/, 'error.retry'],
    ] as const) {
      it(`says in a sentence what is wrong and what to do: ${kind}`, async () => {
        endpoint.faults.add({ kind });
        const shown = await failureOf(at(endpoint.url));
        assert.match(shown.label, sentence);
        assert.equal(shown.contextValue, contextValue);
      });
    }

    it('names the action and the log group that a policy lacks for the streams', async () => {
      endpoint.faults.add({ kind: 'accessDenied' }, { operation: 'DescribeLogStreams' });
      const { row, rows } = treeOf({ prod: at(endpoint.url) });
      const [, message] = await rows(await row('cluster-a', await row('prod')));
      assert.match(message!.label, /allow logs:DescribeLogStreams on \/aws\/cloudhsm\/cluster-a\./);
    });

    it('says where nothing answers', async () => {
      const port = await freePort();
      const { label, contextValue } = await failureOf(at(`http://127.0.0.1:${port}`));
      assert.match(label, new RegExp(`^Nothing answers at 127\\.0\\.0\\.1:${port}\\. Start what`));
      assert.equal(contextValue, 'error.editConnection');
    });

    it('says how to sign in where the sign-in has expired', async () => {
      const expired = Object.assign(
        new Error(
          'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
        ),
        { name: 'CredentialsProviderError' },
      );
      const source = new CloudWatchSource(
        { name: 'prod', region: 'us-east-1', profile: 'audit' },
        {
          open: () => Promise.reject(expired),
          findProfile: () =>
            Promise.resolve({
              name: 'audit',
              named: true,
              found: { name: 'audit', region: undefined, signIn: 'sso' },
            }),
        },
      );
      const { label, contextValue } = await failureOf(source);
      assert.match(
        label,
        /sign-in of profile "audit" has expired\. Run: aws sso login --profile audit/,
      );
      assert.equal(contextValue, 'error.signIn');
    });

    it('is whole again after a refresh', async () => {
      const off = endpoint.faults.add({ kind: 'expiredToken' });
      const { tree, row, rows } = treeOf({ prod: at(endpoint.url) });
      const prod = await row('prod');
      const [message] = await rows(prod);
      off();
      tree.refresh(message!.node);
      assert.deepEqual(labels(await rows(prod)), ['cluster-a']);
    });
  });
});
