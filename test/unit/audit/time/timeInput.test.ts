import assert from 'node:assert/strict';
import {
  parseTimeInput,
  parseTimeSpan,
  type TimeContext,
} from '../../../../src/audit/time/timeInput';

/** 2026-03-12T14:30:05.250000Z, the event at the cursor. */
const near = Date.UTC(2026, 2, 12, 14, 30, 5, 250) * 1000;
const utc: TimeContext = {
  near,
  first: Date.UTC(2026, 2, 1) * 1000,
  last: Date.UTC(2026, 2, 31) * 1000,
  offsetMinutes: () => 0,
};
const inBerlin: TimeContext = { ...utc, offsetMinutes: () => 60 };

function iso(usecs: number | undefined): string | undefined {
  if (usecs === undefined) return undefined;
  const micros = String(usecs % 1000).padStart(3, '0');
  return new Date(Math.floor(usecs / 1000)).toISOString().replace('Z', `${micros}Z`);
}

/** What is typed, and how it is read. */
const readings: readonly (readonly [typed: string, read: string, context?: TimeContext])[] = [
  ['2026-03-12T03:12:07.140812Z', '2026-03-12T03:12:07.140812Z'],
  ['2026-03-12T03:12:07.14+01:00', '2026-03-12T02:12:07.140000Z'],
  ['2026-03-12 03:12:07 -0530', '2026-03-12T08:42:07.000000Z'],
  ['2026-03-12T03:12+02', '2026-03-12T01:12:00.000000Z'],
  ['2026-03-12 03:12', '2026-03-12T03:12:00.000000Z'],
  ['2026-03-12 03:12', '2026-03-12T02:12:00.000000Z', inBerlin],
  ['2026-03-12 03:12 UTC', '2026-03-12T03:12:00.000000Z', inBerlin],
  ['2026-03-12', '2026-03-12T00:00:00.000000Z'],
  ['  "2026-03-12T03:12:07Z", ', '2026-03-12T03:12:07.000000Z'],
  ['2026-03-12T03:12:07.1234567Z', '2026-03-12T03:12:07.123456Z'],
  ['03/12/26 03:12:07.140812', '2026-03-12T03:12:07.140812Z'],
  ['03/12/26 03:12:07.140812', '2026-03-12T03:12:07.140812Z', inBerlin],
  ['3/12/2026', '2026-03-12T00:00:00.000000Z'],
  ['Time: 03/12/26 03:12:07.140812, usecs:1773285127140812', '2026-03-12T03:12:07.140812Z'],
  ['usecs:1773285127140812', '2026-03-12T03:12:07.140812Z'],
  ['1773285127', '2026-03-12T03:12:07.000000Z'],
  ['1773285127.140812', '2026-03-12T03:12:07.140812Z'],
  ['@1773285127', '2026-03-12T03:12:07.000000Z'],
  ['1773285127140', '2026-03-12T03:12:07.140000Z'],
  ['1773285127140812', '2026-03-12T03:12:07.140812Z'],
  ['03:12', '2026-03-12T03:12:00.000000Z'],
  ['3:12:07.5', '2026-03-12T03:12:07.500000Z'],
  ['03:12', '2026-03-12T02:12:00.000000Z', inBerlin],
  ['03:12Z', '2026-03-12T03:12:00.000000Z', inBerlin],
  ['00:10', '2026-03-11T23:10:00.000000Z', inBerlin],
  ['-2h', '2026-03-12T12:30:05.250000Z'],
  ['+1d 30m', '2026-03-13T15:00:05.250000Z'],
  ['- 90 s', '2026-03-12T14:28:35.250000Z'],
  ['+250ms', '2026-03-12T14:30:05.500000Z'],
  ['-1.5h', '2026-03-12T13:00:05.250000Z'],
  ['start', '2026-03-01T00:00:00.000000Z'],
  ['END', '2026-03-31T00:00:00.000000Z'],
];

describe('a time as a person types it', () => {
  for (const [typed, read, context = utc] of readings) {
    it(`reads "${typed}"${context === utc ? '' : ' on a clock an hour ahead'} as ${read}`, () => {
      assert.equal(iso(parseTimeInput(typed, context)), read);
    });
  }

  for (const typed of [
    '',
    'yesterday',
    '25:00',
    '03:60',
    '2026-13-01',
    '2026-02-30',
    '13/45/26',
    '2h',
    '-2 parsecs',
    '12345',
    '1'.repeat(40),
    '2026-03-12T03:12:07Z and more',
  ]) {
    it(`does not guess what "${typed.slice(0, 30)}" means`, () => {
      assert.equal(parseTimeInput(typed, utc), undefined);
    });
  }
});

describe('a range of time as a person types it', () => {
  for (const [typed, from, to] of [
    ['03:00 to 04:00', '2026-03-12T03:00:00.000000Z', '2026-03-12T04:00:00.000000Z'],
    ['2026-03-10 23:00 .. +2h', '2026-03-10T23:00:00.000000Z', '2026-03-11T01:00:00.000000Z'],
    ['03/12/26 03:00 - 03:10', '2026-03-12T03:00:00.000000Z', '2026-03-12T03:10:00.000000Z'],
    ['-2h until end', '2026-03-12T12:30:05.250000Z', '2026-03-31T00:00:00.000000Z'],
  ] as const) {
    it(`reads "${typed}" as ${from} to ${to}`, () => {
      const span = parseTimeSpan(typed, utc);
      assert.deepEqual([iso(span?.from), iso(span?.to)], [from, to]);
    });
  }

  it('is none where the end is before the start, or one of them is no time', () => {
    for (const typed of ['04:00 to 03:00', '03:00', '03:00 to later', 'to 03:00']) {
      assert.equal(parseTimeSpan(typed, utc), undefined, typed);
    }
  });
});
