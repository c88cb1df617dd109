import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { binEvents, nearestRow, rowAtOrAfter, zoomed } from '../../../src/webview/bins';
import { axisText, summary, valueText } from '../../../src/webview/values';

const lanes = ['one', 'two', 'three'];

const timelines = fc
  .array(
    fc.record({
      time: fc.integer({ min: 0, max: 1000 }),
      lane: fc.nat({ max: 2 }),
      failed: fc.nat({ max: 1 }),
    }),
  )
  .map((events) => {
    const sorted = [...events].sort((one, other) => one.time - other.time);
    return {
      lanes,
      times: Float64Array.from(sorted.map(({ time }) => time)),
      lane: Uint8Array.from(sorted.map(({ lane }) => lane)),
      failed: Uint8Array.from(sorted.map(({ failed }) => failed)),
    };
  });

describe('the bins of a timeline', () => {
  it('count every event of the range once, in its lane', () => {
    fc.assert(
      fc.property(
        timelines,
        fc.nat({ max: 500 }),
        fc.integer({ min: 501, max: 1001 }),
        fc.integer({ min: 1, max: 300 }),
        (timeline, from, to, width) => {
          const { counts, failed } = binEvents(timeline, from, to, width);
          for (const lane of lanes.keys()) {
            const own = [...timeline.times.keys()].filter(
              (row) =>
                timeline.lane[row] === lane &&
                timeline.times[row]! >= from &&
                timeline.times[row]! < to,
            );
            const sum = (values: Uint32Array): number =>
              values
                .subarray(lane * width, (lane + 1) * width)
                .reduce((total, value) => total + value, 0);
            assert.equal(sum(counts), own.length);
            assert.equal(sum(failed), own.filter((row) => timeline.failed[row] === 1).length);
          }
        },
      ),
    );
  });

  it('use their room again and forget what was in it', () => {
    const timeline = {
      lanes,
      times: Float64Array.of(1, 2),
      lane: Uint8Array.of(0, 1),
      failed: Uint8Array.of(0, 1),
    };
    const first = binEvents(timeline, 0, 10, 10);
    const second = binEvents(timeline, 5, 10, 10, first);
    assert.equal(second, first);
    assert.equal(
      second.counts.some((count) => count > 0),
      false,
    );
    assert.notEqual(binEvents(timeline, 0, 10, 11, first), first);
  });

  it('find the event of a lane that is nearest to a place, within reach', () => {
    fc.assert(
      fc.property(
        timelines,
        fc.nat({ max: 2 }),
        fc.nat({ max: 1000 }),
        fc.nat({ max: 100 }),
        (timeline, lane, time, reach) => {
          const away = [...timeline.times.keys()]
            .filter((row) => timeline.lane[row] === lane)
            .map((row) => Math.abs(timeline.times[row]! - time))
            .filter((distance) => distance <= reach);
          const row = nearestRow(timeline, lane, time, reach);
          if (away.length === 0) assert.equal(row, undefined);
          else assert.equal(Math.abs(timeline.times[row!]! - time), Math.min(...away));
        },
      ),
    );
  });

  it('are found by time', () => {
    const times = Float64Array.of(1, 3, 3, 7);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 8].map((time) => rowAtOrAfter({ times }, time)),
      [0, 0, 1, 1, 3, 4],
    );
  });
});

describe('the shown part of a timeline', () => {
  it('never leaves the whole, and keeps the place under the mouse', () => {
    const whole = { from: 0, to: 1e9 };
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -2e9, max: 2e9 }),
        (factor, share, shift) => {
          const range = { from: 2e8, to: 6e8 };
          const at = range.from + share * (range.to - range.from);
          const next = zoomed(range, whole, factor, at, shift);
          assert.ok(next.from >= whole.from && next.to <= whole.to + 1e-6 && next.to > next.from);
          if (shift === 0 && factor < 1) {
            const place = (at - next.from) / (next.to - next.from);
            assert.ok(Math.abs(place - share) < 1e-6);
          }
        },
      ),
    );
  });
});

describe('the words of the page', () => {
  const words = { yes: 'yes', no: 'no' };
  it('write a value by what it is', () => {
    assert.equal(valueText('yes or no', 1, words), 'yes');
    assert.equal(valueText('°C', 48.25, words), '48.3 °C');
    assert.equal(valueText('count', 2048, words), '2,048');
    assert.equal(valueText('bytes/s', 1234567, words), '1.2 MB/s');
  });

  it('write a time of an axis as a clock, and as a day at midnight', () => {
    const noon = Date.UTC(2026, 2, 26, 12);
    assert.equal(axisText(noon, 3_600_000), '12:00');
    assert.equal(axisText(Date.UTC(2026, 2, 26), 3_600_000), '03-26');
    assert.equal(axisText(noon, 86_400_000), '03-26');
    assert.equal(axisText(noon, 1000), '12:00:00');
  });

  it('sum a series up, without its gaps', () => {
    assert.deepEqual(summary([null, 3, null, 1, 2, null]), {
      newest: 2,
      lowest: 1,
      highest: 3,
      points: 3,
    });
    assert.equal(summary([null]).newest, undefined);
  });
});
