import { seededRandom } from '../../src/sources/sample/random';
import { checkContainer, mutatedContainer } from './checkContainer';
import { checkIndex } from './checkIndex';
import { eventPool, mutatedLog } from './mutatedLog';

/** A log that shows a fault, with what makes it again. */
export interface Fault {
  readonly seed: number;
  readonly log: number;
  /** A container's with a character a byte. */
  readonly text: string;
  readonly message: string;
}

/** After so many logs the pool of events is another one. */
const logsOfPool = 20_000;

/** Of so many logs one is in a container. */
const logsOfContainer = 8;

/** Checks mutated logs one after the other, without end. Log `n` of a seed is always the same. */
export function* fuzzRun(
  seed: number,
  first = 0,
): Generator<{ readonly log: number; readonly events: number } | Fault, never, undefined> {
  let pool = eventPool(seed + Math.floor(first / logsOfPool));
  for (let log = first; ; log++) {
    if (log % logsOfPool === 0) pool = eventPool(seed + log / logsOfPool);
    const random = seededRandom(seed + Math.imul(log, 0x2545f491));
    const isContainer = log % logsOfContainer === logsOfContainer - 1;
    const made = isContainer ? mutatedContainer(random, pool) : mutatedLog(random, pool);
    try {
      const events =
        typeof made === 'string' ? checkIndex(made, random) : checkContainer(made, random);
      yield { log, events };
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const text = typeof made === 'string' ? made : made.bytes.toString('latin1');
      yield { seed, log, text, message };
    }
  }
}
