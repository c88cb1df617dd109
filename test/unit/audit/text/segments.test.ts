import assert from 'node:assert/strict';
import fc from 'fast-check';
import { segments } from '../../../../src/audit/text/segments';
import { auditLogs } from '../../../fixtures/auditLogs';

function pieces(text: string): string[] {
  return [...segments(text)].map(({ start, end }) => text.slice(start, end));
}

function events(text: string): string[] {
  return [...segments(text)]
    .filter(({ kind }) => kind !== 'between')
    .map(({ start, end }) => text.slice(start, end));
}

const login = 'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nOpcode : CN_LOGIN (0xd)';

describe('segments', () => {
  it('give the text back when they are joined', () => {
    fc.assert(fc.property(auditLogs, ({ text }) => pieces(text).join('') === text));
  });

  it('give any text back when they are joined, and none is empty', () => {
    const scraps = fc.constantFrom(
      'Time: ',
      '{',
      '"op_code"',
      '}',
      '\n',
      '\r\n',
      'Opcode : x',
      ' ',
      '"',
      '\\',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(scraps, fc.string({ maxLength: 8 })), { maxLength: 60 }),
        (parts) => {
          const text = parts.join('');
          const cut = pieces(text);
          return cut.join('') === text && cut.every((piece) => piece.length > 0);
        },
      ),
    );
  });

  it('find each event as it was written, whatever parts them', () => {
    fc.assert(
      fc.property(auditLogs, ({ text, events: written }) => {
        assert.deepEqual(events(text), written);
      }),
    );
  });

  const whole = login.replace('\n', '\nSequence No : 0x1\n');

  for (const [name, between] of Object.entries({ nothing: '', blanks: ' \t ' })) {
    it(`part two events that ${name} parts, where the line end was lost`, () => {
      assert.deepEqual(events(`${whole}${between}${whole}\n`), [whole, whole]);
    });
  }

  it('take a time in a value for one where no event goes on behind it', () => {
    const named = `${whole}\nUser Name : ${login.slice(0, login.indexOf('\n'))}\nUser Type : x (1)`;
    assert.deepEqual(events(named), [named]);
  });

  it('take a time in the value of a time for one event', () => {
    const odd = `Time : ${whole}`;
    assert.deepEqual(events(odd), [odd]);
  });

  it('end an event before text that follows a blank line and has no known label', () => {
    assert.deepEqual(events(`${login}\n\nend of export\n`), [login]);
  });

  it('keep an event together when each of its lines is followed by a blank one', () => {
    const spread = login.replace('\n', '\n\n');
    assert.deepEqual(events(spread), [spread]);
  });

  it('take up an event whose first lines were cut away', () => {
    assert.deepEqual(
      events(`Session Handle : 0x1\nResponse : 0:HSM Return: SUCCESS\n\n${login}\n`),
      ['Session Handle : 0x1\nResponse : 0:HSM Return: SUCCESS', login],
    );
  });

  it('part events whose Time lines were lost but for a blank line', () => {
    const headless = 'Sequence No : 0x2\nOpcode : CN_WRAP_KEY (0x1a)';
    assert.deepEqual(events(`Sequence No : 0x1\n\n${headless}\n\n${headless}\n`), [
      'Sequence No : 0x1',
      headless,
      headless,
    ]);
  });

  it('take a Time line without a date for a line of the event', () => {
    const odd = `${login}\nTime : 5 s`;
    assert.deepEqual(events(odd), [odd]);
  });

  it('take a Time line that is cut in its date for a new event', () => {
    for (const cut of ['Time:', 'Time: 0', 'Time: 03/', 'Time: 03/12/2']) {
      assert.deepEqual(events(`${login}\n${cut}`), [login, cut]);
    }
  });

  it('keep an object inside a certificate event', () => {
    const nested = '{"op_code": "CreateObject", "more": {"a": {}}, "response": "OK"}';
    assert.deepEqual(events(`${nested}\n`), [nested]);
  });

  it('begin an event at an indented line and behind the time of an export', () => {
    const indented = login.replace(/^/gm, `${' '.repeat(29)}\t`);
    assert.deepEqual(events(`${indented}\n`), [indented]);
    const exported = `2026-03-12T03:12:07.140Z ${login}`;
    assert.deepEqual(events(`${exported}\n${exported}\n`), [exported, exported]);
  });

  it('do not begin an event inside the value of another one', () => {
    const forged = `${login}\nUser Name : x Time: 03/12/26 03:12:07.140812, usecs:1`;
    assert.deepEqual(events(forged), [forged]);
  });

  it('find certificate events back to back on one line and in a list', () => {
    const one = '{"op_code": "CreateObject", "response": "OK"}';
    assert.deepEqual(events(`${one}${one}`), [one, one]);
    assert.deepEqual(events(`[${one},\n ${one}]`), [one, one]);
  });

  it('end a certificate event that was cut short where the next event begins', () => {
    const cut = '{\n  "object_handle": 463180677312929947,\n  "op_code": "Crea';
    assert.deepEqual(events(`${cut}\n${login}\n`), [cut, login]);
  });

  it('leave other JSON and other text alone', () => {
    assert.deepEqual(events('{"a": 1}\nhello: world\n'), []);
  });
});
