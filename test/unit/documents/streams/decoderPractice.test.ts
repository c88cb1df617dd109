import assert from 'node:assert/strict';
import { decodedText } from '../../../../src/audit/decoded/decodedText';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { practiceLog } from '../../../../src/documents/streams/decoderPractice';

describe('the log that the decoder practises on', () => {
  it('is one as HSMs write it, with what is decoded most', () => {
    const log = AuditLog.of(practiceLog(0, 24));
    assert.equal(log.length, 24);
    const { text } = decodedText(log, 'hsm');
    for (const part of ['CN_LOGIN', 'user "officer"', 'CN_GENERATE_KEY', 'USER_NOT_FOUND']) {
      assert.ok(text.includes(part), part);
    }
  });
});
