import { setTimeout as sleep } from 'node:timers/promises';

/** Everything the endpoint knows about time. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** Resolves after so many ms; rejects when the signal aborts first. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock. Its sleeps do not keep the process alive: whoever waits for an answer does. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal, ref: false }),
};
