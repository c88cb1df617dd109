import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/sources/sample/random';
import { fuzzRun } from '../../fuzz/fuzzRun';
import { eventPool, mutatedLog } from '../../fuzz/mutatedLog';

const events = 4000;

describe('damaged logs', () => {
  it('are indexed as they are decoded, and lose nothing', () => {
    let seen = 0;
    for (const result of fuzzRun(20_260_312)) {
      assert.ok('events' in result, JSON.stringify(result));
      seen += result.events;
      if (seen >= events) break;
    }
  }).timeout(60_000);

  it('are the same for the same seed', () => {
    const made = (seed: number): string => mutatedLog(seededRandom(seed), eventPool(3));
    assert.equal(made(5), made(5));
    assert.notEqual(made(5), made(6));
  });
});
