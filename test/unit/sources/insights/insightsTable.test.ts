import assert from 'node:assert/strict';
import { tableRows } from '../../../../src/sources/insights/insightsTable';

describe('a table of Logs Insights', () => {
  it('has the columns in the order of the query, also where rows leave some out', () => {
    const row = (...names: readonly string[]) => ({
      fields: names.map((name) => [name, `${name}!`] as const),
      pointer: undefined,
    });
    const { columns, rows } = tableRows([row('b', 'd'), row('d', 'e'), row('a', 'b', 'c', 'd')]);

    assert.deepEqual(columns, ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(rows, [
      [undefined, 'b!', undefined, 'd!', undefined],
      [undefined, undefined, undefined, 'd!', 'e!'],
      ['a!', 'b!', 'c!', 'd!', undefined],
    ]);
  });

  it('is empty without rows', () => {
    assert.deepEqual(tableRows([]), { columns: [], rows: [], pointers: [] });
  });
});
