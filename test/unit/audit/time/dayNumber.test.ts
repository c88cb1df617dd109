import assert from 'node:assert/strict';
import { dayNumber } from '../../../../src/audit/time/dayNumber';

describe('the number of a day', () => {
  it('is what the calendar says, for every day of the century', () => {
    for (
      let day = Date.UTC(2000, 0, 1) / 86_400_000;
      day < Date.UTC(2100, 0, 1) / 86_400_000;
      day++
    ) {
      const date = new Date(day * 86_400_000);
      assert.equal(
        dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()),
        day,
      );
    }
  });

  it('is none for a day that does not exist', () => {
    for (const [year, month, day] of [
      [2023, 2, 29],
      [2024, 2, 30],
      [2024, 4, 31],
      [2024, 0, 1],
      [2024, 13, 1],
      [2024, 1, 0],
      [2024, NaN, 1],
    ] as const) {
      assert.equal(dayNumber(year, month, day), undefined);
    }
  });
});
