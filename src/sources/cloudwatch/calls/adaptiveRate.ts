import type { Clock } from '../../clock';

/** Requests a second at first: what nearly every region and account takes of most calls. */
const usualStart = 10;
/** However busy others are, this much is asked for. */
const leastRate = 1;
/**
 * How long a pause may be made up for by requests at once, in ms: at first, and once a limit is known.
 * Little, because a service that refuses a burst has said nothing about its rate.
 */
const firstBurst = 200;
const laterBurst = 120;
/** Before the first throttling, each answer makes the rate so much higher. */
const quickStep = 3;
/** But never to more than so many times what the service answers. */
const mostLead = 1.5;
/** Afterwards it grows by this share of the known limit a second, up to the limit's safe part. */
const recoveryShare = 1;
/** Of the known limit, the rest is left to others. */
const safeShare = 0.95;
/** Beyond that it feels its way, by this share a second for each second that nothing was refused. */
const probeShare = 0.05;
/** A limit is never taken to be under this share of the rate that met it: it may have been a moment. */
const leastLimitShare = 0.7;
/** After so few answers a refusal shows no limit: it may have been the burst. */
const fewAnswers = 8;
/** How long a throttling shows, in ms. */
const heldDown = 3000;
/** In ms, for measuring how many requests the service takes. */
const measured = 2000;

interface Waiter {
  readonly resolve: () => void;
}

/**
 * How fast requests of one kind may follow each other: faster while the service takes them, half as
 * fast when it throttles. What limit the service has, and who else uses it up, is not known; it is
 * found out.
 */
export class AdaptiveRate {
  private rate: number;
  /** Where the service throttled; undefined until it has. */
  private limit: number | undefined;
  private nextAt = 0;
  private halvedAt = -Infinity;
  private grownAt: number;
  private readonly answers: number[] = [];
  private answered = 0;
  private readonly waiters: Waiter[] = [];
  private pumping = false;

  /** @param startRate requests a second at first */
  constructor(
    private readonly clock: Clock,
    private readonly startRate = usualStart,
  ) {
    this.rate = startRate;
    this.grownAt = clock.now();
  }

  /** Requests a second that may be sent now. */
  get perSecond(): number {
    return this.rate;
  }

  /** Whether the service has throttled a moment ago, so that the rate is still held down. */
  get isThrottled(): boolean {
    return this.clock.now() - this.halvedAt < heldDown;
  }

  /** Resolves when the next request may go, first come first served; rejects when the signal aborts. */
  async turn(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.waiters.length === 0 && this.take()) return;
    await new Promise<void>((resolve, reject) => {
      const waiter = { resolve: () => settle(resolve) };
      const settle = (then: () => void): void => {
        signal?.removeEventListener('abort', abort);
        then();
      };
      const abort = (): void => {
        const at = this.waiters.indexOf(waiter);
        if (at >= 0) this.waiters.splice(at, 1);
        settle(() => reject(signal?.reason as Error));
      };
      signal?.addEventListener('abort', abort);
      this.waiters.push(waiter);
      void this.pump();
    });
  }

  /** The service answered. */
  succeeded(): void {
    const now = this.clock.now();
    this.answered++;
    this.answers.push(now);
    while ((this.answers[0] ?? now) < now - measured) this.answers.shift();
    const seconds = Math.max(0, now - this.grownAt) / 1000;
    this.grownAt = now;
    if (this.limit === undefined) {
      const most = Math.max(this.startRate, mostLead * this.answersASecond(now));
      this.rate = Math.min(this.rate + quickStep, most);
      return;
    }
    const safe = this.limit * safeShare;
    if (this.rate < safe) {
      this.rate = Math.min(safe, this.rate + this.limit * recoveryShare * seconds);
    } else {
      const calm = (now - this.halvedAt) / 1000;
      this.rate += this.limit * probeShare * calm * seconds;
    }
  }

  /** The service turned a request away. @param sentAt when that was sent, Unix ms */
  throttled(sentAt: number): void {
    // Those that were under way when the rate was halved say nothing about the new one.
    if (sentAt <= this.halvedAt) return;
    const now = this.clock.now();
    // A rate that was halved a moment ago did not meet a limit: what is refused now is its backlog.
    const isBacklog = now - this.halvedAt < measured;
    const met = isBacklog ? (this.limit ?? this.rate) : this.rate;
    const taken = Math.max(this.answersASecond(now), this.rate * leastLimitShare);
    if (this.answered > fewAnswers) this.limit = Math.max(leastRate, Math.min(met, taken));
    this.halvedAt = now;
    this.grownAt = now;
    this.rate = Math.max(leastRate, this.rate / 2);
    this.nextAt = Math.max(this.nextAt, now + 1000 / this.rate);
  }

  private answersASecond(now: number): number {
    const since = Math.max(this.answers[0] ?? now, now - measured);
    const recent = this.answers.filter((at) => at >= since).length;
    return (recent * 1000) / Math.max(250, now - since);
  }

  private take(): boolean {
    const now = this.clock.now();
    if (this.nextAt > now) return false;
    const burst = this.limit === undefined ? firstBurst : laterBurst;
    this.nextAt = Math.max(this.nextAt, now - burst) + 1000 / this.rate;
    return true;
  }

  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    while (this.waiters.length > 0) {
      if (this.take()) this.waiters.shift()?.resolve();
      else await this.clock.sleep(Math.max(1, this.nextAt - this.clock.now()));
    }
    this.pumping = false;
  }
}
