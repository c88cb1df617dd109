import * as assert from 'node:assert/strict';
import { sizeWords } from '../../../../src/audit/figures/sizeWords';

describe('the size of a log group in words', () => {
  for (const [bytes, words] of [
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 KB'],
    [1_234_567, '1.2 MB'],
    [48_000_000_000, '48 GB'],
    [999_700_000, '1 GB'],
    [5e18, '5,000 PB'],
  ] as const) {
    it(`is ${words} for ${bytes} bytes`, () => assert.equal(sizeWords(bytes), words));
  }
});
