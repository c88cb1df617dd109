import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { gunzipped, isGzip } from '../../../../src/documents/files/gunzip';

describe('a packed file', () => {
  it('is unpacked, unless it is damaged or would fill the memory', async () => {
    const packed = gzipSync('a'.repeat(100_000));
    assert.ok(isGzip(packed));
    assert.equal((await gunzipped(packed)).length, 100_000);
    await assert.rejects(gunzipped(packed, 10_000), /unpacks to more than/);
    await assert.rejects(gunzipped(packed.subarray(0, 40)), /The file is damaged/);
  });
});
