import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pickCluster, type PickedCluster } from '../../../src/commands/tree/clusterPick';
import { HumanError } from '../../../src/sources/humanError';
import type { ClusterFacts, HealthSource } from '../../../src/sources/clusterHealth/healthSource';
import type { ListPage, LogSource } from '../../../src/sources/logSource';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { FakeSource } from '../fakeSource';
import { activated, settled } from '../openDocuments';

describe('the choice of a cluster', () => {
  const warnings: string[] = [];
  before(() => activated());
  beforeEach(() => warnings.splice(0));

  /** Asks for a cluster of these connections, and presses keys once all are listed. */
  async function picked(
    sources: Readonly<Record<string, LogSource>>,
    ...keys: readonly ('Next' | 'Enter' | 'Escape')[]
  ): Promise<PickedCluster | undefined> {
    const all = () =>
      Object.keys(sources)
        .filter((name) => name !== 'sample')
        .map((name) => ({ name, region: 'us-east-1' }));
    const context = {
      connections: { all },
      sourceOf: (name: string) => sources[name] ?? assert.fail(name),
      log: { warn: (message: string) => warnings.push(message) },
    };
    const withSample = 'sample' in sources;
    const title = 'Which cluster?';
    const answer = pickCluster(context, { title, withSample, withUnlogged: true });
    const commands = {
      Next: 'workbench.action.quickOpenSelectNext',
      Enter: 'workbench.action.acceptSelectedQuickOpenItem',
      Escape: 'workbench.action.closeQuickOpen',
    };
    const press = async (): Promise<void> => {
      for (const key of keys) {
        await settled();
        await vscode.commands.executeCommand(commands[key]);
      }
    };
    const [cluster] = await Promise.all([answer, press()]);
    return cluster;
  }
  const expired = (): FakeSource => {
    const source = new FakeSource([['cluster-x']]);
    source.failure = new HumanError('The sign-in has expired.', 'signIn');
    return source;
  };

  it('is of the clusters of all connections', async () => {
    const sources = {
      prod: new FakeSource([['cluster-a'], ['cluster-b']]),
      test: new FakeSource([['cluster-c']]),
      sample: new SampleSource(),
    };
    const answer = await picked(sources, 'Next', 'Next', 'Enter');
    assert.deepEqual([answer?.connection, answer?.cluster.name], ['test', 'cluster-c']);
  });

  it('goes on where the login of one connection has expired', async () => {
    const sources = { old: expired(), prod: new FakeSource([['cluster-a']]) };
    const answer = await picked(sources, 'Next', 'Enter');
    assert.deepEqual([answer?.connection, answer?.cluster.name], ['prod', 'cluster-a']);
  });

  it('tells what keeps a connection from listing to who chooses it, with the remedy', async () => {
    const sources = { old: expired(), prod: new FakeSource([['cluster-a']]) };
    await assert.rejects(picked(sources, 'Enter'), {
      message: 'The sign-in has expired.',
      remedy: 'signIn',
    });
  });

  /** Lists a cluster with logs; CloudHSM, where it may be asked, has others too. */
  function withFacts(allFacts: () => AsyncIterable<ListPage<ClusterFacts>>): LogSource {
    const health = { allFacts } as Partial<HealthSource> as HealthSource;
    return Object.assign(new FakeSource([['cluster-a']]), {
      health: () => Promise.resolve(health),
    });
  }

  it('is also of the clusters that have no logs, of those that are deleted not', async () => {
    const prod = withFacts(async function* () {
      await Promise.resolve();
      const facts = [
        ['cluster-a', 'ACTIVE'],
        ['cluster-gone', 'DELETED'],
        ['cluster-new', 'ACTIVE'],
      ] as const;
      const items = facts.map(([id, state]) => ({ id, state }) as ClusterFacts);
      yield { items, hasMore: false };
    });
    const answer = await picked({ prod }, 'Next', 'Enter');
    assert.deepEqual(answer?.cluster, {
      logGroup: '/aws/cloudhsm/cluster-new',
      name: 'cluster-new',
      arn: undefined,
    });
  });

  it('is of those with logs where CloudHSM may not be asked, which is in the log', async () => {
    // eslint-disable-next-line require-yield -- it is refused
    const prod = withFacts(async function* () {
      await Promise.resolve();
      throw new HumanError('cloudhsm:DescribeClusters is not allowed.');
    });
    const answer = await picked({ prod }, 'Next', 'Enter');
    assert.equal(answer?.cluster.name, 'cluster-a');
    assert.deepEqual(warnings, ['cloudhsm:DescribeClusters is not allowed.']);
  });

  it('is none on Escape', async () => {
    assert.equal(await picked({ prod: new FakeSource([['cluster-a']]) }, 'Escape'), undefined);
  });

  it('says so where there is no connection at all', async () => {
    await assert.rejects(picked({}), { remedy: 'addConnection' });
  });
});
