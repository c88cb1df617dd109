import * as assert from 'node:assert/strict';
import { NameFilter } from '../../../src/sidebar/nameFilter';
import { PagedList } from '../../../src/sidebar/pagedList';
import type { ListPage } from '../../../src/sources/logSource';

const own = (name: string): string => name;

/** A service with pages of two names, and what it was asked for by their start. */
function service(names: readonly string[]) {
  const asked: string[] = [];
  async function* pages(found: readonly string[]): AsyncIterable<ListPage<string>> {
    for (let at = 0; at === 0 || at < found.length; at += 2) {
      await Promise.resolve();
      yield { items: found.slice(at, at + 2), hasMore: at + 2 < found.length };
    }
  }
  const filter = new NameFilter((start) => {
    asked.push(start);
    return pages(names.filter((name) => name.startsWith(start)));
  }, own);
  return { list: new PagedList(() => pages(names), own), filter, asked };
}

describe('a filter of names', () => {
  it('shows the list as it is without a text', async () => {
    const { list, filter, asked } = service(['a', 'b', 'c']);
    await list.begin();
    const { items, hasMore } = await filter.apply(list);
    assert.deepEqual([items, hasMore, asked], [['a', 'b'], true, []]);
  });

  it('looks for a part of the name, in any case, in a list that is whole', async () => {
    const { list, filter, asked } = service(['hsm-ABC', 'hsm-xyz']);
    await list.begin();
    filter.set('abc');
    const { items, hasMore } = await filter.apply(list);
    assert.deepEqual([items, hasMore, asked], [['hsm-ABC'], false, []]);
  });

  it('asks the service for what begins so where there are more pages, and shows nothing twice', async () => {
    const { list, filter, asked } = service(['y-h', 'h1', 'h2', 'x', 'h3', 'h4']);
    await list.begin();
    filter.set('h');
    assert.deepEqual((await filter.apply(list)).items, ['y-h', 'h1', 'h2']);
    assert.equal((await filter.apply(list)).hasMore, true);
    await filter.found?.more();
    const { items, hasMore } = await filter.apply(list);
    assert.deepEqual([items, hasMore, asked], [['y-h', 'h1', 'h2', 'h3', 'h4'], false, ['h']]);
  });

  it('shows everything again when its text is emptied, and asks anew after a reset', async () => {
    const { list, filter, asked } = service(['a', 'b', 'c']);
    await list.begin();
    filter.set('c');
    await filter.apply(list);
    filter.reset();
    await filter.apply(list);
    assert.deepEqual(asked, ['c', 'c']);
    filter.set('');
    assert.equal(filter.text, undefined);
    assert.deepEqual((await filter.apply(list)).items, ['a', 'b']);
  });
});
