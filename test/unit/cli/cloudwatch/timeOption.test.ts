import assert from 'node:assert/strict';
import { parseTimeOption, timeMistake } from '../../../../src/cli/cloudwatch/timeOption';

const now = Date.UTC(2026, 2, 12, 10, 0, 0);
const hour = 3_600_000;

describe('a time on the command line', () => {
  const rows: [text: string, time: number | undefined][] = [
    ['now', now],
    ['2h', now - 2 * hour],
    ['-2h', now - 2 * hour],
    ['90s', now - 90_000],
    ['3d', now - 72 * hour],
    ['1d 12h', now - 36 * hour],
    ['1d12h', now - 36 * hour],
    ['15m', now - hour / 4],
    ['1w', now - 7 * 24 * hour],
    ['2h ago', now - 2 * hour],
    ['2 hours ago', now - 2 * hour],
    ['2 hours', now - 2 * hour],
    ['90 seconds', now - 90_000],
    ['1 day 2 hours ago', now - 26 * hour],
    ['yesterday', now - 34 * hour],
    ['yesterday 03:12', now - 34 * hour + 3.2 * hour],
    ['2026-03-12', now - 10 * hour],
    ['2026-03-12T03:12:07Z', Date.UTC(2026, 2, 12, 3, 12, 7)],
    ['2026-03-12 03:12:07+01:00', Date.UTC(2026, 2, 12, 2, 12, 7)],
    ['1773285127', 1_773_285_127_000],
    ['1773285127140', 1_773_285_127_140],
    ['03/12/26 03:12:07.140812, usecs:1773285127140812', 1_773_285_127_140],
    ['yesterday-ish', undefined],
    ['', undefined],
  ];
  for (const [text, time] of rows) {
    it(`"${text}" is ${time === undefined ? 'none' : new Date(time).toISOString()}`, () => {
      assert.equal(parseTimeOption(text, now), time);
    });
  }

  it('that is none, or an end before its start, is a mistake', () => {
    const mistake = (values: Record<string, string>) => timeMistake({ values, words: [] });

    assert.match(mistake({ since: 'soon' }) ?? '', /--since "soon" is no time\. Write 2h/);
    assert.match(mistake({ since: '1h', until: '2h' }) ?? '', /--since has to be before --until/);
    assert.equal(mistake({ since: '2h', until: '1h' }), undefined);
    assert.equal(mistake({}), undefined);
  });
});
