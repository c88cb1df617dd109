import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldOf, type LogEvent } from '../../../src/audit/auditEvent';
import { AuditLog } from '../../../src/audit/auditLog';
import { Ended } from '../../../src/audit/eventTable';
import { outcomeOf } from '../../../src/audit/outcome';
import { auditLogs } from '../../fixtures/auditLogs';

/** What the index keeps of an event, told by the decoder. */
function decoded(event: LogEvent) {
  if (event.kind === 'certificate') {
    return {
      time: event.timestamp === undefined ? undefined : Number(event.timestamp) * 1000,
      key: event.objectHandle ?? undefined,
      opcode: event.opCode,
      ended: Ended[outcomeOf(event)],
    };
  }
  const time = fieldOf(event, 'time');
  const usecs = time?.usecs ?? time?.textUsecs;
  const response = fieldOf(event, 'response');
  return {
    time: usecs === undefined ? undefined : Number(usecs),
    sequence: fieldOf(event, 'sequence')?.number,
    reboot: fieldOf(event, 'rebootCounter')?.number,
    session: fieldOf(event, 'sessionHandle')?.number,
    privateKey: fieldOf(event, 'privateKey')?.number,
    publicKey: fieldOf(event, 'publicKey')?.number,
    key: fieldOf(event, 'key')?.number,
    commandType: fieldOf(event, 'commandType')?.name,
    opcode: fieldOf(event, 'opcode')?.name,
    response: response?.code === undefined ? undefined : Number(response.code),
    logType: fieldOf(event, 'logType')?.name,
    userType: fieldOf(event, 'userType')?.name,
    targetUser: fieldOf(event, 'targetUserName')?.value,
    user: fieldOf(event, 'userName')?.value,
    ended: Ended[outcomeOf(event)],
  };
}

/** The same, told by the columns. */
function indexed(log: AuditLog, row: number) {
  const { table } = log;
  const time = table.time(row);
  return {
    time: isNaN(time) ? undefined : time,
    sequence: table.sequence(row),
    reboot: table.rebootCounter(row),
    commandType: table.commandType(row),
    opcode: table.opcode(row),
    session: table.sessionHandle(row),
    response: table.responseCode(row),
    logType: table.logType(row),
    privateKey: table.privateKey(row),
    publicKey: table.publicKey(row),
    key: table.key(row),
    user: table.user(row),
    userType: table.userType(row),
    targetUser: table.targetUser(row),
    ended: table.ended(row),
  };
}

describe('the index', () => {
  it('agrees with the decoder on every field of every event', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        const log = AuditLog.of(text);
        for (let row = 0; row < log.length; row++) {
          const event = log.event(row);
          const expected = decoded(event);
          const actual = indexed(log, row);
          for (const [column, value] of Object.entries(expected)) {
            assert.equal(actual[column as keyof typeof actual], value, `${column} of row ${row}`);
          }
          assert.equal(event.span.line, log.table.line(row));
        }
      }),
    );
  });

  it('finds the event at an offset, and none between events', () => {
    const log = AuditLog.of('junk\n\nTime: x\nOpcode : A\n\n\nTime: y\nOpcode : B\n');
    assert.equal(log.length, 2);
    assert.equal(log.rowAt(0), undefined);
    assert.equal(log.rowAt(6), 0);
    assert.equal(log.rowAt(24), 0);
    assert.equal(log.rowAt(26), undefined);
    assert.equal(log.rowAt(30), 1);
  });

  it('counts the first of a label that is printed twice, as the decoder does', () => {
    const log = AuditLog.of('Time: x\nSequence No : 0x1\nSequence No : 0x2');
    assert.equal(log.table.sequence(0), 1n);
  });

  it('grows to any number of events', () => {
    const log = AuditLog.of(
      'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nOpcode : CN_LOGIN (0xd)\n\n'.repeat(
        1000,
      ),
    );
    assert.equal(log.length, 1000);
    assert.equal(log.table.opcode(999), 'CN_LOGIN');
  });
});
