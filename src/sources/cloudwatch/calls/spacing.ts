import type { Clock } from '../../clock';

/** Keeps requests apart, so that a service with a small quota never has to turn one away. */
export class Spacing {
  private free = -Infinity;

  /** @param milliseconds between the starts of two requests */
  constructor(
    private readonly milliseconds: number,
    private readonly clock: Clock,
  ) {}

  /** Waits for the turn of the next request. */
  async next(signal?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const turn = Math.max(now, this.free);
    this.free = turn + this.milliseconds;
    if (turn > now) await this.clock.sleep(turn - now, signal);
  }
}
