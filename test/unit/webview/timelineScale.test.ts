import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { left, right, TimelineScale } from '../../../src/webview/timelineScale';

describe('the scale of a timeline', () => {
  it('has the ends of the range at its margins', () => {
    const scale = new TimelineScale(left + 200 + right, { from: 1000, to: 3000 });
    assert.equal(scale.xOf(1000), left);
    assert.equal(scale.xOf(3000), left + 200);
    assert.equal(scale.timeAt(left + 100), 2000);
  });

  it('finds the time of a place again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 4000 }),
        fc.nat({ max: 1_000_000 }),
        (width, time) => {
          const scale = new TimelineScale(width, { from: 0, to: 1_000_000 });
          assert.ok(Math.abs(scale.timeAt(scale.xOf(time)) - time) < 1e-6);
        },
      ),
    );
  });

  it('divides by nothing in a window that is narrower than its margins', () => {
    const scale = new TimelineScale(10, { from: 0, to: 1000 });
    assert.equal(scale.plotWidth, 1);
    assert.equal(scale.timeAt(left), 0);
  });
});
