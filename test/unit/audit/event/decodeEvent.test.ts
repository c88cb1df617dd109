import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fieldOf,
  type AuditEvent,
  type CertificateEvent,
  type LogEvent,
  type Span,
} from '../../../../src/audit/event/auditEvent';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { decodedText } from '../../../../src/audit/decoded/decodedText';
import { outcomeOf } from '../../../../src/audit/event/outcome';
import { eventText } from '../../../../src/sources/sample/eventText';
import { auditLogs, eventFacts, eventForms } from '../../../fixtures/auditLogs';

function audit(text: string): AuditEvent {
  const event = AuditLog.of(text).event(0);
  assert.ok(event.kind === 'audit');
  return event;
}

function certificate(text: string): CertificateEvent {
  const event = AuditLog.of(text).event(0);
  assert.ok(event.kind === 'certificate');
  return event;
}

/** What stands at a span, found by its line and column. */
function at(text: string, { line, column, length }: Span): string {
  const start = text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + column;
  return text.slice(start, start + length);
}

function spansOf(event: LogEvent): [Span, string][] {
  const spans: [Span, string][] = [];
  for (const field of event.fields) {
    spans.push([field.labelSpan, field.label], [field.valueSpan, field.value]);
    if (!('form' in field)) continue;
    if (field.form === 'named') spans.push([field.nameSpan, field.name]);
    if (field.form === 'time') spans.push([field.textSpan, field.text]);
    if (field.form === 'response') spans.push([field.textSpan, field.text]);
    if (field.form === 'time' && field.usecsSpan)
      spans.push([field.usecsSpan, String(field.usecs)]);
  }
  return spans;
}

const login = [
  'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812',
  'Sequence No : 0x1d',
  'Reboot counter : 0xe8',
  'Command Type(hex) : CN_MGMT_CMD (0x0)',
  'Opcode : CN_LOGIN (0xd)',
  'Session Handle : 0x7014006',
  "Response : 157:HSM Error: user isn't initialized or user with this name doesn't exist",
  'Log type : MGMT_USER_DETAILS_LOG (2)',
  'User Name : backup_officer',
  'User Type : CN_CRYPTO_OFFICER (2)',
].join('\n');

describe('decoding an event', () => {
  it('gives every field that was written, in every form of the format', () => {
    fc.assert(
      fc.property(eventFacts, eventForms, (facts, form) => {
        const event = audit(eventText(facts, form));
        assert.equal(fieldOf(event, 'time')?.usecs, facts.usecs);
        assert.equal(fieldOf(event, 'time')?.textUsecs, facts.usecs);
        assert.equal(fieldOf(event, 'sequence')?.number, BigInt(facts.sequence));
        assert.equal(fieldOf(event, 'rebootCounter')?.number, BigInt(facts.rebootCounter));
        assert.equal(fieldOf(event, 'sessionHandle')?.number, BigInt(facts.sessionHandle));
        assert.equal(fieldOf(event, 'opcode')?.name, facts.opcode.name);
        assert.equal(fieldOf(event, 'opcode')?.code, BigInt(facts.opcode.code));
        assert.equal(fieldOf(event, 'response')?.code, BigInt(facts.response.code));
        assert.equal(fieldOf(event, 'response')?.text, facts.response.text);
        assert.equal(outcomeOf(event), facts.response.code === 0 ? 'success' : 'failure');
        if (facts.details?.kind === 'keys') {
          assert.equal(fieldOf(event, 'privateKey')?.number, BigInt(facts.details.secret));
          assert.equal(fieldOf(event, 'publicKey')?.number, BigInt(facts.details.public));
        }
        if (facts.details?.kind === 'user' && facts.details.target === undefined) {
          assert.equal(fieldOf(event, 'userName')?.value, facts.details.user.name);
        }
        assert.deepEqual(
          event.fields.filter(({ id }) => id === 'unknown'),
          [],
        );
        assert.deepEqual(event.unparsed, []);
      }),
    );
  });

  it('gives the exact place of every part by line, column and offset', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        for (const event of AuditLog.of(text).events()) {
          for (const [span, printed] of spansOf(event)) {
            assert.equal(at(text, span), printed);
            assert.equal(text.slice(span.offset, span.offset + span.length), printed);
          }
        }
      }),
    );
  });

  it('reads labels with no blank, with blanks and with tabs before the colon', () => {
    for (const separator of [' : ', ': ', ':', '\t: ', '\t\t:\t', '   :   ']) {
      const event = audit(
        `Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nOpcode${separator}CN_LOGIN (0xd)`,
      );
      assert.equal(fieldOf(event, 'opcode')?.name, 'CN_LOGIN', JSON.stringify(separator));
    }
  });

  it('keeps an unknown label and a line without one', () => {
    const event = audit(`${login}\nFirmware hash : abc:def\nno label here`);
    assert.deepEqual(
      event.fields.filter(({ id }) => id === 'unknown').map(({ label, value }) => [label, value]),
      [['Firmware hash', 'abc:def']],
    );
    assert.equal(event.unparsed.length, 1);
  });

  it('splits a line that a copy from a web page has collapsed', () => {
    const text = login.replace(/\n/g, ' ');
    const whole = audit(login);
    const collapsed = audit(text);
    assert.deepEqual(
      collapsed.fields.map(({ id, value }) => [id, value]),
      whole.fields.map(({ id, value }) => [id, value]),
    );
    for (const [span, printed] of spansOf(collapsed)) assert.equal(at(text, span), printed);
  });

  it('keeps sequence, handles and microseconds to all 64 bits', () => {
    const event = audit(
      'Time: 03/12/26 03:12:07.140812, usecs:9007199254740993\nSequence No : 0xffffffffffffffff\nKey Handle : 18446744073709551615',
    );
    assert.equal(fieldOf(event, 'time')?.usecs, 9007199254740993n);
    assert.equal(fieldOf(event, 'sequence')?.number, 0xffffffffffffffffn);
    assert.equal(fieldOf(event, 'key')?.number, 18446744073709551615n);
  });

  it('gives no number for a value that is none, and keeps it as printed', () => {
    const event = audit(
      'Time: 13/45/26 99:00:00.000000\nSequence No : 29\nKey Handle : 0x7\nResponse : maybe',
    );
    assert.equal(fieldOf(event, 'time')?.textUsecs, undefined);
    assert.equal(fieldOf(event, 'sequence')?.number, undefined);
    assert.equal(fieldOf(event, 'sequence')?.value, '29');
    assert.equal(fieldOf(event, 'key')?.number, undefined);
    assert.equal(outcomeOf(event), 'unknown');
  });

  it('reads the clocks of a time event, with and without the comma', () => {
    const event = audit(
      'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nlocal time : 03/12/26 03:12:07.140812, usec:1773285127140812\nhost time : 03/12/26 03:12:07.143037 usec:1773285127143037',
    );
    assert.equal(fieldOf(event, 'localTime')?.usecs, 1773285127140812n);
    assert.equal(fieldOf(event, 'hostTime')?.usecs, 1773285127143037n);
  });

  it('is a failure by code or verdict, never by the text', () => {
    const outcome = (response: string) => outcomeOf(audit(`Time: x\nResponse : ${response}`));
    assert.equal(outcome('0:HSM Return: SUCCESS'), 'success');
    assert.equal(outcome('0: HSM Return: SUCCESS'), 'success');
    assert.equal(outcome('163:HSM Error: SUCCESS'), 'failure');
    assert.equal(outcome('163'), 'failure');
    assert.equal(outcome('HSM Error: x'), 'failure');
    assert.equal(outcome(''), 'unknown');
  });

  it('loses nothing and throws nothing for a log cut at any byte', () => {
    for (let length = 0; length <= login.length; length++) {
      const text = login.slice(0, length);
      const events = [...AuditLog.of(text).events()];
      assert.ok(events.length <= 1);
      if (length > 20) assert.equal(events.length, 1, `cut at ${length}`);
    }
  });

  it('reads a line of a megabyte without slowing down', () => {
    const long = 'x'.repeat(1 << 20);
    for (const text of [
      `${login}\nUser Name : ${long}`,
      long,
      `${login} ${long}`,
      `{${long}`,
      `{"op_code": "${long}`,
      '['.repeat(1 << 20),
      `{"op_code": ${'['.repeat(1 << 20)}`,
    ]) {
      const events = [...AuditLog.of(text).events()];
      assert.ok(events.length <= 1);
    }
  }).timeout(5000);
});

