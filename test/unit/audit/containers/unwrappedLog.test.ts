import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { readingNotes } from '../../../../src/audit/containers/readingNotes';
import { unwrappedLog } from '../../../../src/audit/containers/unwrappedLog';
import { recordForms } from '../../../fixtures/containers/recordForms';
import { sampleEvents } from '../../../fixtures/containers/storedEvents';
import { textForms } from '../../../fixtures/containers/textForms';

const gunzip = (bytes: Uint8Array): Uint8Array => gunzipSync(bytes);
const events = sampleEvents(1, 12);

describe('a log taken out of its container', () => {
  for (const { title, container, says, write, reread } of recordForms) {
    it(`${title}: has a row an event, with its stream and the way back`, () => {
      const text = write(events) as string;
      const unwrapped = unwrappedLog(text, { gunzip });
      assert.ok(unwrapped);
      const { log, offsetOf, placeOf } = unwrapped;
      assert.equal(log.length, events.length);
      events.forEach(({ message, stream }, row) => {
        const { offset, length } = log.event(row).span;
        assert.ok(log.text.slice(offset, offset + length).endsWith(message));
        assert.equal(log.table.stream(row), says.stream ? stream : undefined);
        // Without what was put before it.
        assert.equal(log.text.slice(placeOf(row).start, offset + length), message);
        const start = offsetOf(row);
        assert.equal(placeOf(row).line === undefined, start === undefined);
        if (reread === undefined) {
          assert.equal(start, undefined);
          return;
        }
        // The string that holds the event begins there.
        const literal = text.slice(start);
        const first = message.split('\n')[0]?.slice(0, 12) ?? '';
        const isQuoted = container !== 'aws-cli-text';
        if (isQuoted) assert.match(literal, /^"/);
        const inside = message.startsWith('Time') ? literal.slice(isQuoted ? 1 : 0) : first;
        assert.equal(inside.slice(0, 12), first);
      });
    });
  }

  it('has the place of an event behind text that is not ASCII', () => {
    const message = events[0]?.message ?? '';
    const text = JSON.stringify([
      { timestamp: 1, message: 'é 😀' },
      { timestamp: 2, message },
      { timestamp: 3, message: '€' },
      { timestamp: 4, message },
    ]);
    for (const content of [text, `\ufeff${text}`]) {
      const unwrapped = unwrappedLog(content);
      assert.ok(unwrapped);
      // The later one first: that it stands behind the other makes no difference.
      assert.equal(unwrapped.offsetOf(1), content.lastIndexOf('"Time'));
      assert.equal(unwrapped.offsetOf(0), content.indexOf('"Time'));
    }
  });

  it('says in sentences what the container holds besides events', () => {
    const control = JSON.stringify({ messageType: 'CONTROL_MESSAGE', logEvents: [] });
    const answer = (message: string): string =>
      JSON.stringify({ events: [{ timestamp: 1, message }] });
    const parts = [answer(events[0]?.message ?? ''), answer('GET /\u001b[2J'), '{"events": [x}'];
    const unwrapped = unwrappedLog([...parts, control].join('\n'));
    assert.ok(unwrapped);
    const notes = readingNotes(unwrapped.reading);
    assert.equal(notes[0], 'line 2 is no audit event: GET /\\u001b[2J');
    assert.match(notes[1] ?? '', /^1 record says itself that it holds no events/);
    assert.match(notes[2] ?? '', /^line 3, byte \d+: this is no valid JSON/);
    assert.ok(notes.slice(2).every((note) => note.startsWith('line 3, ')));
  });

  it('counts what it does not list', () => {
    const texts = Array.from({ length: 103 }, (_, index) => `junk ${index}`);
    const messages = [events[0]?.message ?? '', ...texts];
    const text = JSON.stringify({ events: messages.map((message) => ({ timestamp: 1, message })) });
    const notes = readingNotes(unwrappedLog(text)!.reading);
    assert.deepEqual(
      [notes.length, notes.at(-1)],
      [101, 'More text is no audit event, in 3 places.'],
    );
  });

  it('is none where the events are read in place', () => {
    for (const { write } of textForms) assert.equal(unwrappedLog(write(events)), undefined);
    for (const text of ['', 'hello\n', '{"a":1}']) assert.equal(unwrappedLog(text), undefined);
  });
});
