import { setTimeout as sleep } from 'node:timers/promises';

/** Time as a spacing needs it. */
export interface SpacingClock {
  /** Any ms that only grow. */
  now(): number;
  /** Resolves after so many ms; rejects when the signal aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const systemClock: SpacingClock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
};

/** Keeps requests apart, so that a service with a small quota never has to turn one away. */
export class Spacing {
  private free = -Infinity;

  /** @param milliseconds between the starts of two requests */
  constructor(
    private readonly milliseconds: number,
    private readonly clock: SpacingClock = systemClock,
  ) {}

  /** Waits for the turn of the next request. */
  async next(signal?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const turn = Math.max(now, this.free);
    this.free = turn + this.milliseconds;
    if (turn > now) await this.clock.sleep(turn - now, signal);
  }
}
