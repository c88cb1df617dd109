import assert from 'node:assert/strict';
import { estimateBytes, queryCost } from '../../../../src/sources/insights/queryCost';

const day = 86_400_000;
const now = Date.UTC(2026, 2, 12);

describe('the cost of a query', () => {
  it('is the price of the gigabytes that it scans', () => {
    assert.equal(queryCost(0), 0);
    assert.equal(queryCost(2 ** 30), 0.005);
    assert.equal(queryCost(200 * 2 ** 30), 1);
  });

  describe('before it runs', () => {
    const lastDay = { from: now - day, to: now };

    it('is that of all that is kept, where nothing says since when', () => {
      assert.equal(estimateBytes([{ storedBytes: 150 }], lastDay, now), 1000);
    });

    it('is that of the part of what is kept for a limited time', () => {
      const logs = [{ storedBytes: 150, retentionDays: 10 }];
      assert.equal(estimateBytes(logs, lastDay, now), 100);
      assert.equal(estimateBytes(logs, { from: now - 15 * day, to: now - 5 * day }, now), 500);
      assert.equal(estimateBytes(logs, { from: 0, to: now + day }, now), 1000);
      assert.equal(estimateBytes(logs, { from: now - 15 * day, to: now - 12 * day }, now), 0);
    });

    it('is nothing for a time that has not come', () => {
      assert.equal(estimateBytes([{ storedBytes: 150 }], { from: now + 1, to: now + 2 }, now), 0);
    });

    it('is that of all log groups, and not known where one is not', () => {
      const logs = [{ storedBytes: 150 }, { storedBytes: 300, retentionDays: 1 }];
      assert.equal(estimateBytes(logs, lastDay, now), 3000);
      assert.equal(estimateBytes([...logs, {}], lastDay, now), undefined);
    });
  });
});
