import assert from 'node:assert/strict';
import { seededRandom } from '../../../../src/sources/sample/random';

describe('seeded random', () => {
  it('gives the same numbers for the same seed and others for the next one', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => random.integer(0, 1_000_000));
    };
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
    assert.notDeepEqual(draw(0), draw(1));
  });

  it('reaches both ends of a range and nothing outside', () => {
    const random = seededRandom(3);
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(2, 6)));
    assert.deepEqual([...seen].sort(), [2, 3, 4, 5, 6]);
  });

  it('picks every item in time, and refuses an empty list', () => {
    const random = seededRandom(3);
    const seen = new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c'])));
    assert.equal(seen.size, 3);
    assert.throws(() => random.pick([]), RangeError);
  });

  it('takes a chance as often as it is told', () => {
    const random = seededRandom(5);
    const taken = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length;
    assert.ok(taken > 2_700 && taken < 3_300, String(taken));
    assert.equal(random.chance(0), false);
    assert.equal(random.chance(1), true);
  });
});
