import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { auditLogText } from '../../../bench/fixtures/auditLog';
import { auditLogs } from '../../../fixtures/auditLogs';
import { tableRows } from '../../../fixtures/tableRows';

describe('a log of a text that changed', () => {
  it('has the rows of one made anew, wherever the texts part', () => {
    fc.assert(
      fc.property(
        fc.array(auditLogs, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('', '\n', 'x', '\\', '{', 'Time: 0', '\nOpcode : A\n', 'é'),
        (logs, cut, from, put) => {
          const text = logs.map((log) => log.text).join('');
          const older = text.slice(0, cut % (text.length + 1)) + put;
          const newer = older.slice(0, from % (older.length + 1)) + text;
          for (const [one, other] of [
            [older, text],
            [text, older],
            [older, newer],
          ] as const) {
            const grown = AuditLog.of(other, AuditLog.of(one));
            assert.equal(grown.text, other);
            assert.deepEqual(tableRows(grown.table), tableRows(AuditLog.of(other).table));
          }
        },
      ),
      { numRuns: 200 },
    );
  }).timeout(20_000);

  it('is the same log where the text is the same', () => {
    const log = AuditLog.of('Time: x\nOpcode : A\n');
    assert.equal(AuditLog.of(log.text, log), log);
  });

  it('grows by any number of small parts', () => {
    const text = auditLogText(60, 4);
    let log = AuditLog.of('');
    for (let end = 0; end <= text.length; end += 97) log = AuditLog.of(text.slice(0, end), log);
    log = AuditLog.of(text, log);
    assert.deepEqual(tableRows(log.table), tableRows(AuditLog.of(text).table));
  });
});

describe('a log indexed in steps', () => {
  it('has the first events after the first step, and all at last', () => {
    const text = auditLogText(5000, 3);
    const steps = AuditLog.inSteps(text);
    const first = steps.next();
    assert.equal(first.done, false);
    const soon = first.value.length;
    assert.ok(soon > 0 && soon < 5000);
    const rows = tableRows(first.value.table);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    assert.equal(step.value.length, 5000);
    const all = tableRows(AuditLog.of(text).table);
    assert.deepEqual(tableRows(step.value.table), all);
    assert.deepEqual(rows, all.slice(0, soon));
  });
});
