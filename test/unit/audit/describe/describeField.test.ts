import assert from 'node:assert/strict';
import { fieldOf, type FieldId } from '../../../../src/audit/event/auditEvent';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { describeField } from '../../../../src/audit/describe/describeField';
import { Reader } from '../../../../src/audit/time/moments';
import type { Description } from '../../../../src/audit/describe/description';

const reader = new Reader(() => Date.UTC(2026, 2, 12, 4, 12, 7), 'en', 'Europe/Berlin');

function describeFirst(text: string, id: FieldId, row = 0): Description {
  const log = AuditLog.of(text);
  const event = log.event(row);
  assert.ok(event.kind === 'audit');
  const field = fieldOf(event, id);
  assert.ok(field);
  return describeField(field, log, row, reader);
}

function words({ title, sentences, facts }: Description): string {
  return [title, ...sentences, ...facts.map(([name, value]) => `${name}: ${value}`)].join('\n');
}

const time = 'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812';

describe('the description of', () => {
  it('a time gives UTC, the local clock and how long ago', () => {
    const text = words(describeFirst(time, 'time'));
    assert.match(text, /UTC: 2026-03-12T03:12:07\.140812Z/);
    assert.match(text, /Local: Mar 12, 2026, 04:12:07\.140 GMT\+1/);
    assert.match(text, /Relative: 59 minutes ago/);
    assert.doesNotMatch(text, /Warning/);
  });

  it('a time whose two parts disagree says so and by how much', () => {
    const text = words(
      describeFirst('Time: 03/12/26 03:12:07.140812, usecs:1773285127140000', 'time'),
    );
    assert.match(text, /Warning: the text and usecs disagree by 812 µs/);
  });

  it('a sequence number gives its ordinal, and the previous one if there is a gap', () => {
    const log = `${time}\nSequence No : 0x3\nReboot counter : 0x1\n\n${time}\nSequence No : 0x9\nReboot counter : 0x1\n`;
    const text = words(describeFirst(log, 'sequence', 1));
    assert.match(text, /Ordinal: event 10 since/);
    assert.match(text, /Gap: 5 events missing here between 0x3 and this one/);
    assert.match(text, /Previous here: 0x3 on line 1/);
  });

  it('an opcode gives meaning, category, user lines and the commands that cause it', () => {
    const description = describeFirst(`${time}\nOpcode : CN_CREATE_CO (0x4)`, 'opcode');
    const text = words(description);
    assert.match(text, /Category: user/);
    assert.match(text, /User lines: The user it was done to/);
    assert.match(text, /Caused by: .*CloudHSM CLI/);
    assert.match(description.link ?? '', /^https:/);
  });

  it('an unknown opcode says that it is unknown and marks the guess as one', () => {
    const text = words(describeFirst(`${time}\nOpcode : CN_BACKUP_V9 (0x7777)`, 'opcode'));
    assert.match(text, /Unknown opcode/);
    assert.match(text, /backup \(a guess, by BACKUP in its name\)/);
  });

  it('an opcode whose name and code do not belong together warns', () => {
    assert.match(
      words(describeFirst(`${time}\nOpcode : CN_LOGIN (0xe)`, 'opcode')),
      /Warning: .*0xd.*0xe/,
    );
  });

  it('a response gives the code in decimal and hex, the cause and what to do', () => {
    const text = words(
      describeFirst(`${time}\nResponse : 163:HSM Error: RET_USER_LOGIN_FAILURE`, 'response'),
    );
    assert.match(text, /Code: 163 \(0xa3\)/);
    assert.match(text, /Usual cause: /);
    assert.match(text, /What to do: /);
  });

  it('a response that no table knows still says that the command failed', () => {
    assert.match(
      words(describeFirst(`${time}\nResponse : 999:HSM Error: NEW`, 'response')),
      /The command failed/,
    );
  });

  it('a response whose code and words contradict each other warns before anything else', () => {
    for (const response of ['0:HSM Error: RET_USER_LOGIN_FAILURE', '206:HSM Return: SUCCESS']) {
      const [first = ''] = describeFirst(`${time}\nResponse : ${response}`, 'response').sentences;
      assert.match(first, /^Warning: .* counted as a failure/, response);
    }
  });

  it('a session names the login and marks it as inferred', () => {
    const login = `${time}\nReboot counter : 0x1\nOpcode : CN_LOGIN (0xd)\nSession Handle : 0x7004004\nResponse : 0:HSM Return: SUCCESS\nUser Name : payments_app`;
    const wrap = `${time}\nReboot counter : 0x1\nOpcode : CN_WRAP_KEY (0x1a)\nSession Handle : 0x7004003\nResponse : 0:HSM Return: SUCCESS`;
    const text = words(describeFirst(`${login}\n\n${wrap}\n`, 'sessionHandle', 1));
    assert.match(
      text,
      /Login \(inferred\): user "payments_app", 2026-03-12T03:12:07\.140812Z, line 1/,
    );
    assert.match(text, /^Inferred:/m);
  });

  it('a key lists the other events on it, and no more than a few of many', () => {
    const event = `${time}\nOpcode : CN_WRAP_KEY (0x1a)\nPriv/Secret Key Handle : 7\n\n`;
    const few = describeFirst(event.repeat(3), 'privateKey', 1);
    assert.match(words(few), /2 other events in this document are on this key/);
    assert.match(words(few), /line 1\n.*line 9/);
    const many = describeFirst(event.repeat(100), 'privateKey', 50);
    assert.match(words(many), /99 other events .* the nearest 8/);
    assert.equal(many.facts.length, 9);
  });

  it('key handle 0 says that there is no key', () => {
    assert.match(
      words(describeFirst(`${time}\nPublic Key Handle : 0`, 'publicKey')),
      /no key on this side/,
    );
  });

  it('a user type gives the role under its old and its new name', () => {
    const text = words(describeFirst(`${time}\nUser Type : CN_CRYPTO_OFFICER (2)`, 'userType'));
    assert.match(text, /Role: crypto officer \(CO\)/);
    assert.match(text, /In CloudHSM CLI: admin/);
  });

  it('an unknown label says so', () => {
    assert.match(
      words(describeFirst(`${time}\nShiny new : 1`, 'unknown')),
      /Unknown label "Shiny new"/,
    );
  });
});
