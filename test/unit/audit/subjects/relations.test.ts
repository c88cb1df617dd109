import assert from 'node:assert/strict';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import {
  loginOfSession,
  rowsOfSession,
  sequenceGap,
} from '../../../../src/audit/subjects/relations';

interface Written {
  readonly opcode?: string;
  readonly sequence?: string;
  readonly reboot?: string;
  readonly session?: string;
  readonly response?: string;
  readonly key?: string;
}

function log(...events: readonly Written[]): AuditLog {
  const text = events.map(
    ({
      opcode = 'CN_LOGIN',
      sequence,
      reboot = '0x1',
      session,
      response = '0:HSM Return: SUCCESS',
      key,
    }) =>
      [
        'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812',
        sequence && `Sequence No : ${sequence}`,
        `Reboot counter : ${reboot}`,
        `Opcode : ${opcode} (0xd)`,
        session && `Session Handle : ${session}`,
        `Response : ${response}`,
        key && `Priv/Secret Key Handle : ${key}`,
      ]
        .filter(Boolean)
        .join('\n'),
  );
  return AuditLog.of(`${text.join('\n\n')}\n`);
}

describe('the gap before an event', () => {
  it('is none where the number before it is in the log, in whatever order', () => {
    const newestFirst = log({ sequence: '0x2' }, { sequence: '0x1' }, { sequence: '0x0' });
    for (const row of [0, 1, 2]) assert.equal(sequenceGap(newestFirst, row), undefined);
  });

  it('names the nearest lower number and counts what is missing', () => {
    assert.deepEqual(
      sequenceGap(log({ sequence: '0x1' }, { sequence: '0x3' }, { sequence: '0x8' }), 2),
      {
        previous: 1,
        missing: 4n,
      },
    );
  });

  it('counts from 0x0 where nothing lower is in the log', () => {
    assert.deepEqual(sequenceGap(log({ sequence: '0x3' }), 0), {
      previous: undefined,
      missing: 3n,
    });
  });

  it('looks only at events of the same reboot counter', () => {
    const restarted = log({ sequence: '0x5', reboot: '0x1' }, { sequence: '0x0', reboot: '0x2' });
    assert.equal(sequenceGap(restarted, 1), undefined);
  });

  it('is exact beyond 2^53', () => {
    const gap = sequenceGap(
      log({ sequence: '0x20000000000001' }, { sequence: '0x20000000000003' }),
      1,
    );
    assert.deepEqual(gap, { previous: 0, missing: 1n });
  });
});

describe('the login of a session', () => {
  it('is the nearest successful one before it on the same connection', () => {
    const events = log(
      { session: '0x7004000' },
      { session: '0x7004004' },
      { opcode: 'CN_WRAP_KEY', session: '0x7004003' },
    );
    assert.equal(loginOfSession(events, 2), 1);
  });

  it('is found by sequence where the newest event comes first', () => {
    const newestFirst = log(
      { sequence: '0xc', session: '0x7004000' },
      { opcode: 'CN_WRAP_KEY', sequence: '0x5', session: '0x7004003' },
      { sequence: '0x4', session: '0x7004004' },
    );
    assert.equal(loginOfSession(newestFirst, 1), 2);
  });

  it('is none for a login that failed itself', () => {
    const events = log(
      { session: '0x7004004' },
      { session: '0x7004004', response: '163:HSM Error: RET_USER_LOGIN_FAILURE' },
    );
    assert.equal(loginOfSession(events, 1), undefined);
  });

  it('is not a failed one, nor one of another connection or another start of the HSM', () => {
    const events = log(
      { session: '0x7004004', reboot: '0x0' },
      { session: '0x7008004' },
      { session: '0x7004004', response: '163:HSM Error: RET_USER_LOGIN_FAILURE' },
      { opcode: 'CN_WRAP_KEY', session: '0x7004003' },
    );
    assert.equal(loginOfSession(events, 3), undefined);
  });

  it('is not one that a logout or the end of the connection stands behind', () => {
    for (const opcode of ['CN_LOGOUT', 'CN_APP_FINALIZE']) {
      const events = log(
        { session: '0x7004004' },
        { opcode, session: '0x7004004' },
        { opcode: 'CN_WRAP_KEY', session: '0x7004003' },
      );
      assert.equal(loginOfSession(events, 2), undefined, opcode);
      assert.equal(loginOfSession(events, 1), 0, `${opcode} itself`);
    }
  });
});

describe('the events of a session', () => {
  it('are of its own HSM in a log of several', () => {
    const lines = (hsm: string, ...rest: readonly string[]): string =>
      ['Time: 03/12/26 03:12:07.140812, usecs:1773285127140812', 'Reboot counter : 0x1', ...rest]
        .map((line, at) => (at === 0 ? `2026-03-12T03:12:07+00:00 ${hsm} ${line}` : line))
        .join('\n');
    const login = ['Opcode : CN_LOGIN (0xd)', 'Session Handle : 0x7014004'];
    const ok = 'Response : 0:HSM Return: SUCCESS';
    const both = AuditLog.of(
      [
        lines('hsm-aaaaaaaaaaa', ...login, ok),
        lines('hsm-bbbbbbbbbbb', ...login, ok),
        lines(
          'hsm-bbbbbbbbbbb',
          'Opcode : CN_DESTROY_OBJECT (0x11)',
          'Session Handle : 0x7014005',
          ok,
        ),
        lines('hsm-aaaaaaaaaaa', 'Opcode : CN_WRAP_KEY (0x1a)', 'Session Handle : 0x7014005', ok),
      ].join('\n\n'),
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => both.table.stream(row)),
      ['hsm-aaaaaaaaaaa', 'hsm-bbbbbbbbbbb', 'hsm-bbbbbbbbbbb', 'hsm-aaaaaaaaaaa'],
    );
    assert.deepEqual(rowsOfSession(both, 0), [0, 3]);
    assert.deepEqual(rowsOfSession(both, 2), [1, 2]);
  });
});

describe('the events on a key', () => {
  it('are those with its handle on any key line, exact to 64 bits', () => {
    const events = log(
      { key: '9007199254740993' },
      { key: '9007199254740992' },
      { key: '9007199254740993' },
    );
    assert.deepEqual([...events.lookups.onKey(9007199254740993n)], [0, 2]);
    const handles = AuditLog.of(
      'Time: x\nPublic Key Handle : 7\n\nTime: x\nKey Handle : 7\n\n{"op_code": "CreateObject", "object_handle": 7}\n',
    );
    assert.deepEqual([...handles.lookups.onKey(7n)], [0, 1, 2]);
  });

  it('do not take a line that is not there for handle 0', () => {
    assert.deepEqual([...log({}, { key: '0' }).lookups.onKey(0n)], []);
  });
});
