import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pickCluster, type PickedCluster } from '../../src/commands/tree/clusterPick';
import { HumanError } from '../../src/sources/humanError';
import type { LogSource } from '../../src/sources/logSource';
import { SampleSource } from '../../src/sources/sample/sampleSource';
import { FakeSource } from './fakeSource';
import { activated, settled } from './openDocuments';

describe('the choice of a cluster', () => {
  before(() => activated());

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
    };
    const withSample = 'sample' in sources;
    const answer = pickCluster(context, { title: 'Which cluster?', withSample });
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

  it('is none on Escape', async () => {
    assert.equal(await picked({ prod: new FakeSource([['cluster-a']]) }, 'Escape'), undefined);
  });

  it('says so where there is no connection at all', async () => {
    await assert.rejects(picked({}), { remedy: 'addConnection' });
  });
});
