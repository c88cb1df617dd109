import assert from 'node:assert/strict';
import { pngBytes } from '../../../src/health/pngBytes';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const base64 = Buffer.from(signature).toString('base64');

describe('the bytes of a picture that the page drew', () => {
  it('are those of the PNG in its data URL', () => {
    assert.deepEqual([...pngBytes(`data:image/png;base64,${base64}`)], signature);
  });

  const others = [
    '',
    'data:,',
    'data:image/png;base64,',
    `data:image/svg+xml;base64,${base64}`,
    `data:image/png;base64,${base64}\n#`,
    `https://example.com/data:image/png;base64,${base64}`,
  ];
  for (const url of others) {
    it(`are not taken from ${JSON.stringify(url)}`, () => {
      assert.throws(() => pngBytes(url), /no picture/);
    });
  }
});
