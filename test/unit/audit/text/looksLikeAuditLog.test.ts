import assert from 'node:assert/strict';
import { sampleEvents } from '../../../fixtures/containers/storedEvents';
import { textForms } from '../../../fixtures/containers/textForms';
import { looksLikeAuditLog } from '../../../../src/audit/text/looksLikeAuditLog';

const time = 'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812';

describe('looking at the head of a file', () => {
  const audit: Record<string, string> = {
    'an event': `${time}\nOpcode : CN_LOGIN (0xd)`,
    'the rest of an event and then one': `Session Handle : 0x1\n\n${time}\nOpcode\t\t: CN_LOGIN (0xd)`,
    'a collapsed event': `${time} Sequence No : 0x1 Opcode : CN_LOGIN (0xd)`,
    'a certificate event': '{"object_handle": 1, "op_code": "CreateObject"}',
  };
  for (const [name, text] of Object.entries(audit)) {
    it(`recognises ${name}`, () => assert.ok(looksLikeAuditLog(text)));
  }

  const other: Record<string, string> = {
    nothing: '',
    'a binary file': '\u0000\u0001\ufffd\ufffd',
    'another log': '2026-03-12T03:12:07Z INFO Time: now\nResponse : 200\n',
    'a note with a time': 'Time: 12 o’clock\nOpcode : none',
    'other JSON': '{"response": "OK", "timestamp": 1}',
  };
  for (const [name, text] of Object.entries(other)) {
    it(`leaves ${name} alone`, () => assert.ok(!looksLikeAuditLog(text)));
  }
});

describe('looksLikeAuditLog behind the prefixes of tools', () => {
  for (const { title, write } of textForms) {
    it(`recognises ${title}`, () => {
      assert.equal(looksLikeAuditLog(write(sampleEvents()).slice(0, 4096)), true);
    });
  }
});
