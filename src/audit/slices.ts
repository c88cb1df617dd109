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
  private last = Promise.resolve();

  /** @param next calls back in the next turn */
  constructor(private readonly next: (then: () => void) => void) {}

  readonly pause = (): Promise<void> => {
    this.last = this.last.then(() => new Promise((resolve) => this.next(resolve)));
    return this.last;
  };
}

/**
 * What the extension host uses: hovers and keys wait no longer than a slice, however many computations
 * run. It is the thread's, which outlives every call, and holds nothing of a computation.
 */
export const hostSlicing: Slicing = {
  now: () => performance.now(),
  pause: new Turns(setImmediate).pause,
  sliceMs: 12,
};

/** Runs a computation that is written as steps without a pause. */
export function atOnce<Result>(steps: Generator<unknown, Result, undefined>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Runs a computation that is written as steps, with a pause whenever a slice of time is over. The first
 * slice runs at once.
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
      const end = now() + sliceMs;
      do {
        const step = steps.next();
        if (step.done === true) return step.value;
      } while (now() < end);
      await pause();
      signal?.throwIfAborted();
    }
  } finally {
    // One that is given up gives back what it has borrowed.
    steps.return(undefined as Result);
  }
}
