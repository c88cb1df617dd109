import assert from 'node:assert/strict';
import { logStreamArn, withoutWildcard } from '../../../../src/sources/cloudwatch/arn';
import { isKnownRegion, regions } from '../../../../src/sources/cloudwatch/regions';
import { streamKind } from '../../../../src/sources/cloudwatch/streamKind';

describe('ARNs', () => {
  it('makes the ARN of a stream in the partition of its log group', () => {
    const group =
      'arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:/aws/cloudhsm/cluster-a';
    assert.equal(logStreamArn(group, 'hsm-b'), `${group}:log-stream:hsm-b`);
    assert.equal(logStreamArn(`${group}:*`, 'hsm-b'), `${group}:log-stream:hsm-b`);
  });

  it('takes the wildcard off the end only', () => {
    assert.equal(withoutWildcard('arn:aws:logs:r:1:log-group:g:*'), 'arn:aws:logs:r:1:log-group:g');
    assert.equal(withoutWildcard('arn:aws:logs:r:1:log-group:g'), 'arn:aws:logs:r:1:log-group:g');
  });
});

describe('regions', () => {
  it('lists each once, with its place', () => {
    assert.equal(new Set(regions.map(({ name }) => name)).size, regions.length);
    for (const { name, place } of regions) {
      assert.match(name, /^[a-z]{2,4}(-[a-z]+)+-\d$/);
      assert.ok(place.length > 0);
    }
    assert.ok(isKnownRegion('eu-central-1'));
    assert.ok(!isKnownRegion('eu-cental-1'));
  });
});

describe('stream kind', () => {
  for (const [name, cluster, kind] of [
    ['hsm-a4tzqk7wnme', 'cluster-likphkxygsn', 'hsm'],
    ['cluster-likphkxygsn', 'cluster-likphkxygsn', 'certificates'],
    ['cluster-likphkxygsn', '/aws/cloudhsm/cluster-likphkxygsn', 'certificates'],
    ['cluster-anotherone1', 'cluster-likphkxygsn', 'other'],
    ['test', 'cluster-likphkxygsn', 'other'],
  ] as const) {
    it(`of ${name} in ${cluster} is ${kind}`, () => {
      assert.equal(streamKind(name, cluster), kind);
    });
  }
});
