import assert from 'node:assert/strict';
import {
  classicForm,
  clockText,
  type EventFacts,
  eventText,
  newerForm,
} from '../../../../src/sources/sample/eventText';

const login: EventFacts = {
  usecs: 1516816865013218n,
  version: '2',
  sequence: 5,
  rebootCounter: 0x107,
  commandType: { name: 'CN_MGMT_CMD', code: 0 },
  opcode: { name: 'CN_LOGIN', code: 0xd },
  userId: 9,
  sessionHandle: 0xc008002,
  response: { code: 163, verdict: 'error', text: 'RET_USER_LOGIN_FAILURE' },
  logType: { name: 'MGMT_USER_DETAILS_LOG', code: 2 },
  details: { kind: 'user', user: { name: 'testuser', type: { name: 'CN_CRYPTO_USER', code: 1 } } },
};

const deleteUser: EventFacts = {
  ...login,
  opcode: { name: 'CN_DELETE_USER', code: 0xa1 },
  response: { code: 0, verdict: 'return', text: 'SUCCESS' },
  details: {
    kind: 'user',
    user: { name: 'admin', type: { name: 'CN_CRYPTO_OFFICER', code: 2 } },
    target: { id: 4, name: 'retired_app', type: { name: 'CN_CRYPTO_USER', code: 1 } },
    mechanism: 1,
    mfaEnabled: 'No',
  },
};

function tail(facts: EventFacts, form = classicForm): string[] {
  return eventText(facts, form).split(form.lineEnd).slice(8);
}

describe('event text', () => {
  it('prints the classic form label by label', () => {
    assert.deepEqual(eventText(login).split('\n'), [
      'Time: 01/24/18 18:01:05.013218, usecs:1516816865013218',
      'Sequence No : 0x5',
      'Reboot counter : 0x107',
      'Command Type(hex) : CN_MGMT_CMD (0x0)',
      'Opcode : CN_LOGIN (0xd)',
      'Session Handle : 0xc008002',
      'Response : 163:HSM Error: RET_USER_LOGIN_FAILURE',
      'Log type : MGMT_USER_DETAILS_LOG (2)',
      'User Name : testuser',
      'User Type : CN_CRYPTO_USER (1)',
    ]);
  });

  it('adds the version and the acting user to the newer form, and puts the opcode first', () => {
    const labels = eventText(login, newerForm)
      .split('\n')
      .map((line) => line.split(' : ')[0]);
    assert.deepEqual(labels.slice(1, 7), [
      'Version No',
      'Sequence No',
      'Reboot counter',
      'Opcode',
      'Command Type(hex)',
      'User id',
    ]);
  });

  for (const [spacing, line] of [
    ['spaced', 'Opcode : CN_LOGIN (0xd)'],
    ['tight', 'Opcode: CN_LOGIN (0xd)'],
    ['tab', 'Opcode\t: CN_LOGIN (0xd)'],
    ['aligned', 'Opcode\t\t\t: CN_LOGIN (0xd)'],
  ] as const) {
    it(`spaces labels ${spacing}, but never the first colon`, () => {
      const text = eventText(login, { ...classicForm, spacing });
      assert.ok(text.startsWith('Time: 01/24/18'));
      assert.ok(text.includes(`\n${line}\n`), text);
    });
  }

  it('brings the colons of the aligned form under each other', () => {
    const lines = eventText(deleteUser, { ...newerForm, spacing: 'aligned' })
      .split('\n')
      .slice(1);
    const columns = lines.map((line) => {
      const [label = '', tabs = ''] = /^([^\t]+)(\t+):/.exec(line)?.slice(1) ?? [];
      return (Math.floor(label.length / 8) + tabs.length) * 8;
    });
    assert.deepEqual([...new Set(columns)], [24]);
  });

  it('names the user acted upon in the classic form, and both in the newer one', () => {
    assert.deepEqual(tail(deleteUser), [
      'User Name : retired_app',
      'User Type : CN_CRYPTO_USER (1)',
    ]);
    assert.deepEqual(tail(deleteUser, newerForm).slice(-8), [
      'Log type : MGMT_USER_DETAILS_LOG (2)',
      'User Name : admin',
      'User Type : CN_CRYPTO_OFFICER (2)',
      'Mechanism : 1',
      'Target User Name : retired_app',
      'Target User Type : CN_CRYPTO_USER (1)',
      'Target User id : 4',
      'Mfa enabled : No',
    ]);
  });

  it('prints key handles of 64 bits, in either order, and a third one after them', () => {
    const details = { kind: 'keys', secret: 2n ** 63n, public: 0, key: 7 } as const;
    assert.deepEqual(tail({ ...login, details }), [
      'Priv/Secret Key Handle : 9223372036854775808',
      'Public Key Handle : 0',
      'Key Handle : 7',
    ]);
    assert.deepEqual(tail({ ...login, details }, { ...classicForm, publicKeyFirst: true }), [
      'Public Key Handle : 0',
      'Priv/Secret Key Handle : 9223372036854775808',
      'Key Handle : 7',
    ]);
  });

  it('prints who a key is shared with in the newer form only', () => {
    const operation = { name: 'SHARE', code: 1 };
    const details = { kind: 'sharing', operation, userIds: [5, 7] } as const;
    assert.deepEqual(tail({ ...login, details }), []);
    assert.deepEqual(tail({ ...login, details }, newerForm).slice(-3), [
      'Operation : SHARE (1)',
      'Number of Users : 2',
      'UserIDs : 5,7',
    ]);
  });

  it('prints two clocks, the second one without a comma', () => {
    const details = {
      kind: 'clocks',
      localUsecs: 1650658398189504n,
      hostUsecs: 1650658398191729n,
    } as const;
    assert.deepEqual(tail({ ...login, details }), [
      'local time : 04/22/22 20:13:18.189504, usec:1650658398189504',
      'host time : 04/22/22 20:13:18.191729 usec:1650658398191729',
      'propagation delay : usec:2225',
    ]);
  });

  it('ends its lines as asked, and has none after the last', () => {
    const text = eventText(login, { ...classicForm, lineEnd: '\r\n' });
    assert.equal(text.split('\r\n').length, 10);
    assert.ok(!text.replaceAll('\r\n', '').includes('\n'));
    assert.ok(text.endsWith('(1)'));
  });

  it('keeps every microsecond of the clock', () => {
    assert.equal(clockText(1000n), '01/01/70 00:00:00.001000');
    assert.equal(clockText(1772441836000007n), '03/02/26 08:57:16.000007');
  });
});
