import assert from 'node:assert/strict';
import { HumanError } from '../../../../src/sources/humanError';
import type { Cluster, LogStream, ReadOptions } from '../../../../src/sources/logSource';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';
import { all } from '../pages';
import { listedItems } from '../../../fixtures/listedItems';

async function open(source: SampleSource): Promise<{ cluster: Cluster; streams: LogStream[] }> {
  const [cluster] = await listedItems(source.clusters());
  return { cluster: cluster!, streams: await listedItems(source.streams(cluster!)) };
}

describe('sample source', () => {
  it('lists one cluster and its streams, the one with the newest event first', async () => {
    const { cluster, streams } = await open(new SampleSource());
    assert.equal(cluster.logGroup, '/aws/cloudhsm/cluster-sampledemo2');
    assert.deepEqual(
      streams.map(({ kind }) => kind),
      ['hsm', 'hsm', 'certificates', 'hsm'],
    );
    const times = streams.map(({ lastEventTime }) => lastEventTime!);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    );
  });

  it('gives the newest page first, its events oldest first', async () => {
    const source = new SampleSource({ pageSize: 7 });
    const { streams } = await open(source);
    const [page] = await all(source.read(streams[0]!, { direction: 'older' }));
    assert.equal(page!.events.length, 7);
    assert.equal(page!.events.at(-1)!.timestamp, streams[0]!.lastEventTime);
    assert.ok(page!.events[0]!.timestamp <= page!.events[1]!.timestamp);
  });

  for (const pageSize of [1, 7, 100, 10_000]) {
    it(`reads the same events in both directions in pages of ${pageSize}`, async () => {
      const source = new SampleSource({ pageSize });
      const { streams } = await open(source);
      for (const stream of streams) {
        const older = await all(source.read(stream, { direction: 'older' }));
        const newer = await all(source.read(stream, { direction: 'newer' }));
        const forwards = newer.flatMap(({ events }) => events);
        assert.deepEqual(
          older.toReversed().flatMap(({ events }) => events),
          forwards,
        );
        assert.equal(older.at(-1)!.next, undefined);
        assert.equal(newer.at(-1)!.next, undefined);
        assert.equal(older.filter(({ next }) => next === undefined).length, 1);
      }
    });
  }

  it('goes on from the place of an earlier page', async () => {
    const source = new SampleSource({ pageSize: 50 });
    const { streams } = await open(source);
    const pages = await all(source.read(streams[0]!, { direction: 'older' }));
    const from = pages[0]!.next!;
    const rest = await all(source.read(streams[0]!, { direction: 'older', from }));
    assert.deepEqual(rest, pages.slice(1));
  });

  it('refuses a place that it has not given', async () => {
    const source = new SampleSource();
    const { streams } = await open(source);
    for (const options of [
      { direction: 'older', from: 'newer:10' },
      { direction: 'older', from: 'older:99999999' },
      { direction: 'newer', from: '' },
      { direction: 'newer', from: 'newer' },
    ] satisfies ReadOptions[]) {
      await assert.rejects(all(source.read(streams[0]!, options)), HumanError);
    }
  });

  it('says so when a cluster or stream is not part of it', async () => {
    const source = new SampleSource();
    const { cluster } = await open(source);
    const other = { ...cluster, logGroup: '/aws/cloudhsm/other' };
    await assert.rejects(all(source.streams(other)), HumanError);
    await assert.rejects(
      all(source.read({ cluster, name: 'hsm-none' }, { direction: 'older' })),
      /hsm-none/,
    );
  });

  it('stops when it is told to', async () => {
    const source = new SampleSource({ pageSize: 1 });
    const { streams } = await open(source);
    const stopping = new AbortController();
    let pages = 0;
    await assert.rejects(
      async () => {
        const { signal } = stopping;
        for await (const page of source.read(streams[0]!, { direction: 'older', signal })) {
          assert.equal(page.events.length, 1);
          if (++pages === 3) stopping.abort();
        }
      },
      { name: 'AbortError' },
    );
    assert.equal(pages, 3);
  });
});
