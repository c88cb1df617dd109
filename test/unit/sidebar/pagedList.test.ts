import assert from 'node:assert/strict';
import { PagedList } from '../../../src/sidebar/pagedList';
import type { ListPage } from '../../../src/sources/logSource';

/** A page that a test gives when it wants to. */
interface Asked {
  readonly signal: AbortSignal;
  readonly give: (items: readonly string[], hasMore?: boolean) => void;
  readonly fail: (error: Error) => void;
}

/** A list whose pages the test gives one by one, in the order in which they are asked for. */
function listOf() {
  const asked: Asked[] = [];
  async function* pages(signal: AbortSignal): AsyncGenerator<ListPage<string>> {
    for (let hasMore = true; hasMore;) {
      const page = await new Promise<ListPage<string>>((resolve, fail) => {
        asked.push({
          signal,
          give: (items, more = false) => resolve({ items, hasMore: more }),
          fail,
        });
      });
      ({ hasMore } = page);
      yield page;
    }
  }
  return { list: new PagedList<string>(pages, (item) => item), asked };
}

/** Lets what has been given arrive. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a list that is fetched page by page', () => {
  it('fetches its first page once, however many ask for it', async () => {
    const { list, asked } = listOf();
    const both = Promise.all([list.begin(), list.begin()]);
    asked[0]!.give(['a'], true);
    await both;
    await list.begin();
    assert.equal(asked.length, 1);
    assert.deepEqual(list.loaded, ['a']);
    assert.equal(list.hasMore, true);
  });

  it('shows an item that comes on two pages once, and goes on behind a page of such', async () => {
    const { list, asked } = listOf();
    const begun = list.begin();
    asked[0]!.give(['a', 'b'], true);
    await begun;
    const more = list.more();
    asked[1]!.give(['b'], true);
    await settled();
    asked[2]!.give(['a', 'c']);
    await more;
    assert.deepEqual(list.loaded, ['a', 'b', 'c']);
    assert.equal(list.hasMore, false);
  });

  it('gives a caller that waited during a reset the new list', async () => {
    const { list, asked } = listOf();
    let ended = false;
    const begun = list.begin().then(() => (ended = true));
    list.reset();
    assert.equal(asked[0]!.signal.aborted, true);
    asked[0]!.give(['old']);
    await settled();
    assert.equal(ended, false);
    asked[1]!.give(['new']);
    await begun;
    assert.deepEqual(list.loaded, ['new']);
  });

  it('asks for a page once although an older fetch ends in between', async () => {
    const { list, asked } = listOf();
    const old = list.begin();
    list.reset();
    const begun = list.begin();
    asked[0]!.give(['old']);
    await settled();
    const again = list.begin();
    assert.equal(asked.length, 2);
    asked[1]!.give(['new']);
    await Promise.all([old, begun, again]);
    assert.deepEqual(list.loaded, ['new']);
    assert.equal(asked.length, 2);
  });

  it('tells nothing of a failure of a fetch that was given up', async () => {
    const { list, asked } = listOf();
    const begun = list.begin();
    list.stop();
    assert.equal(asked[0]!.signal.aborted, true);
    asked[0]!.fail(new Error('late'));
    await begun;
    assert.equal(list.error, undefined);
    await list.begin();
    await list.more();
    assert.equal(asked.length, 1);
    assert.equal(list.isStopped, true);
  });

  it('keeps what it has when a page fails, until a reset', async () => {
    const { list, asked } = listOf();
    const begun = list.begin();
    asked[0]!.give(['a'], true);
    await begun;
    const more = list.more();
    const failure = new Error('gone');
    asked[1]!.fail(failure);
    await more;
    assert.equal(list.error, failure);
    assert.deepEqual(list.loaded, ['a']);
    list.reset();
    assert.equal(list.error, undefined);
    assert.deepEqual(list.loaded, []);
  });
});
