import assert from 'node:assert/strict';
import { CatchingUp } from '../../../../src/sources/fetch/catchingUp';
import type { StoredEvent } from '../../../../src/sources/logSource';

const now = 1_750_000_000_000;
const day = 86_400_000;

/** Events of two seconds. */
const page = (from: number, count: number, size = 10): StoredEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: from + (index * 2000) / count,
    message: 'x'.repeat(size),
  }));

describe('catching up with a stream', () => {
  for (const [what, count, size] of [
    ['many events', 10_000, 10],
    ['long events', 1400, 700],
  ] as const) {
    it(`does not end in the middle of a backlog whose pages of ${what} take longer than they span`, () => {
      let time = now;
      const catchingUp = new CatchingUp(() => time);
      for (let from = now - day; from < now - day + 20_000; from += 2000) {
        time += 3500;
        assert.equal(catchingUp.isDone(page(from, count, size), count), false);
      }
      time += 3500;
      assert.equal(catchingUp.isDone(page(now + 1, count, size), count), true);
    });
  }

  it('ends where small pages come no faster than their time goes on', () => {
    let time = now;
    const catchingUp = new CatchingUp(() => time);
    assert.equal(catchingUp.isDone(page(now - day, 5), 5), false);
    time += 3500;
    assert.equal(catchingUp.isDone(page(now - day + 2000, 5), 5), true);
  });

  it("goes by the service's clock", () => {
    let time = now;
    const catchingUp = new CatchingUp(() => time);
    const ahead = 3_600_000;
    const full = (from: number): boolean => {
      time += 3500;
      return catchingUp.isDone(page(from, 10_000), 10_000, ahead);
    };
    assert.deepEqual([full(now), full(now + 2000), full(now + ahead)], [false, false, true]);
  });
});
