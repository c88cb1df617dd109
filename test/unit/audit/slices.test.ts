import assert from 'node:assert/strict';
import { inSlices, Turns } from '../../../src/audit/slices';

function* steps(clock: { ms: number }, count: number): Generator<undefined, number, undefined> {
  for (let step = 0; step < count; step++) {
    clock.ms += 5;
    yield;
  }
  return count;
}

describe('a computation in slices', () => {
  it('pauses before each slice, and gives its result', async () => {
    const clock = { ms: 0 };
    const pauses: number[] = [];
    const pause = (): Promise<void> => {
      pauses.push(clock.ms);
      return Promise.resolve();
    };
    const result = await inSlices(steps(clock, 7), { now: () => clock.ms, pause, sliceMs: 12 });
    assert.equal(result, 7);
    assert.deepEqual(pauses, [0, 15, 30]);
  });

  it('ends at the next pause when it is aborted', async () => {
    const clock = { ms: 0 };
    const abort = new AbortController();
    const pause = (): Promise<void> => {
      if (clock.ms > 0) abort.abort(new Error('enough'));
      return Promise.resolve();
    };
    const slicing = { now: () => clock.ms, pause, sliceMs: 12 };
    await assert.rejects(inSlices(steps(clock, 9), slicing, abort.signal), /enough/);
    assert.equal(clock.ms, 15);
  });

  it('gives back what it has borrowed when it is aborted', async () => {
    let isBorrowed = false;
    function* borrowing(): Generator<undefined, void, undefined> {
      isBorrowed = true;
      try {
        for (;;) yield;
      } finally {
        isBorrowed = false;
      }
    }
    const abort = new AbortController();
    const pause = (): Promise<void> => {
      if (isBorrowed) abort.abort(new Error('enough'));
      return Promise.resolve();
    };
    const run = inSlices(borrowing(), { now: () => 0, pause, sliceMs: 0 }, abort.signal);
    await assert.rejects(run, /enough/);
    assert.equal(isBorrowed, false);
  });
});

describe('turns', () => {
  it('are one for each pause, however many pause at once', async () => {
    const waiting: (() => void)[] = [];
    const { pause } = new Turns((then) => waiting.push(then));
    const ended: number[] = [];
    const all = [1, 2, 3].map((number) => pause().then(() => ended.push(number)));
    for (const number of [1, 2, 3]) {
      while (waiting.length === 0) await Promise.resolve();
      assert.equal(waiting.length, 1);
      assert.equal(ended.length, number - 1);
      waiting.shift()?.();
      await all[number - 1];
    }
    assert.deepEqual(ended, [1, 2, 3]);
  });

  it('come for those behind when none of the others waits', async () => {
    const waiting: (() => void)[] = [];
    const { pause, pauseBehind } = new Turns((then) => waiting.push(then));
    const ended: string[] = [];
    const run = async (name: string, wait: () => Promise<void>): Promise<void> => {
      for (const slice of [1, 2]) {
        await wait();
        ended.push(`${name} ${slice}`);
      }
    };
    const all = Promise.all([
      run('outline', pauseBehind),
      run('check', pause),
      run('hints', pause),
    ]);
    for (let turn = 0; turn < 6; turn++) {
      assert.equal(waiting.length, 1);
      waiting.shift()?.();
      for (let task = 0; task < 5; task++) await Promise.resolve();
    }
    await all;
    assert.deepEqual(ended, ['check 1', 'hints 1', 'check 2', 'hints 2', 'outline 1', 'outline 2']);
    assert.equal(waiting.length, 0);
  });
});
