import type { Clock } from './clock';

/** Stops the endpoint when nobody has asked it anything for a while. */
export class IdleStop {
  private waiting: AbortController | undefined;

  constructor(
    private readonly idleMs: number,
    private readonly clock: Clock,
    private readonly stop: () => Promise<void>,
  ) {}

  /** Begins the wait afresh. */
  touch(): void {
    this.cancel();
    const waiting = new AbortController();
    this.waiting = waiting;
    this.clock.sleep(this.idleMs, waiting.signal).then(this.stop, (reason: unknown) => {
      // The next request's touch, or the stop, ends a wait: nothing is lost.
      if (!waiting.signal.aborted) throw reason;
    });
  }

  cancel(): void {
    this.waiting?.abort();
  }
}
