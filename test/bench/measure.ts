/** The middle value; of an even number of values the upper one of the two. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('No value has no median.');
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Milliseconds that the work takes. */
export function milliseconds(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The work as a subject of `mediansInTurn`. */
export function timed(work: () => unknown): () => number {
  return () => milliseconds(work);
}

/**
 * Runs each subject once a round, one behind the other, so that a busy moment of the machine falls on
 * all alike. The first round warms the engine up and does not count.
 *
 * @param subjects each does its work once and says how many ms that took
 * @returns the median of each, in ms
 */
export function mediansInTurn<Name extends string>(
  subjects: Readonly<Record<Name, () => number>>,
  rounds: number,
): Readonly<Record<Name, number>> {
  const names = Object.keys(subjects) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const ms = subjects[name]();
      if (round >= 0) times.get(name)!.push(ms);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name)!)])) as Record<
    Name,
    number
  >;
}
