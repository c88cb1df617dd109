import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import {
  chosenColumns,
  defaultColumns,
  mergedColumns,
} from '../../../../src/audit/decoded/decodedColumns';
import { decodedSteps, type ViewRequest } from '../../../../src/audit/decoded/decodedSteps';
import type { DecodedView } from '../../../../src/audit/decoded/decodedView';
import type { EventFilter } from '../../../../src/audit/filter/eventFilter';
import { auditLogs } from '../../../fixtures/auditLogs';

function view(texts: readonly string[], more: Partial<ViewRequest> = {}, previous?: DecodedView) {
  const logs = texts.map((text, index) => ({ log: AuditLog.of(text), name: `hsm-${index}` }));
  const request = { logs, filter: {}, columns: defaultColumns, mostCharacters: Infinity, ...more };
  const steps = decodedSteps(request, previous);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Each run makes three views of up to 36 events. */
const numRuns = 40;

const filters = fc.constantFrom<EventFilter>(
  {},
  { outcomes: ['failure'] },
  { categories: ['login'] },
);
/** Text that is no event may stand anywhere. */
const noise = fc.constantFrom('', '', 'no event\n\n', 'Response : 0:HSM');

/** What two views must have in common besides the widths, which an older view may have made wider. */
function said(of: DecodedView): readonly string[] {
  return of.text.split('\n').map((line) => line.replace(/ {2,}/g, '  '));
}

function assertPlaces(of: DecodedView): void {
  const lines = of.text.split('\n');
  assert.equal(of.lineCount, lines.length - 1);
  of.parts.lineStarts.forEach((start, line) => {
    assert.ok(of.text.startsWith(lines[line]!, start), `line ${line}`);
  });
  let events = 0;
  for (const { log, row } of of.events()) {
    const line = of.lineOf({ log, row });
    assert.deepEqual(of.eventAt(line ?? -1), { log, row });
    events++;
  }
  assert.equal(events, of.eventCount);
}

describe('a decoded view of logs that are not whole', () => {
  const text = 'Time: 12/19/17 21:01:16.962174, usecs:1513717276962174\nSequence No : 0x0\n';
  const log = AuditLog.of(text);
  const partial = (missing: string | undefined, older?: DecodedView): DecodedView =>
    view([], { logs: ['a', 'b'].map((name) => ({ log, name, missing })) }, older);

  it('says once above the first event what is missing, also in a view that is filtered', () => {
    const lines = partial('Not searched: all.').text.split('\n');
    assert.equal(lines.filter((line) => line.includes('Not searched: all.')).length, 1);
    assert.match(lines[1] ?? '', /Not searched: all\./);
    const filter = { outcomes: ['failure'] } as const;
    const logs = [{ log, name: 'a', missing: 'Not searched: all.' }];
    assert.match(view([], { logs, filter }).text, /Not searched: all\./);
  });

  it('says so no longer when they are', () => {
    const before = partial('Not searched: all.');
    assert.equal(partial(undefined, before).text, partial(undefined).text);
    assert.equal(partial('Not searched: all.', partial(undefined)).text, before.text);
  });
});

describe('a decoded view of a log that grew', () => {
  it('is the same as one made anew, at whichever end it grew', () => {
    fc.assert(
      fc.property(
        auditLogs,
        auditLogs,
        auditLogs,
        noise,
        filters,
        (older, middle, newer, text, filter) => {
          const before = view([middle.text + text], { filter });
          const grown = older.text + middle.text + text + newer.text;
          const now = view([grown], { filter }, before);
          assert.deepEqual(said(now), said(view([grown], { filter })));
          assertPlaces(now);
        },
      ),
      { numRuns },
    );
  });

  it('is the same as one made anew when one of several merged logs grew', () => {
    fc.assert(
      fc.property(auditLogs, auditLogs, auditLogs, filters, (one, other, more, filter) => {
        const before = view([one.text, other.text], { filter });
        const now = view([one.text, other.text + more.text], { filter }, before);
        assert.deepEqual(said(now), said(view([one.text, other.text + more.text], { filter })));
        assertPlaces(now);
      }),
      { numRuns },
    );
  });

  it('decodes none of the events that it shows already', () => {
    const event = (sequence: number) =>
      `Time: 03/12/26 03:12:07.140812\nSequence No : 0x${(sequence + 1000).toString(16)}\nOpcode : CN_LOGIN (0xd)\n\n`;
    const text = Array.from({ length: 500 }, (_, index) => event(index)).join('');
    const before = view([text]);
    const log = AuditLog.of(`${text}${event(500)}`);
    const decoded: number[] = [];
    const event0 = log.event.bind(log);
    log.event = (row) => {
      decoded.push(row);
      return event0(row);
    };
    const now = view([], { logs: [{ log, name: 'hsm-0' }] }, before);
    assert.deepEqual(decoded, [500]);
    assert.ok(now.text.startsWith(before.text));
    assert.equal(now.eventCount, 501);
  });
});

describe('a decoded view', () => {
  it('ends with what the container of a log holds besides events, unless it is filtered', () => {
    const log = AuditLog.of('Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\n');
    const logs = [{ log, name: 'hsm-a', notes: ['line 9 is no audit event: x', 'and more'] }];
    const whole = view([], { logs }).text.split('\n');
    assert.deepEqual(whole.slice(-3), ['! line 9 is no audit event: x', '! and more', '']);
    assert.doesNotMatch(view([], { logs, filter: { opcodes: ['CN_LOGIN'] } }).text, /and more/);
  });

  it('leaves out what a filter hides, and says that it does', () => {
    const event = (opcode: string) =>
      `Time: 03/12/26 03:12:07.140812\nOpcode : ${opcode} (0x1)\n\n`;
    const now = view([`${event('CN_LOGIN')}junk\n\n${event('CN_WRAP_KEY')}`], {
      filter: { opcodes: ['CN_WRAP_KEY'] },
    });
    const lines = now.text.split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[1], '! Only these events are shown: CN_WRAP_KEY');
    assert.match(lines[2]!, /CN_WRAP_KEY/);
    assert.equal(now.lineOf({ log: 0, row: 0 }), undefined);
    assert.deepEqual(now.eventAtOrBefore(0), { log: 0, row: 1 });
  });

  it('of several logs goes by time, and says which HSM and what is the same action', () => {
    const login = (usecs: number) =>
      `Time: 03/12/26 03:12:07.140812, usecs:${1_773_285_127_000_000 + usecs}\nOpcode : CN_LOGIN (0xd)\nResponse : 0:HSM Return: SUCCESS\nUser Name : bob\n\n`;
    const now = view([login(27_400) + login(90_000_000), login(0)]);
    const cells = now.text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(/ {2,}/));
    assert.deepEqual(
      cells.map(([, hsm]) => hsm),
      ['hsm-1', 'hsm-0', 'hsm-0'],
    );
    assert.deepEqual(
      cells.map((line) => line[5]),
      ['also on hsm-0', 'login of hsm-1, +27.4 ms', '-'],
    );
    assert.match(now.text, /^Time \(UTC\).*Same action \(inferred\)/);
    assertPlaces(now);
  });

  it('of several logs has every event once', () => {
    fc.assert(
      fc.property(auditLogs, auditLogs, (one, other) => {
        const now = view([one.text, other.text]);
        assert.equal(now.eventCount, one.events.length + other.events.length);
        assertPlaces(now);
      }),
    );
  });

  it('that would be too long ends with how many events are left', () => {
    fc.assert(
      fc.property(auditLogs, fc.nat({ max: 2000 }), ({ text, events }, mostCharacters) => {
        const now = view([text], { mostCharacters });
        assert.equal(now.left + now.eventCount, events.length);
        const says = /\n! (\d+) more events do not fit/.exec(now.text)?.[1];
        assert.equal(Number(says ?? 0), now.left);
        assertPlaces(now);
      }),
    );
  });
});

describe('the columns of a decoded view', () => {
  it('are those of the setting, each once and in its order', () => {
    assert.deepEqual(chosenColumns(['opcode', 'time', 'opcode', 'made up', 3]), ['opcode', 'time']);
  });

  it('are the default ones where the setting names none', () => {
    for (const setting of [undefined, [], ['made up'], 'time', { time: 1 }])
      assert.deepEqual(chosenColumns(setting), defaultColumns);
  });

  it('of a merged view have the HSM in front, and the copies behind who did it, or behind the opcode', () => {
    assert.deepEqual(mergedColumns(['time', 'opcode', 'subject', 'hsm', 'response']), [
      'time',
      'hsm',
      'opcode',
      'subject',
      'copies',
      'response',
    ]);
    assert.deepEqual(mergedColumns(['time', 'opcode', 'meaning']), [
      'time',
      'hsm',
      'opcode',
      'copies',
      'meaning',
    ]);
    assert.deepEqual(mergedColumns(['opcode']), ['opcode', 'hsm', 'copies']);
  });
});
