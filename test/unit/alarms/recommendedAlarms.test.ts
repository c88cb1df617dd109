import assert from 'node:assert/strict';
import { recommendedAlarms } from '../../../src/alarms/recommendedAlarms';
import { cluster, published } from './alarmPlans';

describe('the recommended alarms', () => {
  it('watch what AWS advises, at its values', () => {
    const { alarms, filters } = recommendedAlarms(cluster);
    assert.deepEqual(
      alarms.map(({ id, statistic, threshold }) => `${id} ${statistic} ${threshold}`),
      [
        'HsmUnhealthy Maximum 1',
        'HsmTemperature Maximum 90',
        'HsmKeysSessionOccupied Maximum 2500',
        'HsmKeysTokenOccupied Maximum 2500',
        'HsmKeysOccupied Maximum 2500',
        'HsmSslCtxsOccupied Maximum 1800',
        'HsmSessionCount Maximum 1800',
        'HsmUsersAvailable Minimum 10',
        'CryptoOfficerCreated Maximum 1',
        'UserCreated Maximum 1',
        'UserDeleted Maximum 1',
        'LoginOfUnknownUser Sum 2',
        'LoginFailed Sum 2',
        'KeyDestroyed Sum 1',
      ],
    );
    assert.deepEqual(
      filters.map(({ pattern }) => pattern),
      [
        'CN_CREATE_CO',
        'CN_CREATE_USER',
        'CN_DELETE_USER',
        '"Error: This user doesn\'t exist"',
        '"user with this name doesn\'t exist"',
        'RET_USER_LOGIN_FAILURE',
        'CN_DESTROY_OBJECT SUCCESS',
        'CN_TOMBSTONE_OBJECT SUCCESS',
      ],
    );
    for (const { why } of alarms) assert.match(why, /^[A-Z].*\.$/);
  });

  it('leave out what the newer type of HSM does not publish, and know its room for keys', () => {
    const { alarms, notes } = recommendedAlarms({ ...cluster, hsmType: 'hsm2m.medium' });
    const thresholds = new Map(alarms.map(({ id, threshold }) => [id, threshold]));
    assert.equal(thresholds.has('HsmTemperature'), false);
    assert.equal(thresholds.has('HsmSslCtxsOccupied'), false);
    assert.equal(thresholds.get('HsmKeysTokenOccupied'), 12_625);
    assert.match(notes[0]!, /hsm2m\.medium/);
  });

  it('name the cluster where CloudWatch publishes its metrics so, with all dimensions', () => {
    const { alarms } = recommendedAlarms({
      ...cluster,
      published: published(undefined, 'hsm-a', 'hsm-b'),
    });
    assert.deepEqual(
      alarms.filter(({ id }) => id.startsWith('HsmUnhealthy')).map(({ watched }) => watched),
      [
        {
          metric: {
            namespace: 'AWS/CloudHSM',
            name: 'HsmUnhealthy',
            dimensions: { Region: 'eu-central-1', ClusterId: cluster.id },
          },
        },
      ],
    );
  });

  it('name each HSM where CloudWatch publishes metrics of HSMs only, and say that HSMs change', () => {
    const { alarms, notes } = recommendedAlarms({
      ...cluster,
      published: published('hsm-a4tzqk7wnme', 'hsm-c2pmvg5lsoa'),
    });
    assert.deepEqual(
      alarms.map(({ id }) => id).filter((id) => /^HsmUnhealthy|^HsmKeys/.test(id)),
      [
        'HsmUnhealthyOfA4tzqk7wnme',
        'HsmUnhealthyOfC2pmvg5lsoa',
        'HsmKeysSessionOccupiedOfA4tzqk7wnme',
        'HsmKeysSessionOccupiedOfC2pmvg5lsoa',
        'HsmKeysTokenOccupiedOfA4tzqk7wnme',
        'HsmKeysTokenOccupiedOfC2pmvg5lsoa',
        'HsmKeysOccupiedOfA4tzqk7wnme',
        'HsmKeysOccupiedOfC2pmvg5lsoa',
        'HsmKeysTokenOccupiedDiffer',
      ],
    );
    assert.match(notes.join(' '), /name the HSMs of today \(hsm-a4tzqk7wnme, hsm-c2pmvg5lsoa\)/);
    assert.doesNotMatch(notes.join(' '), /assumed/);
  });

  it('compare keys and users of the HSMs, as many as one alarm can', () => {
    const differ = (count: number) =>
      recommendedAlarms({
        ...cluster,
        published: published(...[...Array(count).keys()].map((index) => `hsm-${index}`)),
      });
    const [keys, users, ...more] = differ(3).alarms.filter(({ id }) => id.endsWith('Differ'));
    assert.deepEqual(more, []);
    assert.equal(users?.id, 'HsmUsersAvailableDiffer');
    assert.ok(keys && 'expression' in keys.watched);
    assert.equal(keys.watched.expression, 'MAX([m1, m2, m3]) - MIN([m1, m2, m3])');
    assert.deepEqual(
      keys.watched.metrics.map(({ dimensions }) => dimensions.HsmId),
      ['hsm-0', 'hsm-1', 'hsm-2'],
    );
    for (const count of [0, 1, 11]) {
      const { alarms, notes } = differ(count);
      assert.ok(!alarms.some(({ id }) => id.endsWith('Differ')));
      assert.match(notes.join(' '), /compare them under Health/);
    }
  });

  it('watch what has had no point for long with the dimensions of the other metrics', () => {
    const { alarms } = recommendedAlarms({
      ...cluster,
      published: published('hsm-a').filter(({ metric }) => metric === 'HsmSessionCount'),
    });
    const unhealthy = alarms.filter(({ id }) => id.startsWith('HsmUnhealthy'));
    assert.deepEqual(
      unhealthy.map(({ watched }) => 'metric' in watched && watched.metric.dimensions.HsmId),
      ['hsm-a'],
    );
  });

  it('assume the dimensions where CloudWatch lists no metrics, and say so', () => {
    const { alarms, notes } = recommendedAlarms(cluster);
    assert.deepEqual(alarms[0]?.watched, {
      metric: {
        namespace: 'AWS/CloudHSM',
        name: 'HsmUnhealthy',
        dimensions: { ClusterId: cluster.id },
      },
    });
    assert.match(notes.join(' '), /their dimensions are assumed/);
  });

  it('name the rule of EventBridge that AWS advises beside them', () => {
    const notes = recommendedAlarms(cluster).notes.join(' ');
    assert.match(notes, /EventBridge.*DeleteHsm, CopyBackupToRegion and ModifyCluster/);
  });

  it('say so when the type of the HSMs is not known', () => {
    const { alarms, notes } = recommendedAlarms({ ...cluster, hsmType: undefined });
    assert.ok(alarms.some(({ id }) => id === 'HsmTemperature'));
    assert.match(notes[0]!, /could not be read/);
  });
});
