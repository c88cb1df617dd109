import assert from 'node:assert/strict';
import { inSlices } from '../../../src/audit/slices';

function* steps(clock: { ms: number }, count: number): Generator<undefined, number, undefined> {
  for (let step = 0; step < count; step++) {
    clock.ms += 5;
    yield;
  }
  return count;
}

describe('a computation in slices', () => {
  it('pauses whenever a slice is over, and gives its result', async () => {
    const clock = { ms: 0 };
    const pauses: number[] = [];
    const pause = (): Promise<void> => {
      pauses.push(clock.ms);
      return Promise.resolve();
    };
    const result = await inSlices(steps(clock, 7), { now: () => clock.ms, pause, sliceMs: 12 });
    assert.equal(result, 7);
    assert.deepEqual(pauses, [15, 30]);
  });

  it('ends at the next pause when it is aborted', async () => {
    const clock = { ms: 0 };
    const abort = new AbortController();
    const pause = (): Promise<void> => {
      abort.abort(new Error('enough'));
      return Promise.resolve();
    };
    const slicing = { now: () => clock.ms, pause, sliceMs: 12 };
    await assert.rejects(inSlices(steps(clock, 9), slicing, abort.signal), /enough/);
    assert.equal(clock.ms, 15);
  });
});
