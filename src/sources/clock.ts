import { setTimeout as sleep } from 'node:timers/promises';

/** Everything that a reader knows about time. Tests give their own. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** Resolves after so many ms; rejects with an `AbortError` when the signal aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
};
