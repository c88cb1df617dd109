import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { fieldOf } from '../../../../src/audit/event/auditEvent';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import type { csvColumns } from '../../../../src/audit/export/csv';
import { csvCell, csvHeader, csvLine } from '../../../../src/audit/export/csv';
import { ndjsonLine } from '../../../../src/audit/export/ndjson';
import { printable } from '../../../../src/audit/text/printable';
import { auditLogs } from '../../../fixtures/auditLogs';

type Row = Readonly<Record<(typeof csvColumns)[number], string>>;

function rows(text: string): readonly Row[] {
  const lines = [...AuditLog.of(text).events()].map((event) =>
    csvLine(event, text, { stream: 'a,b' }),
  );
  return parse(csvHeader() + lines.join(''), { columns: true, record_delimiter: '\r\n' });
}

describe('events as CSV', () => {
  it('read back as what the decoder says, each cell printable and harmless', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        const events = [...AuditLog.of(text).events()];
        const back = rows(text);
        assert.equal(back.length, events.length);
        events.forEach((event, index) => {
          const row = back[index]!;
          assert.equal(row.kind, event.kind);
          assert.equal(row.stream, 'a,b');
          for (const cell of Object.values(row))
            assert.doesNotMatch(cell, /^[=+\-@\t\r]|[\p{Cc}]/u);
          if (event.kind !== 'audit') return;
          const user = fieldOf(event, 'userName');
          const shown = printable(user?.value ?? '', Infinity);
          assert.ok(row.userName === shown || row.userName === `'${shown}`);
          assert.equal(row.sequence, fieldOf(event, 'sequence')?.value);
          assert.equal(row.privateKey, fieldOf(event, 'privateKey')?.value ?? '');
          assert.equal(row.responseCode, fieldOf(event, 'response')?.code?.toString());
        });
      }),
    );
  });

  for (const [text, cell] of [
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', String.raw`'\t=1`],
    ['\r=1', String.raw`'\r=1`],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "x"', '"say ""x"""'],
    [' a', '" a"'],
    ['a\u202eb', String.raw`a\u202eb`],
    ['CN_LOGIN', 'CN_LOGIN'],
    ['', ''],
  ] as const) {
    it(`writes ${JSON.stringify(text)} as ${cell}`, () => assert.equal(csvCell(text), cell));
  }

  it('keeps every line of an event that has no column of its own', () => {
    const [row] = rows(
      'Time: 03/12/26 03:12:07.1, usecs:1773285127100000\nMechanism : 4\nNew Thing : =x\n',
    );
    assert.deepEqual(JSON.parse(row!.other), { Mechanism: '4', 'New Thing': '=x' });
  });

  it('says of it what JSON lines say: other lines, those without or with a second label, warnings', () => {
    const time = 'Time: 03/12/26 03:12:07.1, usecs:1773285127100000\n';
    for (const text of [
      `${time}Opcode : CN_LOGIN (0xd)\n no label here\nOpcode : CN_DESTROY_OBJECT (0x11)\n`,
      `${time}Mechanism : 4\nMechanism : 5\nSequence No : many\n`,
      'Time: soon\nOpcode : CN_LOGIN (0xd)\n',
      `${time.replace('03:12', '03:13')}Opcode : CN_LOGIN (0x11)\n`,
      `${time}Response : 99999999999999999:HSM Error: X\n`,
      '{"object_handle":1,"op_code":"CreateObject","response":"OK","timestamp":1,"more":"x"\n',
    ]) {
      const [event] = AuditLog.of(text).events();
      const { other, unparsed, warnings } = JSON.parse(ndjsonLine(event!, text, {})) as Partial<
        Record<string, unknown>
      >;
      assert.ok(warnings !== undefined, text);
      const [row] = rows(text);
      const parsed = (cell: string): unknown => (cell === '' ? undefined : JSON.parse(cell));
      assert.deepEqual(parsed(row!.other), other, text);
      assert.deepEqual(parsed(row!.unparsed), unparsed, text);
      assert.deepEqual(parsed(row!.warnings), warnings, text);
    }
  });
});
