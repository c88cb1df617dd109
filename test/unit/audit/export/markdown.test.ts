import assert from 'node:assert/strict';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { markdownText, oneLine } from '../../../../src/audit/export/markdown';

const hostile =
  'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nOpcode : CN_LOGIN (0xd)\nUser Name : [x](command:a) | <b> `c` \u202e\u001b[2J\n<i>no label</i>\n';

describe('one event for people', () => {
  const event = AuditLog.of(hostile).event(0);

  it('is a Markdown table in which nothing of the log is Markdown, HTML or a control', () => {
    assert.equal(
      markdownText(event, hostile, 'hsm-aaaaaaaaaaa'),
      [
        String.raw`**User login**, 2026\-03\-12T03\:12\:07\.140812Z`,
        '',
        '| Field | Value |',
        '| --- | --- |',
        String.raw`| Log stream | hsm\-aaaaaaaaaaa |`,
        String.raw`| Time | 03\/12\/26 03\:12\:07\.140812\, usecs\:1773285127140812 |`,
        String.raw`| Opcode | CN\_LOGIN \(0xd\) |`,
        String.raw`| User Name | \[x\]\(command\:a\) \| \<b\> \`c\` \\u202e\\u001b\[2J |`,
        String.raw`| Without a label | \<i\>no label\<\/i\> |`,
        '',
      ].join('\n'),
    );
  });

  it('is one line, with what the decoded view shows', () => {
    assert.equal(
      oneLine(event, undefined),
      String.raw`2026-03-12T03:12:07.140812Z  -  CN_LOGIN  user "[x](command:a) | <b> ${'`c`'} \u202e\u001b[2J"  -  User login  -  -`,
    );
  });
});