describe('a line of a megabyte', () => {
  const lines: Readonly<Record<string, string>> = {
    'of certificate events': '{"op_code":1}'.repeat(80_000),
    'of certificate events with all their fields':
      '{"object_handle": 1, "op_code": "CreateObject", "response": "OK", "timestamp": 1}'.repeat(
        12_000,
      ),
    'of one collapsed event': `${login.replace(/\n/g, ' ')}${' Opcode : CN_LOGIN (0xd)'.repeat(40_000)}`,
    'of the beginnings of events': `Time: 03/12/26 `.repeat(70_000),
    'of blanks': `Opcode${' '.repeat(1 << 20)}`,
    'of braces': '{'.repeat(1 << 20),
  };
  for (const [what, text] of Object.entries(lines)) {
    it(`${what} is decoded in one go`, () => {
      const decoded = decodedText(AuditLog.of(text), undefined);
      assert.ok(decoded.text.length > 0);
    }).timeout(8000);
  }
});

describe('decoding a certificate event', () => {
  it('takes a handle beyond 64 bits for no number', () => {
    const event = certificate('{"object_handle": 99999999999999999999, "op_code": "CreateObject"}');
    assert.equal(event.objectHandle, undefined);
    assert.equal(event.fields[0]?.value, '99999999999999999999');
  });

  it('keeps handles beyond 2^53 exact', () => {
    const event = certificate(
      '{"object_handle": 463180677312929947, "op_code": "CreateObject", "response": "OK", "attributes": null, "timestamp": 1773285127140}',
    );
    assert.equal(event.objectHandle, 463180677312929947n);
    assert.equal(event.timestamp, 1773285127140n);
    assert.equal(event.attributes, null);
    assert.equal(event.complete, true);
    assert.equal(outcomeOf(event), 'success');
  });

  it('reads indented objects, attributes and failures', () => {
    const event = certificate(
      '{\n  "object_handle": null,\n  "op_code": "SetAttributeValues",\n  "response": "ObjectNotFound",\n  "attributes": [\n    "Label"\n  ],\n  "more": {"a": 1}\n}',
    );
    assert.equal(event.objectHandle, null);
    assert.deepEqual(event.attributes, ['Label']);
    assert.equal(outcomeOf(event), 'failure');
    assert.deepEqual(
      event.fields.filter(({ id }) => id === 'unknown').map(({ label }) => label),
      ['more'],
    );
  });

  it('reads what is there of one that was cut short', () => {
    const event = certificate('{"object_handle": 463180677312929947, "op_code": "Create');
    assert.equal(event.objectHandle, 463180677312929947n);
    assert.equal(event.complete, false);
  });
});
