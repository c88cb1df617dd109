import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { checkLog, checkSteps, type CheckOptions } from '../../../../src/audit/check/checkLog';
import { checks } from '../../../../src/audit/check/checks';
import type { Finding } from '../../../../src/audit/check/finding';
import type { EventFacts } from '../../../../src/sources/sample/eventText';
import { clockText } from '../../../../src/sources/sample/eventText';
import { streamLogs, type StreamLog } from '../../../fixtures/streamLogs';

function joined(texts: readonly string[]): AuditLog {
  return AuditLog.of(texts.map((text) => `${text}\n\n`).join(''));
}

function written({ write }: StreamLog, events: readonly EventFacts[]): AuditLog {
  return joined(events.map(write));
}

/** The findings that a person must look at, as `code@row`. */
function alarms(log: AuditLog, options?: CheckOptions): readonly string[] {
  return checkLog(log, options)
    .filter(({ severity }) => severity !== 'information')
    .map(({ code, row }) => `${code}@${row}`);
}

function codes(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code }) => code);
}

/** A log and the place of an event inside of its last start, with one before and one after it. */
const logWithPlace = streamLogs.chain((log) => {
  const { rebootCounter } = log.events.at(-1)!;
  const first = log.events.findIndex((event) => event.rebootCounter === rebootCounter);
  return fc.record({
    log: fc.constant(log),
    at: fc.integer({ min: first + 1, max: log.events.length - 2 }),
  });
});

interface Written {
  readonly sequence?: string;
  readonly reboot?: string;
  readonly opcode?: string;
  readonly usecs?: number;
  readonly more?: string;
}

/** A whole event; its second of the minute is its number unless `usecs` says another. */
function event({
  sequence = '0x0',
  reboot = '0x1',
  opcode = 'CN_INIT_DONE (0x95)',
  usecs = 1_773_285_120_000_000 + Number(sequence) * 1_000_000,
  more = '',
}: Written): string {
  return [
    `Time: ${clockText(BigInt(usecs))}, usecs:${usecs}`,
    `Sequence No : ${sequence}`,
    `Reboot counter : ${reboot}`,
    'Command Type(hex) : CN_MGMT_CMD (0x0)',
    `Opcode : ${opcode}`,
    'Session Handle : 0x1004001',
    'Response : 0:HSM Return: SUCCESS',
    `Log type : MINIMAL_LOG_ENTRY (0)${more}`,
  ].join('\n');
}

const numbered = (...sequences: readonly number[]): readonly string[] =>
  sequences.map((number) => event({ sequence: `0x${number.toString(16)}` }));

