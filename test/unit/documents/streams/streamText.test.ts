import * as assert from 'node:assert/strict';
import { StreamText } from '../../../../src/documents/streams/streamText';
import type { StoredEvent } from '../../../../src/sources/logSource';

const minute = 60_000;

function events(...times: readonly number[]): readonly StoredEvent[] {
  return times.map((timestamp) => ({ timestamp, message: `at ${timestamp}` }));
}

function shown({ text }: StreamText): readonly string[] {
  return text.split('\n\n').slice(0, -1);
}

describe('the text of a stream', () => {
  it('takes in the events that are new, whatever of the last minute comes again', () => {
    const text = new StreamText();
    text.addOlder(events(1 * minute, 2 * minute, 2 * minute + 5), false);
    const add = text.newer();
    assert.equal(add(events(2 * minute, 2 * minute + 5, 2 * minute + 9)), 1);
    assert.equal(add(events(3 * minute)), 1);
    assert.deepEqual(
      shown(text),
      [1 * minute, 2 * minute, 2 * minute + 5, 2 * minute + 9, 3 * minute].map((t) => `at ${t}`),
    );
    assert.equal(text.eventCount, 5);
  });

  it('shows an event twice that is stored twice', () => {
    const text = new StreamText();
    text.addOlder(events(1, 5), true);
    assert.equal(text.newer()(events(1, 5, 5)), 1);
    assert.deepEqual(shown(text), ['at 1', 'at 5', 'at 5']);
    assert.equal(text.newer()(events(1, 5, 5)), 0);
  });

  it('puts an event that was delivered late where it belongs', () => {
    const text = new StreamText();
    text.addOlder(events(10, 20, 50), true);
    assert.equal(text.newerFrom, 0);
    assert.equal(text.newer()(events(10, 20, 30, 50)), 1);
    assert.deepEqual(shown(text), ['at 10', 'at 20', 'at 30', 'at 50']);
  });

  it('asks for no event of the page before, which may hold some of its first millisecond', () => {
    const text = new StreamText();
    text.addOlder(events(10, 20), false);
    assert.equal(text.newerFrom, 11);
    text.addOlder(events(5, 10), true);
    assert.equal(text.newerFrom, 11);
    assert.equal(text.newer()(events(20)), 0);
    assert.deepEqual(shown(text), ['at 5', 'at 10', 'at 10', 'at 20']);
  });

  it('knows a minute again and not more, so that memory stays flat', () => {
    const text = new StreamText();
    text.addOlder(events(1), true);
    text.newer()(events(1, 5 * minute, 9 * minute));
    assert.equal(text.newerFrom, 8 * minute);
    assert.equal(text.newer()(events(9 * minute)), 0);
  });

  it('of a stream without events begins with the first that comes', () => {
    const text = new StreamText();
    text.addOlder([], true);
    assert.equal(text.text, '');
    assert.equal(text.newer()(events(7)), 1);
    assert.deepEqual(shown(text), ['at 7']);
  });
});
