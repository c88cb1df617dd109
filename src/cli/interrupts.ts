/** The last one comes when the terminal is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The interrupts of this process. Listened to from its start on: one that comes while commands are loaded
 * waits for the command.
 */
export class Interrupts {
  private taker: (() => void) | undefined;
  private waiting: NodeJS.Signals | undefined;
  private hasBegun = false;

  constructor() {
    for (const signal of signals) process.on(signal, this.interrupted);
  }

  /**
   * Takes the next interrupt, or the one that waits; the one after it ends the process.
   *
   * @returns takes none any more
   */
  take(interrupted: () => void): () => void {
    this.taker = interrupted;
    if (this.waiting !== undefined) this.interrupted(this.waiting);
    return () => {
      if (this.taker === interrupted) this.taker = undefined;
    };
  }

  /** The command has begun. Where it takes no interrupts, they end the process, also in the middle of its work. */
  begun(): void {
    this.hasBegun = true;
    if (this.waiting !== undefined) this.interrupted(this.waiting);
    else if (this.taker === undefined) this.leave();
  }

  private readonly interrupted = (signal: NodeJS.Signals): void => {
    const { taker } = this;
    this.taker = undefined;
    if (taker === undefined && !this.hasBegun) {
      this.waiting = signal;
      return;
    }
    this.waiting = undefined;
    this.leave();
    if (taker === undefined) process.kill(process.pid, signal);
    else taker();
  };

  private leave(): void {
    for (const signal of signals) process.off(signal, this.interrupted);
  }
}
