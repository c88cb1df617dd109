import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EventFilter } from '../../../../src/audit/filter/eventFilter';
import { filterQuery } from '../../../../src/audit/filter/eventFilter';
import { filterOf, partsOf } from '../../../../src/audit/filter/filterParts';
import { parseTimeRange } from '../../../../src/audit/time/timeRange';

function words(text: string): string | undefined {
  const range = parseTimeRange(text);
  const iso = (usecs: bigint) =>
    `${new Date(Number(usecs / 1000n)).toISOString().slice(0, -1)}${String(usecs % 1000n).padStart(3, '0')}`;
  return range && `${iso(range.from)} ${iso(range.to)}`;
}

describe('a typed time range', () => {
  it('is all of what is left out', () => {
    assert.equal(words('2026-02'), '2026-02-01T00:00:00.000000 2026-02-28T23:59:59.999999');
    assert.equal(words('2026-03-12'), '2026-03-12T00:00:00.000000 2026-03-12T23:59:59.999999');
    assert.equal(words('2026-03-12 03'), '2026-03-12T03:00:00.000000 2026-03-12T03:59:59.999999');
    assert.equal(
      words('2026-03-12T03:12Z'),
      '2026-03-12T03:12:00.000000 2026-03-12T03:12:59.999999',
    );
    assert.equal(
      words('2026-03-12 03:12:07.14'),
      '2026-03-12T03:12:07.140000 2026-03-12T03:12:07.149999',
    );
  });

  it('goes from one moment to the end of another, or to a time of the same day', () => {
    const hour = '2026-03-12T03:00:00.000000 2026-03-12T04:00:59.999999';
    for (const text of [
      '2026-03-12 03:00 to 2026-03-12 04:00',
      '2026-03-12 03:00..2026-03-12 04:00',
      '2026-03-12T03:00/2026-03-12T04:00',
      '2026-03-12 03:00 - 04:00',
      ' 2026-03-12 03:00 – 04:00 UTC ',
    ])
      assert.equal(words(text), hour, text);
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      'failed',
      '2026',
      '2026-13',
      '2026-02-30',
      '2026-03-12 24:00',
      '03:12',
      '2026-03-12 04:00 to 03:00',
      '2026-03-12 to',
      '2026-03-12 to x',
      '1 to 2 to 3',
    ])
      assert.equal(parseTimeRange(text), undefined, text);
  });
});

describe('the parts of a filter', () => {
  const numbers = fc.uniqueArray(fc.bigInt({ min: 0n, max: 99n }), { minLength: 1, maxLength: 3 });
  const texts = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 3 });

  it('make the same filter again', () => {
    const filters: fc.Arbitrary<EventFilter> = fc.record(
      {
        outcomes: fc.constant(['failure'] as const),
        categories: texts,
        opcodes: texts,
        users: texts,
        keys: numbers,
        sessions: numbers,
        connections: numbers,
        from: fc.bigInt({ min: 0n, max: 9n }),
        to: fc.bigInt({ min: 10n, max: 99n }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (filter) => {
        assert.equal(filterQuery(filterOf(partsOf(filter))), filterQuery(filter));
      }),
    );
  });

  it('show all between the first and the last of several times', () => {
    const time = (from?: bigint, to?: bigint) => ({ kind: 'time', from, to }) as const;
    assert.deepEqual(filterOf([time(5n, 6n), time(1n, 2n)]), { from: 1n, to: 6n });
    assert.deepEqual(filterOf([time(5n, undefined), time(1n, 2n)]), { from: 1n });
  });
});
