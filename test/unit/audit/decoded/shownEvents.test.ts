import * as assert from 'node:assert/strict';
import { defaultColumns } from '../../../../src/audit/decoded/decodedColumns';
import { decodedSteps } from '../../../../src/audit/decoded/decodedSteps';
import { hasFailed, ShownEvents } from '../../../../src/audit/decoded/shownEvents';
import type { EventFilter } from '../../../../src/audit/filter/eventFilter';
import { atOnce } from '../../../../src/audit/slices';
import { AuditLog } from '../../../../src/audit/table/auditLog';

/** Unix µs of the first event. */
const start = 1_773_285_127_000_000;

interface Login {
  readonly at: number;
  readonly user: string;
  readonly sequence: number;
  readonly reboot?: number;
  readonly fails?: true;
}

/** Logins, `at` seconds after the first event. */
function log(...logins: readonly Login[]): AuditLog {
  const texts = logins.map(
    ({ at, user, sequence, reboot = 1, fails }) =>
      `Time: 03/12/26 03:12:07.000000, usecs:${start + at * 1e6}\nSequence No : 0x${sequence.toString(16)}\nReboot counter : 0x${reboot.toString(16)}\nOpcode : CN_LOGIN (0xd)\nSession Handle : 0x7014006\nResponse : ${fails ? '163:HSM Error: RET_USER_LOGIN_FAILURE' : '0:HSM Return: SUCCESS'}\nUser Name : ${user}\n\n`,
  );
  return AuditLog.of(texts.join(''));
}

function view(logs: readonly AuditLog[], filter: EventFilter = {}): ShownEvents {
  return ShownEvents.ofView(
    atOnce(
      decodedSteps({
        logs: logs.map((one, index) => ({ log: one, name: `hsm-${index}` })),
        filter,
        columns: defaultColumns,
        mostCharacters: 1e6,
      }),
    ),
  );
}

const one = log(
  { at: 0, user: 'bob', sequence: 0 },
  { at: 1, user: 'alice', sequence: 1, fails: true },
  { at: 4, user: 'bob', sequence: 2, fails: true },
);
const other = log(
  { at: 2, user: 'bob', sequence: 1, fails: true },
  { at: 3, user: 'eve', sequence: 1, reboot: 2 },
);

describe('the events that an editor shows', () => {
  it('are those of a log, as they stand', () => {
    const events = ShownEvents.ofLog(one);
    assert.equal(events.neighbour(-1, 'next', hasFailed), 1);
    assert.equal(events.neighbour(1, 'next', hasFailed), 2);
    assert.equal(events.neighbour(2, 'next', hasFailed), undefined);
    assert.equal(events.neighbour(2, 'previous', hasFailed), 1);
    assert.equal(events.at(-1), undefined);
    assert.equal(events.at(3), undefined);
  });

  it('are without those that a filter hides', () => {
    const events = view([one], { users: ['bob'] });
    assert.equal(events.neighbour(0, 'next', hasFailed), 1);
    assert.deepEqual(events.at(1), { log: 0, row: 2, of: one });
    assert.equal(events.atTime(start + 1), 1, 'the hidden event is nearer');
    assert.equal(events.ofSequence({ sequence: 1n, reboot: undefined }, 0), undefined);
  });

  it('are those of all logs of a merged view, by time', () => {
    const events = view([one, other]);
    const failures = [];
    for (let at: number | undefined = -1; at !== undefined;) {
      at = events.neighbour(at, 'next', hasFailed);
      if (at !== undefined) failures.push(at);
    }
    assert.deepEqual(failures, [1, 2, 4]);
    assert.equal(events.atTime(start + 1.5e6), 2, 'of the other log');
    assert.equal(events.atTime(start + 5e6), undefined);
    assert.deepEqual(events.ends(), [0, 4]);
    const ofBob = events.about({ kind: 'user', name: 'bob' }, 0);
    assert.equal(events.neighbour(0, 'next', ofBob), 2);
  });

  it('are of one session in its own log alone', () => {
    const events = view([one, other]);
    const session = events.about({ kind: 'session', handle: 0x7014006n, row: 0 }, 0);
    assert.equal(events.neighbour(1, 'next', session), 4);
  });

  it('are found by sequence number, that of the HSM and the start at the cursor first', () => {
    const events = view([one, other]);
    const asked = { sequence: 1n, reboot: undefined };
    assert.equal(events.ofSequence(asked, 0), 1);
    assert.equal(events.ofSequence(asked, 2), 2);
    assert.equal(events.ofSequence(asked, 3), 3, 'the later start of the other HSM');
    assert.equal(events.ofSequence(asked, -1), 1);
    assert.equal(events.ofSequence({ sequence: 1n, reboot: 2n }, 0), 3);
    assert.equal(events.ofSequence({ sequence: 9n, reboot: undefined }, 0), undefined);
  });
});
