import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { unwrappedLog } from '../../../../src/audit/containers/unwrappedLog';
import { recordForms } from '../../../fixtures/containers/recordForms';
import { sampleEvents } from '../../../fixtures/containers/storedEvents';
import { textForms } from '../../../fixtures/containers/textForms';

const gunzip = (bytes: Uint8Array): Uint8Array => gunzipSync(bytes);
const events = sampleEvents(1, 12);

describe('a log taken out of its container', () => {
  for (const { title, says, write, reread } of recordForms) {
    it(`${title}: has a row an event, with its stream and the way back`, () => {
      const text = write(events) as string;
      const unwrapped = unwrappedLog(text, { gunzip });
      assert.ok(unwrapped);
      const { log, offsetOf } = unwrapped;
      assert.equal(log.length, events.length);
      events.forEach(({ message, stream }, row) => {
        const { offset, length } = log.event(row).span;
        assert.ok(log.text.slice(offset, offset + length).endsWith(message));
        assert.equal(log.table.stream(row), says.stream ? stream : undefined);
        const start = offsetOf(row);
        if (reread === undefined) {
          assert.equal(start, undefined);
          return;
        }
        // The string that holds the event begins there.
        const literal = text.slice(start);
        const first = message.split('\n')[0]?.slice(0, 12) ?? '';
        assert.match(literal, /^"/);
        const inside = message.startsWith('Time') ? literal.slice(1, 13) : first;
        assert.equal(inside, first);
      });
    });
  }

  it('has the place of an event behind text that is not ASCII', () => {
    const message = events[0]?.message ?? '';
    const text = JSON.stringify([
      { timestamp: 1, message: 'é 😀' },
      { timestamp: 2, message },
    ]);
    const start = unwrappedLog(text)?.offsetOf(0);
    assert.equal(start, text.indexOf('"Time'));
  });

  it('is none where the events are read in place', () => {
    for (const { write } of textForms) assert.equal(unwrappedLog(write(events)), undefined);
    for (const text of ['', 'hello\n', '{"a":1}']) assert.equal(unwrappedLog(text), undefined);
  });
});
