import { seededRandom } from '../../src/sources/sample/random';
import { sampleEvents } from '../fixtures/containers/storedEvents';
import { checkContainer, mutatedContainer } from './checkContainer';
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

/** One log of so many stands in a container. */
const oneIn = 4;

/** Checks mutated logs one after the other, without end. Log `n` of a seed is always the same. */
export function* fuzzRun(
  seed: number,
  first = 0,
): Generator<{ readonly log: number; readonly events: number } | Fault, never, undefined> {
  const stored = sampleEvents(seed);
  let pool = eventPool(seed + Math.floor(first / logsOfPool));
  for (let log = first; ; log++) {
    if (log % logsOfPool === 0) pool = eventPool(seed + log / logsOfPool);
    const random = seededRandom(seed + Math.imul(log, 0x2545f491));
    const isContainer = log % oneIn === 0;
    const text = isContainer ? mutatedContainer(random, stored) : mutatedLog(random, pool);
    try {
      yield { log, events: (isContainer ? checkContainer : checkIndex)(text, random) };
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      yield { seed, log, text, message };
    }
  }
}
