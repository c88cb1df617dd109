import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Span } from '../../../../src/audit/event/auditEvent';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { subjectAt, subjectOfKind, type Subject } from '../../../../src/audit/subjects/subject';
import { opcodePlace, subjectPlaces } from '../../../../src/audit/subjects/subjectPlaces';
import { originOf, rowsOf } from '../../../../src/audit/subjects/subjectRows';
import { auditLogs } from '../../../fixtures/auditLogs';

interface Written {
  readonly opcode: string;
  readonly session?: string;
  readonly response?: string;
  readonly key?: string;
  readonly user?: string;
}

function logOf(...events: readonly Written[]): AuditLog {
  const texts = events.map(
    ({ opcode, session, response = '0:HSM Return: SUCCESS', key, user }, row) =>
      [
        'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812',
        `Sequence No : 0x${row.toString(16)}`,
        'Reboot counter : 0x1',
        `Opcode : ${opcode} (0xd)`,
        session && `Session Handle : ${session}`,
        `Response : ${response}`,
        key && `Priv/Secret Key Handle : ${key}`,
        user && `User Name : ${user}`,
      ]
        .filter(Boolean)
        .join('\n'),
  );
  return AuditLog.of(`${texts.join('\n\n')}\n`);
}

const failed = '163:HSM Error: RET_USER_LOGIN_FAILURE';

describe('what events are about', () => {
  it('is the key, user or session whose line the cursor is on, label included', () => {
    const log = logOf({ opcode: 'CN_WRAP_KEY', session: '0x7014006', key: '262152', user: 'eve' });
    const at = (text: string) => subjectAt(log, log.text.indexOf(text) + 1)?.subject;
    assert.deepEqual(at('Priv/Secret'), { kind: 'key', handle: 262152n });
    assert.deepEqual(at('262152'), { kind: 'key', handle: 262152n });
    assert.deepEqual(at('eve'), { kind: 'user', name: 'eve' });
    assert.deepEqual(at('0x7014006'), { kind: 'session', handle: 0x7014006n, row: 0 });
    assert.equal(at('Opcode'), undefined);
  });

  it('is no key where the handle is 0', () => {
    const log = logOf({ opcode: 'CN_WRAP_KEY', key: '0' });
    assert.equal(subjectOfKind(log, 0, 'key'), undefined);
  });

  it('is found again by its places in every event of its rows, as the decoder has them', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        const log = AuditLog.of(text);
        for (let row = 0; row < log.length; row++) {
          for (const kind of ['key', 'user', 'session'] as const) {
            const subject: Subject | undefined = subjectOfKind(log, row, kind);
            if (subject === undefined) continue;
            assert.ok(rowsOf(log, subject).includes(row));
            const places = subjectPlaces(log, row, subject);
            const spans: readonly Span[] = log.event(row).fields.map(({ valueSpan }) => valueSpan);
            assert.ok(places.length > 0);
            for (const place of places) {
              assert.ok(spans.some((span) => JSON.stringify(span) === JSON.stringify(place)));
              assert.deepEqual(subjectAt(log, place.offset)?.subject, subject);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has an opcode at the place that the decoder gives', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        const log = AuditLog.of(text);
        for (let row = 0; row < log.length; row++) {
          const field = log.event(row).fields.find(({ id }) => id === 'opcode' || id === 'opCode');
          assert.deepEqual(opcodePlace(log, row), field?.valueSpan);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('where a subject comes from', () => {
  const key: Subject = { kind: 'key', handle: 7n };

  it('is, for a key, the event that made it, not a failed try before', () => {
    const log = logOf(
      { opcode: 'CN_GENERATE_KEY', key: '7', response: failed },
      { opcode: 'CN_WRAP_KEY', key: '7' },
      { opcode: 'CN_GENERATE_KEY', key: '7' },
    );
    assert.equal(originOf(log, key)?.row, 2);
  });

  it('is, for a key that was imported, the import, and for a copied one the copy', () => {
    const imported = logOf(
      { opcode: 'CN_WRAP_KEY', key: '7' },
      { opcode: 'CN_UNWRAP_KEY', key: '7' },
    );
    assert.equal(originOf(imported, key)?.row, 1);
    const copied = logOf({ opcode: 'CN_INSERT_MASKED_OBJECT_USER', key: '7' });
    assert.deepEqual(originOf(copied, key), { kind: 'copied', row: 0 });
  });

  it('is nowhere for a key that was there before the log', () => {
    assert.equal(originOf(logOf({ opcode: 'CN_WRAP_KEY', key: '7' }), key)?.row, undefined);
  });

  it('is, for a user, the creation, or else the first event that names the user', () => {
    const user: Subject = { kind: 'user', name: 'eve' };
    const login: Written = { opcode: 'CN_LOGIN', user: 'eve' };
    assert.equal(originOf(logOf(login, { opcode: 'CN_CREATE_USER', user: 'eve' }), user)?.row, 1);
    assert.deepEqual(originOf(logOf({ opcode: 'CN_LOGIN', user: 'bob' }, login), user), {
      kind: 'named',
      row: 1,
    });
  });

  it('is, for a session, its login; and its events end where it ends', () => {
    const log = logOf(
      { opcode: 'CN_LOGIN', session: '0x7014000', user: 'eve' },
      { opcode: 'CN_WRAP_KEY', session: '0x7014001', key: '7' },
      { opcode: 'CN_WRAP_KEY', session: '0x9014001', key: '7' },
      { opcode: 'CN_LOGOUT', session: '0x7014000' },
      { opcode: 'CN_LOGIN', session: '0x7014000', user: 'bob' },
      { opcode: 'CN_WRAP_KEY', session: '0x7014001', key: '7' },
    );
    const session = (row: number): Subject => ({ kind: 'session', handle: 0x7014001n, row });
    assert.equal(originOf(log, session(1))?.row, 0);
    assert.deepEqual(rowsOf(log, session(1)), [0, 1, 3]);
    assert.equal(originOf(log, session(5))?.row, 4);
    assert.deepEqual(rowsOf(log, session(5)), [4, 5]);
    assert.equal(originOf(log, session(2))?.row, undefined);
    assert.deepEqual(rowsOf(log, session(2)), [2]);
  });
});
