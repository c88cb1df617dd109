import assert from 'node:assert/strict';
import {
  parsePastedTime,
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
  now: Date.UTC(2026, 2, 20, 9) * 1000,
  offsetMinutes: () => 0,
};
const inBerlin: TimeContext = { ...utc, offsetMinutes: () => 60 };

/** The night of 2026-03-29 has 23 hours there; it is 00:30 of the day after. */
const afterChange: TimeContext = {
  ...utc,
  now: Date.UTC(2026, 2, 29, 22, 30) * 1000,
  offsetMinutes: (ms) => (ms < Date.UTC(2026, 2, 29, 1) ? 60 : 120),
};

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
  ['3/12/2026, 3:12 AM', '2026-03-12T02:12:00.000000Z', inBerlin],
  ['3/12/2026 03:12 UTC', '2026-03-12T03:12:00.000000Z', inBerlin],
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
  // of other tools
  ['1773285127140812345', '2026-03-12T03:12:07.140812Z'],
  ['"timestamp": 1773285127140,', '2026-03-12T03:12:07.140000Z'],
  ['@timestamp 2026-03-12 03:12:07.140', '2026-03-12T03:12:07.140000Z'],
  ['2026-03-12 03:12:07 (UTC+01:00)', '2026-03-12T02:12:07.000000Z'],
  ['2026-03-12 03:12 UTC+1', '2026-03-12T02:12:00.000000Z'],
  ['20260312T031207Z', '2026-03-12T03:12:07.000000Z'],
  ['2026/03/12 03:12:07', '2026-03-12T03:12:07.000000Z'],
  ['12.03.2026 03:12', '2026-03-12T03:12:00.000000Z'],
  ['3/12/2026, 3:12:07 AM', '2026-03-12T03:12:07.000000Z'],
  ['3/12/2026, 3:12:07\u202fPM', '2026-03-12T15:12:07.000000Z'],
  ['Mar 12 03:12:07', '2026-03-12T03:12:07.000000Z'],
  ['Dec  9 23:59:07', '2025-12-09T23:59:07.000000Z'],
  ['Thu, 12 Mar 2026 03:12:07 GMT', '2026-03-12T03:12:07.000000Z'],
  ['Thu Mar 12 03:12:07 UTC 2026', '2026-03-12T03:12:07.000000Z', inBerlin],
  [
    'Thu Mar 12 2026 03:12:07 GMT+0100 (Central European Standard Time)',
    '2026-03-12T02:12:07.000000Z',
  ],
  ['[12/Mar/2026:03:12:07 +0000]', '2026-03-12T03:12:07.000000Z'],
  ['12-Mar-2026 03:12', '2026-03-12T03:12:00.000000Z'],
  ['Mar 12, 2026 @ 03:12:07.140', '2026-03-12T03:12:07.140000Z'],
  ['2026-03-12T03', '2026-03-12T03:00:00.000000Z'],
  ['2026-03-12T03+01:00', '2026-03-12T02:00:00.000000Z'],
  // of people
  ['March 12, 2026 at 3:12 a.m.', '2026-03-12T03:12:00.000000Z'],
  ['the 12th of March', '2026-03-12T00:00:00.000000Z'],
  ['3am', '2026-03-12T03:00:00.000000Z'],
  ['12:30 AM', '2026-03-12T00:30:00.000000Z'],
  ['- 5 minutes', '2026-03-12T14:25:05.250000Z'],
  ['+1w 2 hrs', '2026-03-19T16:30:05.250000Z'],
  ['now', '2026-03-20T09:00:00.000000Z'],
  ['1 hour 5 min ago', '2026-03-20T07:55:00.000000Z'],
  ['yesterday 03:12', '2026-03-19T03:12:00.000000Z'],
  ['today at 3:12 am', '2026-03-20T03:12:00.000000Z'],
];

/** What is pasted whole, and the moment in it. */
const pasted: readonly (readonly [line: string, read: string])[] = [
  ['2026-03-12T03:12:07.140000+01:00 hsm-lkpphkxygsn Time: 03/1', '2026-03-12T02:12:07.140000Z'],
  ['[2026-03-12 03:12:07,140] CN_LOGIN failed', '2026-03-12T03:12:07.140000Z'],
  ['  Time: 03/12/26 03:12:07.140812, use', '2026-03-12T03:12:07.140812Z'],
  ['Mar 12 03:12:07 bastion sshd[99]: Failed password', '2026-03-12T03:12:07.000000Z'],
  ['12 events at 2026-03-12 03:12:07 UTC of user admin', '2026-03-12T03:12:07.000000Z'],
];

describe('a time as a person types it', () => {
  for (const [typed, read] of [
    ['yesterday', '2026-03-28T23:00:00.000000Z'],
    ['yesterday 01:59', '2026-03-29T00:59:00.000000Z'],
    ['yesterday 03:12', '2026-03-29T01:12:00.000000Z'],
    ['2026-03-29 01:30', '2026-03-29T00:30:00.000000Z'],
    ['2026-03-29 03:00', '2026-03-29T01:00:00.000000Z'],
  ] as const) {
    it(`reads "${typed}" on the day after the clocks went forward as ${read}`, () => {
      assert.equal(iso(parseTimeInput(typed, afterChange)), read);
    });
  }

  for (const [typed, read, context = utc] of readings) {
    it(`reads "${typed}"${context === utc ? '' : ' on a clock an hour ahead'} as ${read}`, () => {
      assert.equal(iso(parseTimeInput(typed, context)), read);
    });
  }

  for (const typed of [
    '',
    'tomorrow',
    '3 parsecs ago',
    '25:00',
    '13:00 PM',
    '31 Feb 2026',
    '12 Mar 13 Mar',
    '12 Mar 2026 03:12 CET',
    '2026-03-12 03:12 (PST)',
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

describe('a line that a person pastes', () => {
  for (const [line, read] of pasted) {
    it(`has the moment ${read} in “${line}”`, () => {
      assert.equal(iso(parsePastedTime(line, utc)), read);
      assert.equal(parseTimeInput(line, utc), undefined, 'it is no time by itself');
    });
  }

  it('is none where no whole moment is in it, however long it is', () => {
    for (const line of [
      'nothing',
      '2026-03-12 and 03:12',
      '1 '.repeat(50_000),
      '12 Mar '.repeat(9000),
    ])
      assert.equal(parsePastedTime(line, utc), undefined);
  });
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
