/** Lets one waiter know that something has changed since it last looked. */
export class Changes {
  private changed = false;
  private wake: (() => void) | undefined;

  tell(): void {
    this.changed = true;
    this.wake?.();
  }

  /** Resolves at once where something changed since the last call. */
  async next(): Promise<void> {
    if (!this.changed) await new Promise<void>((resolve) => (this.wake = resolve));
    this.changed = false;
    this.wake = undefined;
  }
}
