import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import {
  Ended,
  EventTable,
  type EventTable as Table,
} from '../../../../src/audit/table/eventTable';
import { EventLookups } from '../../../../src/audit/table/eventLookups';
import { loginOfSession, sequenceGap } from '../../../../src/audit/subjects/relations';
import { auditLogText } from '../../../bench/fixtures/auditLog';
import { auditLogs } from '../../../fixtures/auditLogs';

/** The rows for which it is so, found by looking at each. */
function scanned({ table }: AuditLog, isSo: (row: number) => boolean): number[] {
  return Array.from({ length: table.length }, (_, row) => row).filter(isSo);
}

/** Logs whose events have few different numbers, so that they meet. */
const meetingLogs = fc
  .array(
    fc.record({
      opcode: fc.constantFrom('CN_LOGIN', 'CN_LOGOUT', 'CN_APP_FINALIZE', 'CN_WRAP_KEY'),
      sequence: fc.option(
        fc.oneof(fc.nat({ max: 12 }), fc.bigInt({ min: (1n << 64n) - 9n, max: (1n << 64n) - 1n })),
      ),
      reboot: fc.option(fc.nat({ max: 1 })),
      session: fc.option(
        fc.constantFrom('0x7004000', '0x7004004', '0x7008001', '0xffffffffffff4001'),
      ),
      failed: fc.boolean(),
      key: fc.option(fc.constantFrom('0', '7', '131071', '18446744073709551615')),
      usecs: fc.option(fc.nat({ max: 9 })),
    }),
    { maxLength: 40 },
  )
  .map((events) =>
    events
      .map(({ opcode, sequence, reboot, session, failed, key, usecs }) =>
        [
          `Time: 03/12/26 03:12:07.140812${usecs === null ? 'x' : `, usecs:177328512714081${usecs}`}`,
          sequence !== null && `Sequence No : 0x${sequence.toString(16)}`,
          reboot !== null && `Reboot counter : 0x${reboot}`,
          `Opcode : ${opcode} (0xd)`,
          session !== null && `Session Handle : ${session}`,
          `Response : ${failed ? '163:HSM Error: RET_USER_LOGIN_FAILURE' : '0:HSM Return: SUCCESS'}`,
          key !== null && `Priv/Secret Key Handle : ${key}\nPublic Key Handle : ${key}`,
        ]
          .filter((line) => line !== false)
          .join('\n'),
      )
      .join('\n\n'),
  )
  .map((text) => AuditLog.of(`${text}\n`));

/** The gap before an event, by looking at every other one. */
function scannedGap({ table }: AuditLog, row: number): unknown {
  const sequence = table.sequence(row);
  if (sequence === undefined || sequence === 0n) return undefined;
  let previous: number | undefined;
  let before = -1n;
  for (let other = 0; other < table.length; other++) {
    const number = table.sequence(other);
    if (number === undefined || number >= sequence || number <= before) continue;
    if (table.rebootCounter(other) !== table.rebootCounter(row)) continue;
    previous = other;
    before = number;
  }
  const missing = sequence - before - 1n;
  return missing === 0n ? undefined : { previous, missing };
}

function isBefore(table: Table, one: number, other: number): boolean {
  const first = table.sequence(one);
  const second = table.sequence(other);
  return first === undefined || second === undefined ? one < other : first < second;
}

/** The login of a session, by looking at every other event. */
function scannedLogin(log: AuditLog, row: number): number | undefined {
  const { table } = log;
  const session = table.sessionHandle(row);
  if (session === undefined) return undefined;
  if (table.opcode(row) === 'CN_LOGIN') {
    return table.ended(row) === Ended.success ? row : undefined;
  }
  let nearest: number | undefined;
  for (const opcode of ['CN_LOGIN', 'CN_LOGOUT', 'CN_APP_FINALIZE']) {
    for (const other of scanned(log, (at) => table.opcode(at) === opcode)) {
      if (other === row || table.ended(other) !== Ended.success) continue;
      const handle = table.sessionHandle(other);
      if (handle === undefined || handle >> 14n !== session >> 14n) continue;
      if (table.rebootCounter(other) !== table.rebootCounter(row)) continue;
      if (!isBefore(table, other, row)) continue;
      if (nearest === undefined || isBefore(table, nearest, other)) nearest = other;
    }
  }
  return nearest !== undefined && table.opcode(nearest) === 'CN_LOGIN' ? nearest : undefined;
}

