import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { decodedText } from '../../../../src/audit/decoded/decodedText';
import { auditLogs } from '../../../fixtures/auditLogs';

function lines(text: string, stream?: string): string[] {
  return decodedText(AuditLog.of(text), stream).text.split('\n').slice(0, -1);
}

const event = (...more: string[]) =>
  ['Time: 03/12/26 03:12:07.140812, usecs:1773285127140812', 'Sequence No : 0x1d', ...more].join(
    '\n',
  );

describe('the decoded text', () => {
  it('has a header and one line an event, whatever the events hold', () => {
    fc.assert(
      fc.property(auditLogs, ({ text, events }) => {
        const decoded = decodedText(AuditLog.of(text), 'hsm-abcdefghijk');
        assert.equal(decoded.text.split('\n').length, events.length + 2);
        events.forEach((_, row) => {
          assert.deepEqual(decoded.eventAt(decoded.lineOf({ log: 0, row }) ?? -1), { log: 0, row });
        });
      }),
    );
  });

  it('parts eight cells by two blanks and no cell by any', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        for (const line of lines(text, 'hsm-abcdefghijk')) {
          assert.equal(line.split(/ {2,}/).length, 8, line);
        }
      }),
    );
  });

  it('says who, what and how it ended', () => {
    const [, line] = lines(
      event(
        'Opcode : CN_LOGIN (0xd)',
        'Response : 163:HSM Error: RET_USER_LOGIN_FAILURE',
        'User Name : payments_app',
        'User Type : CN_CRYPTO_USER (1)',
      ),
      'hsm-abcdefghijk',
    );
    assert.deepEqual(line?.split(/ {2,}/), [
      '2026-03-12T03:12:07.140812Z',
      'FAILED 163',
      'CN_LOGIN',
      'user "payments_app" (crypto user)',
      'RET_USER_LOGIN_FAILURE',
      'User login',
      'hsm-abcdefghijk',
      '0x1d',
    ]);
  });

  it('shows hostile names on one line with everything visible', () => {
    const [, line = ''] = lines(
      event('Opcode : CN_LOGIN (0xd)', 'User Name : a\u202eb  "c"\u001b[31m'),
    );
    assert.ok(line.includes(String.raw`user "a\u202eb \u0020\"c\"\u001b[31m"`), line);
  });

  it('names all three key handles of an event that has them', () => {
    const [, line = ''] = lines(
      event('Priv/Secret Key Handle : 131079', 'Public Key Handle : 0', 'Key Handle : 2490398'),
    );
    assert.match(line, / {2}keys 131079 \(private\), 2490398 \(key handle\) {2}/);
  });

  it('shows blanks that are none and characters that are drawn as nothing', () => {
    const [, line = ''] = lines(event('User Name : a\u00a0b\u3000c\u3164d\u{e0041}'));
    assert.ok(line.includes(String.raw`user "a\u00a0b\u3000c\u3164d\u{e0041}"`), line);
  });

  it('says nothing of the brackets and commas of a list', () => {
    const one = '{"op_code": "CreateObject", "response": "OK"}';
    assert.equal(lines(`[\n${one},\n${one}\n]\n`).length, 3);
  });

  it('says where text stands that is no event, and drops none of it silently', () => {
    const text = `first\n${event()}\n\nsecond\nthird\n\n${event()}\n`;
    assert.deepEqual(
      lines(text).filter((line) => line.startsWith('!')),
      ['! line 1 is no audit event: first', String.raw`! line 5 is no audit event: second\nthird`],
    );
  });

  it('marks an opcode that no table knows', () => {
    const [, line = ''] = lines(event('Opcode : CN_BRAND_NEW (0x7777)'));
    assert.match(line, /CN_BRAND_NEW \(unknown\) {2}- +- +Unknown opcode/);
  });

  it('gives certificate events their own words', () => {
    const [, line] = lines(
      '{"object_handle": 463180677312929947, "op_code": "CreateObject", "response": "OK", "attributes": null, "timestamp": 1773285127140}',
    );
    const cells = line?.split(/ {2,}/) ?? [];
    assert.equal(cells[0], '2026-03-12T03:12:07.140Z');
    assert.equal(cells[1], 'ok');
    assert.equal(cells[3], 'object 463180677312929947');
    assert.equal(cells[4], 'OK');
  });

  it('is a header alone for an empty log', () => {
    assert.equal(lines('').length, 1);
  });
});
