import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import type { Random } from '../../src/sources/sample/random';
import { readBytes } from '../fixtures/containers/readBytes';
import { recordForms } from '../fixtures/containers/recordForms';
import type { StoredEvent } from '../fixtures/containers/storedEvents';
import { textForms } from '../fixtures/containers/textForms';
import { damaged } from './mutatedLog';

const forms = [...textForms, ...recordForms];

/** A container of some events, damaged at some places. */
export function mutatedContainer(random: Random, events: readonly StoredEvent[]): string {
  const first = random.integer(0, events.length - 1);
  const some = events.slice(first, first + random.integer(1, 8));
  return damaged(random, Buffer.from(random.pick(forms).write(some)).toString('latin1'));
}

/**
 * Checks what must be so of any bytes: how they are cut into chunks makes no difference, and every event
 * has a place of its own in them, in their order.
 *
 * @param text a character a byte
 * @returns how many events it has
 * @throws Error that says what is not so
 */
export function checkContainer(text: string, random: Random): number {
  const bytes = Buffer.from(text, 'latin1');
  const gunzip = (packed: Uint8Array): Uint8Array =>
    gunzipSync(packed, { maxOutputLength: 1 << 24 });
  const whole = readBytes(bytes, undefined, { gunzip });
  const sizes = [random.integer(1, 50), random.integer(1, 2000)];
  const cut = readBytes(bytes, sizes, { gunzip });
  assert.deepEqual(cut.records, whole.records, `in chunks of ${sizes.join()} bytes`);
  let last = -1;
  for (const { source } of whole.records) {
    if (source === undefined) continue;
    assert.ok(source.offset >= last, 'events are in the order of the bytes');
    assert.ok(source.offset + source.length <= bytes.length, 'an event is inside the bytes');
    last = source.offset;
  }
  return whole.records.length;
}