describe('the lookups', () => {
  it('find the same by key and user when that was made ahead, in steps', () => {
    const text = auditLogText(10_000, 5);
    const asked = AuditLog.of(text).lookups;
    const ahead = AuditLog.of(text).lookups;
    assert.equal([...ahead.ahead()].length, 4, 'steps');
    for (const key of asked.keys()) assert.deepEqual(ahead.onKey(key), asked.onKey(key));
    for (const user of asked.users()) assert.deepEqual(ahead.ofUser(user), asked.ofUser(user));
  });

  it('find by key, user, session, opcode, response and outcome what a search of every row finds', () => {
    const logs = fc.oneof(
      meetingLogs,
      auditLogs.map(({ text }) => AuditLog.of(text)),
    );
    fc.assert(
      fc.property(logs, (log) => {
        const { table, lookups } = log;
        const handles = [...lookups.keys()];
        for (const key of [...handles, 0n, 99n]) {
          const rows = scanned(
            log,
            (row) =>
              key !== 0n &&
              [table.privateKey(row), table.publicKey(row), table.key(row)].includes(key),
          );
          assert.deepEqual([...lookups.onKey(key)], rows);
          assert.equal(rows.length > 0, handles.includes(key));
        }
        for (const user of [...lookups.users(), 'nobody else']) {
          assert.deepEqual(
            [...lookups.ofUser(user)],
            scanned(log, (row) => table.user(row) === user || table.targetUser(row) === user),
          );
        }
        for (const opcode of [...lookups.opcodes(), 'CN_NONE']) {
          assert.deepEqual(
            [...lookups.ofOpcode(opcode)],
            scanned(log, (row) => table.opcode(row) === opcode),
          );
        }
        for (let row = 0; row < table.length; row++) {
          const session = table.sessionHandle(row);
          if (session !== undefined) {
            assert.deepEqual(
              [...lookups.ofSession(session)],
              scanned(log, (other) => table.sessionHandle(other) === session),
            );
          }
          const code = table.responseCode(row);
          if (code !== undefined) {
            assert.deepEqual(
              [...lookups.ofResponse(code)],
              scanned(log, (other) => table.responseCode(other) === code),
            );
          }
        }
      }),
    );
  }).timeout(20_000);

  it('have the events by time as a search of every row finds', () => {
    fc.assert(
      fc.property(meetingLogs, (log) => {
        const { table, lookups } = log;
        const timed = scanned(log, (row) => !isNaN(table.time(row)));
        assert.deepEqual(
          [...lookups.byTime()],
          timed.sort((a, b) => table.time(a) - table.time(b) || a - b),
        );
      }),
    );
  }).timeout(20_000);

  it('find the gap before an event and the login of its session as a search of every row does', () => {
    fc.assert(
      fc.property(meetingLogs, (log) => {
        for (let row = 0; row < log.length; row++) {
          assert.deepEqual(sequenceGap(log, row), scannedGap(log, row), `gap before row ${row}`);
          assert.equal(loginOfSession(log, row), scannedLogin(log, row), `login of row ${row}`);
        }
      }),
    );
  }).timeout(20_000);

  it('know the events that a growing table gets', () => {
    const table = new EventTable();
    const lookups = new EventLookups(table);
    assert.equal(lookups.ofOpcode('A').length, 0);
    for (const { piece } of AuditLog.of('Time: x\nOpcode : A\n').table.parts()) table.add(piece);
    assert.deepEqual([...lookups.ofOpcode('A')], [0]);
  });
});
