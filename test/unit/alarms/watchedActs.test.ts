import assert from 'node:assert/strict';
import { watchedActs } from '../../../src/alarms/watchedActs';
import { eventText } from '../../../src/sources/sample/eventText';
import { parseFilterPattern } from '../../endpoint/filterPattern';

/** The acts whose filters count an event. */
function actsOf(opcode: string, code = 0, text = 'SUCCESS'): readonly string[] {
  const message = eventText({
    usecs: 1_516_815_699_037_255n,
    sequence: 4,
    rebootCounter: 0x107,
    commandType: { name: 'CN_MGMT_CMD', code: 0 },
    opcode: { name: opcode, code: 13 },
    sessionHandle: 0xc008002,
    response: { code, verdict: code === 0 ? 'return' : 'error', text },
    logType: { name: 'MGMT_USER_DETAILS_LOG', code: 2 },
  });
  return watchedActs('cluster-a').flatMap(({ alarm, filters }) =>
    filters.some(({ pattern }) => parseFilterPattern(pattern)(message)) ? [alarm.id] : [],
  );
}

describe('the acts that alarms watch in the audit log', () => {
  it('are those of the events that AWS documents and of those that firmware prints', () => {
    assert.deepEqual(actsOf('CN_CREATE_CO'), ['CryptoOfficerCreated']);
    assert.deepEqual(actsOf('CN_CREATE_USER'), ['UserCreated']);
    assert.deepEqual(actsOf('CN_DELETE_USER'), ['UserDeleted']);
    assert.deepEqual(actsOf('CN_LOGIN', 163, 'RET_USER_LOGIN_FAILURE'), ['LoginFailed']);
    const unknown = "user isn't initialized or user with this name doesn't exist";
    assert.deepEqual(actsOf('CN_LOGIN', 157, unknown), ['LoginOfUnknownUser']);
    const other = "Error: This user doesn't exist";
    assert.deepEqual(actsOf('CN_LOGIN', 206, other), ['LoginOfUnknownUser']);
    assert.deepEqual(actsOf('CN_DESTROY_OBJECT'), ['KeyDestroyed']);
    assert.deepEqual(actsOf('CN_TOMBSTONE_OBJECT'), ['KeyDestroyed']);
  });

  it('are no others', () => {
    assert.deepEqual(actsOf('CN_LOGIN'), []);
    assert.deepEqual(actsOf('CN_DESTROY_OBJECT', 5, 'RET_OBJECT_NOT_FOUND'), []);
  });
});
