import * as assert from 'node:assert/strict';
import { rangePresets, typedRange, type RangeMoments } from '../../../src/sources/rangeChoice';
import { allTime } from '../../../src/sources/timeRange';

const moments: RangeMoments = {
  now: Date.parse('2026-03-12T10:00:00Z') - 1,
  newest: Date.parse('2026-03-12T09:59:00Z'),
  offsetMinutes: () => 60,
};
const ended = { ...moments, newest: Date.parse('2026-02-01T04:10:06.500Z') };

function iso(range: ReturnType<typeof typedRange>): string | undefined {
  const text = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
  return range && `${text(range.from)} ${text(range.to)}`;
}

describe('the choice of a time range', () => {
  for (const [text, expected] of [
    ['03:00 to 04:00', '2026-03-12T03:00:00Z 2026-03-12T04:00:00.001Z'],
    ['03:00:07 to +10m', '2026-03-12T03:00:07Z 2026-03-12T03:10:07.001Z'],
    ['03:00 to 04:00 local', '2026-03-12T02:00:00Z 2026-03-12T03:00:00.001Z'],
    ['2h', '2026-03-12T08:00:00Z 2026-03-12T10:00:00Z'],
    ['-15m', '2026-03-12T09:45:00Z 2026-03-12T10:00:00Z'],
    ['2026-03-10', '2026-03-10T00:00:00Z 2026-03-11T00:00:00Z'],
    ['20260310', '2026-03-10T00:00:00Z 2026-03-11T00:00:00Z'],
    ['2026-03-10 03:12:07', '2026-03-10T03:12:07Z 2026-03-12T10:00:00Z'],
    ['1773285127', '2026-03-12T03:12:07Z 2026-03-12T10:00:00Z'],
    [
      '03/12/26 03:12:07.140812, usecs:1773285127140812',
      '2026-03-12T03:12:07.140Z 2026-03-12T10:00:00Z',
    ],
    ['12 Mar 2026', '2026-03-12T00:00:00Z 2026-03-13T00:00:00Z'],
    ['Mar 11, 3am', '2026-03-11T03:00:00Z 2026-03-12T10:00:00Z'],
    ['yesterday', '2026-03-11T00:00:00Z 2026-03-12T00:00:00Z'],
    ['yesterday 23:00 to 01:00 AM', undefined],
    ['yesterday 23:00 to +2h', '2026-03-11T23:00:00Z 2026-03-12T01:00:00.001Z'],
    ['20 minutes ago', '2026-03-12T09:39:59.999Z 2026-03-12T10:00:00Z'],
    ['04:00 to 03:00', undefined],
    ['yesterday-ish', undefined],
    ['', undefined],
  ] as const) {
    it(`"${text}" is ${expected ?? 'none'}`, () => {
      assert.equal(iso(typedRange(text, moments)), expected);
    });
  }

  it('offers ranges that end now, and everything', () => {
    const presets = rangePresets(moments);
    assert.equal(iso(presets[1]?.range), '2026-03-12T09:00:00Z 2026-03-12T10:00:00Z');
    assert.equal(presets.at(-1)?.range, allTime);
  });

  it('ends at the newest event where this clock is behind that', () => {
    const ahead = { ...moments, newest: Date.parse('2026-03-12T10:04:59.500Z') };
    assert.equal(iso(typedRange('1h', ahead))?.slice(21), '2026-03-12T10:05:00Z');
  });

  it('ends at the newest event of a log that has been quiet for a day', () => {
    const [first] = rangePresets(ended);
    assert.equal(iso(first?.range), '2026-02-01T03:55:07Z 2026-02-01T04:10:07Z');
    assert.equal(
      iso(typedRange('04:00 to end', ended)),
      '2026-02-01T04:00:00Z 2026-02-01T04:10:07.001Z',
    );
  });
});
