import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Random } from '../../src/sources/sample/random';
import { readBytes } from '../fixtures/containers/readBytes';
import { recordForms } from '../fixtures/containers/recordForms';
import { cluster } from '../fixtures/containers/storedEvents';
import { textForms } from '../fixtures/containers/textForms';
import { mutated } from './mutatedLog';

const forms = [...textForms, ...recordForms];

/** A file to be read. */
export interface FuzzedContainer {
  readonly bytes: Buffer;
  /** How many events are to be read from it; undefined where it is damaged. */
  readonly events: number | undefined;
}

/** Some events in a container of any form, damaged at some places, or at none. */
export function mutatedContainer(random: Random, pool: readonly string[]): FuzzedContainer {
  const events = Array.from({ length: random.integer(1, 8) }, () => ({
    message: random.pick(pool),
    stream: random.pick(['hsm-abcdefghij2', cluster]),
    timestamp: random.integer(1_500_000_000_000, 1_900_000_000_000),
  }));
  let text = Buffer.from(random.pick(forms).write(events) as string).toString('latin1');
  const damages = random.integer(0, 6);
  for (let left = damages; left > 0; left--) text = mutated(random, text);
  return { bytes: Buffer.from(text, 'latin1'), events: damages > 0 ? undefined : events.length };
}

/**
 * Checks what must be so of any file: how its bytes are cut makes no difference to the events, nor to the
 * account of all else, and each place is in the file; and of one without damage, that all of it is events.
 *
 * @returns how many events it has
 * @throws Error that says what is not so
 */
export function checkContainer({ bytes, events }: FuzzedContainer, random: Random): number {
  const sizes = Array.from({ length: random.integer(1, 4) }, () => random.integer(1, 300));
  const options = { gunzip: (packed: Uint8Array) => gunzipSync(packed) };
  const whole = readBytes(bytes, undefined, options);
  const cut = readBytes(bytes, sizes, options);
  if (!isDeepStrictEqual(whole, cut)) {
    throw new Error(
      `cut into ${sizes.join()}: ${JSON.stringify(cut)}, not ${JSON.stringify(whole)}`,
    );
  }
  for (const { source, record } of whole.records) {
    if (source === undefined) continue;
    const isInside = source.offset >= 0 && source.offset + source.length <= bytes.length;
    if (!isInside) throw new Error(`event ${record} is beyond the file: ${JSON.stringify(source)}`);
  }
  const { foreignBytes } = whole.reading;
  if (foreignBytes < 0 || foreignBytes > bytes.length) {
    throw new Error(`${foreignBytes} of ${bytes.length} bytes belong to no event`);
  }
  const { foreignCount, damagedCount, skippedCount } = whole.reading;
  const found = [whole.records.length, foreignCount, damagedCount, skippedCount];
  if (events !== undefined && !isDeepStrictEqual(found, [events, 0, 0, 0])) {
    throw new Error(`${found.join()} events, other texts, faults and other records, not ${events}`);
  }
  return whole.records.length;
}
