import * as assert from 'node:assert/strict';
import { certificateFieldFacts, fieldFacts } from '../../../../src/audit/reference/fields';

/** Every label seen in an audit log. */
const labels = [
  ...['Time', 'Version No', 'Sequence No', 'Reboot counter', 'Command Type(hex)', 'Opcode'],
  ...['User id', 'Session Handle', 'Response', 'Log type', 'Priv/Secret Key Handle'],
  ...['Public Key Handle', 'Key Handle', 'local time', 'host time', 'propagation delay'],
  ...['User Name', 'User Type', 'Mechanism', 'Target User Name', 'Target User Type'],
  ...['Target User id', 'Mfa enabled', 'Operation', 'Number of Users', 'UserIDs'],
];

describe('the fields', () => {
  it('should cover every label, as it is printed, and unknown ones', () => {
    const { unknown, ...known } = fieldFacts;
    assert.deepEqual(
      Object.values(known).map(({ name }) => name),
      labels,
    );
    assert.equal(unknown.title, 'Unknown field');
  });

  it('should cover every member of a certificate event', () => {
    const { unknown, ...known } = certificateFieldFacts;
    assert.deepEqual(
      Object.values(known).map(({ name }) => name),
      ['object_handle', 'op_code', 'response', 'attributes', 'timestamp'],
    );
    assert.equal(unknown.title, 'Unknown field');
  });

  it('should have a title each that starts with a capital letter', () => {
    for (const { title } of [
      ...Object.values(fieldFacts),
      ...Object.values(certificateFieldFacts),
    ]) {
      assert.match(title, /^[A-Z][A-Za-z ]+$/);
    }
  });
});
