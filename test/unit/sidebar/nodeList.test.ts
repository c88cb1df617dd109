import * as assert from 'node:assert/strict';
import { NodeList } from '../../../src/sidebar/nodeList';
import type { ListPage } from '../../../src/sources/logSource';

/** A list over a service with pages of two names, and what was asked for by name. */
function listOf(
  names: readonly string[],
  favourites: readonly string[] = [],
  { filter, fails }: { filter?: string; fails?: string } = {},
) {
  const asked: string[] = [];
  const reported: unknown[] = [];
  async function* fetch(_signal: AbortSignal, start?: string): AsyncIterable<ListPage<string>> {
    if (start !== undefined) asked.push(start);
    await Promise.resolve();
    if (start !== undefined && start === fails) throw new Error('no answer');
    const found = names.filter((name) => name.startsWith(start ?? ''));
    for (let at = 0; at === 0 || at < found.length; at += 2) {
      yield { items: found.slice(at, at + 2), hasMore: at + 2 < found.length };
    }
  }
  const own = (name: string): string => name;
  const list = new NodeList<string>({
    fetch,
    nameOf: own,
    keyOf: own,
    favourites: () => favourites,
    filter,
    report: (error) => reported.push(error),
  });
  return { list, asked, reported };
}

describe('a list of the tree', () => {
  it('shows its favourites first, those that were not loaded too, each once', async () => {
    const { list, asked } = listOf(['a', 'b', 'c', 'd', 'dd'], ['b', 'd']);
    assert.deepEqual((await list.shown()).items, ['b', 'd', 'a']);
    assert.deepEqual(asked, ['d']);
    await list.more();
    assert.deepEqual((await list.shown()).items, ['b', 'd', 'a', 'c']);
    await list.more();
    assert.deepEqual((await list.shown()).items, ['b', 'd', 'a', 'c', 'dd']);
    assert.deepEqual(asked, ['d'], 'asked once');
  });

  it('asks for no favourite by name where everything is loaded', async () => {
    const { list, asked } = listOf(['a', 'b'], ['gone']);
    assert.deepEqual((await list.shown()).items, ['a', 'b']);
    assert.deepEqual(asked, []);
  });

  it('is whole where a favourite is gone, or cannot be asked for', async () => {
    const gone = listOf(['a', 'b', 'c', 'gone-too'], ['gone']);
    assert.deepEqual((await gone.list.shown()).items, ['a', 'b']);
    const failing = listOf(['a', 'b', 'c'], ['c'], { fails: 'c' });
    const { items, error } = await failing.list.shown();
    assert.deepEqual([items, error], [['a', 'b'], undefined]);
    assert.equal(failing.reported.length, 1);
  });

  it('shows of the favourites what its filter lets through', async () => {
    const { list } = listOf(['a1', 'b1', 'a2', 'b2', 'a3'], ['b2', 'a2'], { filter: 'a' });
    assert.deepEqual((await list.shown()).items, ['a2', 'a1']);
    list.narrow('');
    assert.deepEqual((await list.shown()).items, ['b2', 'a2', 'a1', 'b1']);
  });

  it('keeps its filter when it is fetched anew, and asks for its favourites again', async () => {
    const { list, asked } = listOf(['a', 'b', 'c'], ['c'], { filter: 'c' });
    await list.shown();
    list.reset();
    assert.deepEqual((await list.shown()).items, ['c']);
    assert.equal(list.filter, 'c');
    list.narrow(undefined);
    list.reset();
    const before = asked.length;
    assert.deepEqual((await list.shown()).items, ['c', 'a', 'b']);
    assert.equal(asked.length, before + 1);
  });

  it('has more to load of what a filter shows, and nothing where that is complete', async () => {
    const { list } = listOf(['ant', 'bee', 'cat', 'bear', 'bull']);
    for (const [filter, isPart] of [
      [undefined, true],
      ['a', false],
      ['b', true],
    ] as const) {
      list.narrow(filter);
      await list.shown();
      assert.deepEqual([list.showsPart, list.hasMore], [isPart, true], filter);
    }
    await list.more();
    await list.shown();
    assert.equal(list.showsPart, false);
  });
});
