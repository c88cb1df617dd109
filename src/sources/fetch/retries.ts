import type { Clock } from '../clock';
import { HumanError } from '../humanError';

/** How often in a row a reader tries again without a page, before it gives up. */
const patience = 8;
/** In ms. */
const firstPause = 500;
const longestPause = 30_000;

/** Where a reader goes on after a failure. */
export type GoOn = 'fromPlace' | 'fromTime';

/** Decides whether a failed page is asked for again, on top of the attempts that the SDK makes. */
export class Retries {
  private failures = 0;
  private signIns = 0;

  /** @param random in [0, 1) */
  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /** A page came. */
  worked(): void {
    this.failures = 0;
    this.signIns = 0;
  }

  /**
   * Waits as long as is right before the next try.
   * @throws the error where another try is of no use
   */
  async failed(error: unknown, signal: AbortSignal): Promise<GoOn> {
    const nature = error instanceof HumanError ? error.nature : undefined;
    this.failures++;
    if (nature === undefined || this.failures > patience) throw error;
    // Credentials are read anew by the next call: somebody may have renewed them meanwhile.
    if (nature === 'signIn' && ++this.signIns > 1) throw error;
    if (nature === 'passing') await this.pause(signal);
    return nature === 'placeLost' ? 'fromTime' : 'fromPlace';
  }

  private async pause(signal: AbortSignal): Promise<void> {
    const longest = Math.min(longestPause, firstPause * 2 ** (this.failures - 1));
    // Spread out, so that several readers do not come back at the same moment.
    const milliseconds = longest * (0.5 + this.random() / 2);
    try {
      await this.clock.sleep(milliseconds, signal);
    } catch (error) {
      if (!signal.aborted) throw error; // an abort ends the reading elsewhere
    }
  }
}
