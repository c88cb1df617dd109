import assert from 'node:assert/strict';
import fc from 'fast-check';
import { overlap, uncovered, type TimeRange } from '../../../src/sources/timeRange';

const ranges = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));

const times = Array.from({ length: 31 }, (_, time) => time);
const holds = ({ from, to }: TimeRange, time: number): boolean => time >= from && time < to;

describe('time ranges', () => {
  it('are left uncovered exactly where no other one is, each part once and oldest first', () => {
    fc.assert(
      fc.property(ranges, fc.array(ranges, { maxLength: 6 }), (range, others) => {
        const parts = uncovered(range, others);

        for (const time of times) {
          const open = holds(range, time) && !others.some((other) => holds(other, time));
          assert.equal(parts.filter((part) => holds(part, time)).length, open ? 1 : 0);
        }
        assert.deepEqual(
          parts,
          [...parts].sort((one, other) => one.from - other.from),
        );
        assert.ok(parts.every(({ from, to }) => from < to));
      }),
    );
  });

  it('overlap where they share a millisecond, and only touch where one begins at the end of the other', () => {
    assert.deepEqual(overlap({ from: 1, to: 5 }, { from: 3, to: 9 }), { from: 3, to: 5 });
    assert.equal(overlap({ from: 1, to: 5 }, { from: 5, to: 9 }), undefined);
  });
});
