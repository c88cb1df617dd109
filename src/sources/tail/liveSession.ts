import * as l10n from '@vscode/l10n';
import type { Clock } from '../clock';
import { HumanError } from '../humanError';
import type { LiveUpdate } from '../logSource';

/** A session says something every second; after so long without a word it is dead, in ms. */
const longestSilence = 15_000;
/** So many updates are kept for who has not taken them; then the service has to wait. */
const mostKept = 30;

/** A live session whose updates are taken in as they come, whatever else is waited for meanwhile. */
export class LiveSession {
  private readonly kept: LiveUpdate[] = [];
  private isAsking = false;
  private ending: { readonly error?: unknown } | undefined;
  private wake = (): void => undefined;

  constructor(
    private readonly updates: AsyncIterator<LiveUpdate>,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {}

  /** What has come and was not taken; waits for nothing. */
  arrived(): readonly LiveUpdate[] {
    const updates = this.kept.splice(0);
    this.ask();
    return updates;
  }

  /**
   * Waits for the next update.
   *
   * @returns undefined when the service has ended the session
   * @throws why it broke
   */
  async next(): Promise<LiveUpdate | undefined> {
    this.ask();
    while (this.kept.length === 0) {
      if (this.ending !== undefined) {
        if ('error' in this.ending) throw this.ending.error;
        return undefined;
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    const update = this.kept.shift();
    this.ask();
    return update;
  }

  private ask(): void {
    if (this.isAsking || this.ending !== undefined || this.kept.length >= mostKept) return;
    this.isAsking = true;
    void this.receive()
      .catch((error: unknown) => (this.ending = { error }))
      .finally(() => {
        this.isAsking = false;
        this.wake();
        this.ask();
      });
  }

  private async receive(): Promise<void> {
    const { clock, signal, updates } = this;
    const timer = new AbortController();
    const silence = clock
      .sleep(longestSilence, AbortSignal.any([timer.signal, signal]))
      .then(() => {
        throw new HumanError(
          l10n.t('The live tail has gone silent. Check the network and the VPN.'),
          'retry',
          { nature: 'passing' },
        );
      });
    try {
      const next = await Promise.race([updates.next(), silence]);
      if (next.done === true) this.ending = {};
      else this.kept.push(next.value);
    } finally {
      timer.abort();
      silence.catch(() => undefined); // nobody waits for it any more
    }
  }
}
