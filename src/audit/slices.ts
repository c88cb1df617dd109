/** How a long computation shares the thread with everything else. */
export interface Slicing {
  /** A clock that only goes forward, in ms. */
  readonly now: () => number;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
  /** How long one slice is, in ms. */
  readonly sliceMs: number;
}

/** What the extension host uses: hovers and keys wait no longer than a slice. */
export const hostSlicing: Slicing = {
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
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
 * Runs a computation that is written as steps, with a pause whenever a slice of time is over.
 *
 * @param signal ends it at the next pause, with its reason
 */
export async function inSlices<Result>(
  steps: Generator<unknown, Result, undefined>,
  { now, pause, sliceMs }: Slicing,
  signal?: AbortSignal,
): Promise<Result> {
  for (;;) {
    const end = now() + sliceMs;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (now() < end);
    await pause();
    signal?.throwIfAborted();
  }
}
