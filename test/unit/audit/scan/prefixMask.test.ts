import assert from 'node:assert/strict';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { seededRandom } from '../../../../src/sources/sample/random';
import { sampleEvents } from '../../../fixtures/containers/storedEvents';
import { textForms } from '../../../fixtures/containers/textForms';
import { checkIndex } from '../../../fuzz/checkIndex';

describe('the index of a log with prefixes', () => {
  it('agrees with the decoder where they come, change and go, over more than the scanner holds', () => {
    const events = sampleEvents(1, 100);
    const forms = [...textForms, ...textForms.toReversed()];
    let count = 0;
    const text = forms.map(({ write }) => write(events.slice(0, (count += 7)))).join('');
    assert.ok(text.length > 1 << 20);
    assert.ok(checkIndex(text, seededRandom(1)) > 3000);
  });

  it('reads a line once that is full of the word with which events begin', () => {
    const [form] = textForms;
    const [event] = sampleEvents(1, 1);
    assert.ok(form && event);
    const prefixed = form.write([event]);
    const text = `${prefixed}${'Time'.repeat(100_000)}\n${prefixed}`;
    assert.equal(AuditLog.of(text).length, 2);
  });
});
