import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { Kind } from '../../../../src/audit/table/eventTable';
import { indexBytes } from '../../../../src/audit/table/indexLog';
import { countLineEnds } from '../../../../src/audit/text/linePlaces';
import { MemoryBytes } from '../../../../src/audit/scan/logBytes';
import { utf8Places } from '../../../../src/audit/scan/utf8Places';
import { segments } from '../../../../src/audit/text/segments';
import { auditLogs } from '../../../fixtures/auditLogs';
import { decodedRow, tableRow } from '../../../fixtures/tableRows';

/** Every row of the log says what the decoder says of the event, and stands where it was cut. */
function assertAgrees(log: AuditLog): void {
  const events = [...segments(log.text)].filter(({ kind }) => kind !== 'between');
  assert.equal(log.length, events.length);
  for (const [row, { kind, start, end }] of events.entries()) {
    const event = log.event(row);
    const expected = decodedRow(event);
    const actual = tableRow(log.table, row);
    for (const [column, value] of Object.entries(actual)) {
      assert.equal(value, expected[column], `${column} of row ${row}`);
    }
    const { table } = log;
    assert.deepEqual(
      [table.kind(row), table.start(row), table.end(row)],
      [Kind[kind === 'certificate' ? 'certificate' : 'audit'], start, end],
    );
    const lineStart = log.text.lastIndexOf('\n', start === 0 ? -1 : start - 1) + 1;
    const place = [start === 0 ? 0 : countLineEnds(log.text, 0, start), start - lineStart];
    assert.deepEqual([table.line(row), start === 0 ? place[1] : table.column(row)], place);
    assert.equal(event.span.line, table.line(row));
  }
}

describe('the index', () => {
  it('agrees with the decoder on every field of every event', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        assertAgrees(AuditLog.of(text));
      }),
    );
  });

  it('agrees with the decoder on events behind the time of an export, and indented', () => {
    const before = fc.constantFrom(
      '2026-03-12T03:12:07.140Z ',
      '2026-03-12T03:12:07.140Z\t',
      '2026-03-12T03:12:07Z ',
      '    ',
      '\t',
    );
    fc.assert(
      fc.property(auditLogs, before, ({ text }, prefix) => {
        assertAgrees(AuditLog.of(text.replace(/^(?=Time:|\{)/gm, prefix)));
      }),
    );
  }).timeout(20_000);

  it('agrees with the decoder where the line end between two events was lost', () => {
    fc.assert(
      fc.property(auditLogs, fc.constantFrom('', ' ', '\t'), ({ events }, between) => {
        const log = AuditLog.of(`${events.join(between)}\n`);
        assertAgrees(log);
      }),
    );
  });

  it('agrees with the decoder where lines are missing, doubled, cut or changed', () => {
    const change = fc.record({
      at: fc.nat({ max: 4000 }),
      length: fc.constantFrom(0, 1, 1, 7, 40),
      put: fc.constantFrom(
        '',
        '\n',
        '\r',
        ' ',
        '\t',
        ':',
        '\u00e9',
        '\u2028',
        '\ufeff',
        '{',
        '"',
        '\\\n',
        'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\n',
        '\nTime: 0',
        '\n\nOpcode : CN_LOGIN (0xd)\n',
        '2026-03-12T03:12:07.140Z ',
        '0',
        '18446744073709551615',
        '\n{\n',
      ),
    });
    fc.assert(
      fc.property(auditLogs, fc.array(change, { maxLength: 6 }), ({ text }, changes) => {
        let changed = text;
        for (const { at, length, put } of changes) {
          const place = at % (changed.length + 1);
          changed = changed.slice(0, place) + put + changed.slice(place + length);
        }
        assertAgrees(AuditLog.of(changed));
      }),
      { numRuns: 300 },
    );
  }).timeout(20_000);

  it('finds in the bytes of a text what it finds in the text', () => {
    const named = auditLogs.map(({ text }) => text.replaceAll('admin', 'ädmin €😀'));
    fc.assert(
      fc.property(named, (text) => {
        const bytes = new TextEncoder().encode(text);
        const table = indexBytes(new MemoryBytes(bytes), bytes.length);
        const inText = AuditLog.of(text).table;
        assert.equal(table.length, inText.length);
        const decoder = new TextDecoder();
        for (let row = 0; row < table.length; row++) {
          assert.deepEqual(tableRow(table, row), tableRow(inText, row));
          assert.equal(table.line(row), inText.line(row));
          assert.equal(table.column(row), inText.column(row));
          const event = text.slice(inText.start(row), inText.end(row));
          assert.equal(decoder.decode(bytes.subarray(table.start(row), table.end(row))), event);
        }
      }),
    );
  });

  it('knows what the bytes of a text are that are no UTF-8', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(0x41, 0x0a, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed),
            fc.nat({ max: 255 }),
          ),
          { maxLength: 40 },
        ),
        (codes) => {
          const bytes = Uint8Array.from(codes);
          const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
          const text = decoder.decode(bytes);
          const places = utf8Places(bytes, text.length);
          for (let unit = 0; unit <= text.length; unit++) {
            if (/[\udc00-\udfff]/.test(text.charAt(unit))) continue; // no character begins here
            assert.equal(decoder.decode(bytes.subarray(0, places[unit])), text.slice(0, unit));
          }
          assert.equal(places[text.length], bytes.length);
        },
      ),
      { numRuns: 1000 },
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
