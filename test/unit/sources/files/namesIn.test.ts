import assert from 'node:assert/strict';
import { namesIn } from '../../../../src/sources/files/namesIn';

describe('the names in a path', () => {
  const hsm = 'hsm-aaaaaaaaaaa';
  const cluster = 'cluster-bbbbbbbbbbb';

  it('are of the file, or of the folder that an export numbers its files in', () => {
    assert.deepEqual(namesIn(`/logs/${hsm}.log`), { stream: hsm, cluster: undefined });
    assert.deepEqual(namesIn(`/logs/${cluster}/${hsm}/000000.gz`), { stream: hsm, cluster });
    assert.deepEqual(namesIn(`/logs/${hsm}/notes.txt`), { stream: undefined, cluster: undefined });
  });

  it('are not of a folder that only sounds like one', () => {
    for (const folder of ['cluster-production', 'kubernetes-cluster-staging1']) {
      assert.equal(namesIn(`/${folder}/${hsm}.log`).cluster, undefined);
    }
  });

  it('have the cluster nearest to the file', () => {
    assert.equal(namesIn(`/cluster-ccccccccccc/${cluster}/one.log`).cluster, cluster);
  });
});