const upTo = (count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

describe('the check of a log', () => {
  it('finds nothing to worry about in what an HSM writes, in whichever form', () => {
    fc.assert(
      fc.property(streamLogs, (log) => {
        assert.deepEqual(alarms(written(log, log.events)), []);
      }),
    );
  });

  it('finds nothing to worry about when the newest event comes first, and says so', () => {
    fc.assert(
      fc.property(streamLogs, (log) => {
        const findings = checkLog(written(log, [...log.events].reverse()));
        assert.ok(codes(findings).includes('newest-first'));
        assert.ok(findings.every(({ severity }) => severity === 'information'));
      }),
    );
  });

  it('finds one event that was dropped, and only that', () => {
    fc.assert(
      fc.property(logWithPlace, ({ log, at }) => {
        assert.deepEqual(alarms(written(log, log.events.toSpliced(at, 1))), [`sequence-gap@${at}`]);
      }),
    );
  });

  it('finds one event that was doubled, and only that', () => {
    fc.assert(
      fc.property(logWithPlace, ({ log, at }) => {
        const events = log.events.toSpliced(at, 0, log.events[at]!);
        assert.deepEqual(alarms(written(log, events)), [`duplicate-event@${at + 1}`]);
      }),
    );
  });

  it('finds two events that changed places, and only that', () => {
    fc.assert(
      fc.property(logWithPlace, ({ log, at }) => {
        const events = log.events.toSpliced(at, 2, log.events[at + 1]!, log.events[at]!);
        assert.deepEqual(alarms(written(log, events)), [`sequence-decrease@${at + 1}`]);
      }),
    );
  });

  it('finds usecs that were changed, and time that goes backwards where they do', () => {
    fc.assert(
      fc.property(logWithPlace, fc.integer({ min: 1, max: 10 ** 9 }), ({ log, at }, later) => {
        const texts = log.events.map(log.write);
        const { usecs } = log.events[at]!;
        const changed = usecs + BigInt(later);
        texts[at] = texts[at]!.replace(`usecs:${usecs}`, `usecs:${changed}`);
        const passes = changed > log.events[at + 1]!.usecs;
        assert.deepEqual(
          alarms(joined(texts)),
          [`time-mismatch@${at}`].concat(passes ? [`time-backwards@${at + 1}`] : []),
        );
      }),
    );
  });

  it('finds one of the two times of an event that was made unreadable, and only that', () => {
    const damages: readonly ((text: string) => string)[] = [
      (text) => text.replace('usecs:', 'usecs:x'),
      (text) => text.replace(/,[ \t]*usecs:\d+/, ''),
      (text) => text.replace(/\d\d\/\d\d\//, '13/45/'),
    ];
    fc.assert(
      fc.property(logWithPlace, fc.constantFrom(...damages), ({ log, at }, damage) => {
        const texts = log.events.map(log.write);
        texts[at] = damage(texts[at]!);
        assert.deepEqual(alarms(joined(texts)), [`time-mismatch@${at}`]);
      }),
    );
  });

  it('says nothing of times in a log that never prints usecs', () => {
    const texts = numbered(...upTo(12)).map((text) => text.replace(/,[ \t]*usecs:\d+/, ''));
    assert.deepEqual(alarms(joined(texts)), []);
  });

  it('finds an event that was cut anywhere behind its first line, and only that', () => {
    fc.assert(
      fc.property(logWithPlace, fc.double({ min: 0, max: 1, noNaN: true }), ({ log, at }, part) => {
        const texts = log.events.map(log.write);
        const whole = texts[at]!;
        const lines = [...whole.matchAll(/\r?\n/g)].map(({ index }) => index);
        texts[at] = whole.slice(0, lines[Math.floor(part * (lines.length - 1))]);
        // Where no event of its log type is left to compare with, its last lines are not missed.
        const found = alarms(joined(texts));
        if (found.length > 0 || /Log type/.exec(texts[at]) === null) {
          assert.deepEqual(found, [`cut-event@${at}`]);
        }
      }),
    );
  });

  it('finds a log that ends within its last event', () => {
    const last = event({ sequence: '0x9' });
    const before = numbered(...upTo(9))
      .map((text) => `${text}\n\n`)
      .join('');
    // Behind the date, from where on it is an event at all.
    for (let length = 'Time: 03/12/26'.length; length < last.length; length++) {
      assert.deepEqual(
        alarms(AuditLog.of(before + last.slice(0, length))),
        ['cut-event@9'],
        last.slice(0, length),
      );
    }
  });

  it('finds a log that begins within its first event', () => {
    const [first = '', ...rest] = numbered(...upTo(10));
    const log = joined([first.slice(first.indexOf('Command')), ...rest]);
    assert.deepEqual(alarms(log), ['cut-event@0']);
  });

  it('says a gap once, however much is missing, with the event before it', () => {
    const [gap, ...others] = checkLog(joined(numbered(...upTo(20), 40)));
    assert.deepEqual(others, []);
    assert.deepEqual(
      [gap?.code, gap?.row, gap?.related, gap?.field],
      ['sequence-gap', 20, 19, 'sequence'],
    );
    assert.match(gap?.sentence ?? '', /^20 events between 0x13 and 0x28 are not here\..*by design/);
  });

  it('is exact where numbers pass 2^53', () => {
    const far = ['0x1fffffffffffff', '0x20000000000000', '0x20000000000001', '0x20000000000003'];
    const findings = checkLog(
      joined(far.map((sequence) => event({ sequence, usecs: 1_773_285_120_000_000 }))),
    );
    assert.deepEqual(codes(findings), ['late-start', 'sequence-gap']);
    assert.match(findings[1]!.sentence, /^1 event between 0x20000000000001 and 0x20000000000003/);
  });

  it('calls a start above 0x0 what it is, and no news where a part is known to be one', () => {
    const log = joined(numbered(5, 6, 7));
    assert.deepEqual(alarms(log), ['late-start@0']);
    assert.match(checkLog(log)[0]!.sentence, /5 earlier ones/);
    assert.deepEqual(alarms(log, { partial: true }), []);
    assert.deepEqual(codes(checkLog(log, { partial: true })), ['late-start']);
  });

  it('says once that a log looks filtered, instead of every gap', () => {
    const log = joined(numbered(...upTo(30).map((index) => index * 3 + 1)));
    const [finding, ...others] = checkLog(log);
    assert.deepEqual([finding?.code, finding?.severity, others], ['filtered-log', 'warning', []]);
    assert.match(finding?.sentence ?? '', /^59 events are missing in 30 places/);
    assert.deepEqual(alarms(log, { filtered: true }), []);
    assert.deepEqual(codes(checkLog(joined(numbered(0, 1, 9)), { filtered: true })), [
      'filtered-log',
    ]);
  });

  it('tells one changed event from two logs in one text', () => {
    const changed = event({ sequence: '0x5', opcode: 'CN_LOGOUT (0xe)' });
    const one = joined(numbered(...upTo(10)).toSpliced(6, 0, changed));
    const findings = checkLog(one);
    assert.deepEqual(
      findings.map(({ code, severity, row, related }) => [code, severity, row, related]),
      [['sequence-conflict', 'error', 6, 5]],
    );
    const other = upTo(10).map((index) =>
      event({ sequence: `0x${index.toString(16)}`, opcode: 'CN_LOGOUT (0xe)' }),
    );
    assert.deepEqual(alarms(joined([...numbered(...upTo(10)), ...other])), ['mixed-streams@10']);
  });

  it('says once that pages overlap', () => {
    const [finding, ...others] = checkLog(joined(numbered(...upTo(9), ...upTo(6, 3))));
    assert.deepEqual(
      [finding?.code, finding?.row, finding?.related, others],
      ['duplicate-event', 9, 3, []],
    );
    assert.match(finding?.sentence ?? '', /^This event and the 5 after it/);
  });

  it('takes an event for a double whatever blanks and prefix an export gave it', () => {
    const [first = '', second = ''] = numbered(0, 1);
    const again = `2026-03-12T03:12:00.000Z ${second.replaceAll(' : ', '\t: ')}`;
    assert.deepEqual(alarms(joined([first, second, again])), ['duplicate-event@2']);
  });

  it('says once that lines are in no order', () => {
    const shuffled = upTo(40).map((index) => (index * 7) % 40);
    assert.deepEqual(codes(checkLog(joined(numbered(...shuffled)))), ['sequence-decrease']);
  });

  it('tells a restart from a counter that goes down', () => {
    const starts = (later: number): AuditLog =>
      joined([
        ...numbered(0, 1, 2),
        event({ reboot: '0x2', usecs: later }),
        event({ reboot: '0x2', sequence: '0x1', usecs: later + 1 }),
      ]);
    assert.deepEqual(codes(checkLog(starts(1_773_285_130_000_000))), ['reboot-change']);
    const findings = checkLog(starts(1_773_285_000_000_000));
    assert.deepEqual(codes(findings), ['reboot-decrease']);
    assert.deepEqual([findings[0]?.row, findings[0]?.related], [3, 2]);
  });

  it('says once that a log was rewritten into another time zone', () => {
    const moved = numbered(...upTo(12)).map((text) => text.replace(' 03:', ' 04:'));
    assert.deepEqual(alarms(joined(moved)), ['time-mismatch@0']);
    assert.match(checkLog(joined(moved))[0]!.sentence, /in 12 events/);
  });

  it('looks at the usecs of an event that was cut there as at its first digits only', () => {
    const [first = '', ...rest] = numbered(...upTo(10));
    const cut = first.slice(0, first.indexOf('usecs:') + 12);
    assert.deepEqual(alarms(joined([...rest, cut])), ['late-start@0', 'cut-event@9']);
  });

  it('gives the same whether it is run at once or in steps, which are many', () => {
    const log = joined(numbered(...upTo(20), 40));
    const steps = checkSteps(log);
    let count = 0;
    for (let step = steps.next(); ; step = steps.next(), count++) {
      if (step.done !== true) continue;
      assert.deepEqual(step.value, checkLog(log));
      break;
    }
    assert.ok(count > 4);
  });

  it('finds an opcode whose number is published as another, once for all that print it so', () => {
    const wrong = upTo(12).map((index) =>
      event({
        sequence: `0x${index.toString(16)}`,
        opcode: `CN_LOGIN (${index < 3 ? '0xe' : '0xd'})`,
      }),
    );
    const [finding, ...others] = checkLog(joined(wrong));
    assert.deepEqual([finding?.code, finding?.row, others], ['opcode-mismatch', 0, []]);
    assert.match(finding?.sentence ?? '', /CN_LOGIN is printed with 0xe.* 0xd .*so: 3/);
    assert.deepEqual(alarms(joined([event({ opcode: 'CN_NEW_ONE (0xd)' })])), [
      'opcode-mismatch@0',
    ]);
    const [nameless] = checkLog(joined([event({ opcode: '(0xd)' })]));
    assert.match(nameless?.sentence ?? '', /has no name; its number 0xd .* CN_LOGIN .*so: 1/);
  });

  it('finds what was cut off or changed in the middle of a log, however few events it has', () => {
    const user =
      'Log type : MGMT_USER_DETAILS_LOG (2)\nUser Name : bob\nUser Type : CN_CRYPTO_USER (1)';
    const texts = numbered(...upTo(3)).map((text) => text.replace(/Log type.*/, user));
    const success = '0:HSM Return: SUCCESS';
    const changes: readonly (readonly [RegExp | string, string, string])[] = [
      [success, '0:HSM Retu', 'cut-event@1'],
      [/\nUser Type.*/, '', 'cut-event@1'],
      [/(?=\nUser Type)/, '\nUser Name : bob', 'cut-event@1'],
      [success, '0:HSM Error: RET_USER_LOGIN_FAILURE', 'response-mismatch@1'],
      [success, '163:HSM Return: SUCCESS', 'response-mismatch@1'],
    ];
    assert.deepEqual(alarms(joined(texts)), []);
    for (const [part, change, found] of changes) {
      const changed = texts.with(1, texts[1]!.replace(part, change));
      assert.notDeepEqual(changed, texts);
      assert.deepEqual(alarms(joined(changed)), [found]);
    }
  });

  it('takes events on keys for whole, whichever key lines their firmware prints', () => {
    for (const keys of ['Key Handle : 7', 'Priv/Secret Key Handle : 7\nPublic Key Handle : 0']) {
      const details = `Log type : MGMT_KEY_DETAILS_LOG (1)\n${keys}`;
      const texts = numbered(...upTo(3)).map((text) => text.replace(/Log type.*/, details));
      assert.deepEqual(alarms(joined(texts)), []);
    }
  });

  it('takes an end marker for normal at the end, and not before', () => {
    const marker = (sequence: string) => event({ sequence, opcode: 'END_MARKER_OPCODE (0xffff)' });
    const last = checkLog(joined([...numbered(0, 1), marker('0x2')]));
    assert.deepEqual(
      last.map(({ code, severity }) => [code, severity]),
      [['end-marker', 'information']],
    );
    assert.deepEqual(alarms(joined([event({}), marker('0x1'), ...numbered(2)])), [
      'events-after-end@1',
    ]);
  });

  it('says nothing of certificate events that are whole, and finds one that is not', () => {
    const whole = '{"object_handle":7,"op_code":"CreateObject","response":"OK","timestamp":1}';
    assert.deepEqual(checkLog(AuditLog.of(`${whole}\n${whole}\n`)), []);
    assert.deepEqual(alarms(AuditLog.of(`${whole}\n${whole.slice(0, -9)}\n${whole}\n`)), [
      'cut-event@1',
    ]);
  });

  it('shows what a terminal would obey in an opcode as text', () => {
    const log = joined([event({ opcode: 'CN_\u001b[31m\u202e (0xd)' })]);
    // eslint-disable-next-line no-control-regex -- they are what it looks for
    assert.doesNotMatch(checkLog(log)[0]!.sentence, /[\u0000-\u001f\u202e]/);
  });

  it('has a title and a place in the documentation for every code', () => {
    assert.equal(new Set(checks.map(({ code }) => code)).size, checks.length);
    for (const { code, title, anchor } of checks) {
      assert.notEqual(title, '');
      assert.equal(anchor, `check-${code}`);
    }
  });

  it('finds nothing in an empty log', () => {
    assert.deepEqual(checkLog(AuditLog.of('')), []);
  });
});
