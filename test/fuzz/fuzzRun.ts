import { seededRandom } from '../../src/sources/sample/random';
import { checkIndex } from './checkIndex';
import { eventPool, mutatedLog } from './mutatedLog';

/** A log that shows a fault, with what makes it again. */
export interface Fault {
  readonly seed: number;
  readonly log: number;
  readonly text: string;
  readonly message: string;
}

/** After so many logs the pool of events is another one. */
const logsOfPool = 20_000;

/** Checks mutated logs one after the other, without end. Log `n` of a seed is always the same. */
export function* fuzzRun(
  seed: number,
  first = 0,
): Generator<{ readonly log: number; readonly events: number } | Fault, never, undefined> {
  let pool = eventPool(seed + Math.floor(first / logsOfPool));
  for (let log = first; ; log++) {
    if (log % logsOfPool === 0) pool = eventPool(seed + log / logsOfPool);
    const random = seededRandom(seed + Math.imul(log, 0x2545f491));
    const text = mutatedLog(random, pool);
    try {
      yield { log, events: checkIndex(text, random) };
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      yield { seed, log, text, message };
    }
  }
}
