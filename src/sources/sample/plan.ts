import type { Random } from './random';

interface Step {
  readonly usecs: bigint;
  readonly run: (usecs: bigint) => void;
}

/**
 * What will happen, in any order of writing; `play` lets it happen in the order of time. So the story can
 * be told by subject while clients that are connected at the same time never share a connection.
 */
export class Plan {
  private readonly steps: Step[] = [];

  constructor(readonly random: Random) {}

  /**
   * @param moment `2026-03-12 03:12:07`, in UTC; a fraction of a second is added
   * @param run is given the moment in Unix µs
   */
  at(moment: string, run: (usecs: bigint) => void): void {
    const second = BigInt(Date.parse(`${moment.replace(' ', 'T')}Z`)) * 1000n;
    this.steps.push({ usecs: second + BigInt(this.random.integer(1_000, 999_999)), run });
  }

  play(): void {
    const inOrder = this.steps.toSorted((one, other) => Number(one.usecs - other.usecs));
    for (const { usecs, run } of inOrder) run(usecs);
  }
}
