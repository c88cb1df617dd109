/** How a long computation shares the thread with everything else. */
export interface Slicing {
  /** A clock that only goes forward, in ms. */
  readonly now: () => number;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
  /** How long one slice is, in ms. */
  readonly sliceMs: number;
}

/** Pauses of which no two end in the same turn of the event loop. */
export class Turns {
  private readonly first: (() => void)[] = [];
  private readonly behind: (() => void)[] = [];
  private isAwaited = false;

  /** @param next calls back in the next turn */
  constructor(private readonly next: (then: () => void) => void) {}

  readonly pause = (): Promise<void> => this.wait(this.first);

  /** A pause that lasts as long as there are any of the others. */
  readonly pauseBehind = (): Promise<void> => this.wait(this.behind);

  private wait(queue: (() => void)[]): Promise<void> {
    return new Promise((resolve) => {
      queue.push(resolve);
      this.await();
    });
  }

  private await(): void {
    if (this.isAwaited || this.first.length + this.behind.length === 0) return;
    this.isAwaited = true;
    this.next(() => {
      this.isAwaited = false;
      const resolve = this.first.shift() ?? this.behind.shift();
      this.await(); // whoever goes on now, and pauses again, is behind the others
      resolve?.();
    });
  }
}

/** The thread's turns, which outlive every call and hold nothing of a computation. */
const hostTurns = new Turns(setImmediate);

/**
 * What the extension host uses: hovers and keys wait no longer than a slice, however many computations
 * run.
 */
export const hostSlicing: Slicing = {
  now: () => performance.now(),
  pause: hostTurns.pause,
  sliceMs: 12,
};

/** For what can wait until all else is done: an outline beside the reading and the check of a log. */
export const backgroundSlicing: Slicing = { ...hostSlicing, pause: hostTurns.pauseBehind };

/** Runs a computation that is written as steps without a pause. */
export function atOnce<Result>(steps: Generator<unknown, Result, undefined>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Runs a computation that is written as steps, with a pause before each slice of time: also before the
 * first one, since all that waited for the same goes on in the same turn.
 *
 * @param signal ends it at the next pause, with its reason
 */
export async function inSlices<Result>(
  steps: Generator<unknown, Result, undefined>,
  { now, pause, sliceMs }: Slicing,
  signal?: AbortSignal,
): Promise<Result> {
  try {
    for (;;) {
      await pause();
      signal?.throwIfAborted();
      const end = now() + sliceMs;
      do {
        const step = steps.next();
        if (step.done === true) return step.value;
      } while (now() < end);
    }
  } finally {
    // One that is given up gives back what it has borrowed.
    steps.return(undefined as Result);
  }
}
