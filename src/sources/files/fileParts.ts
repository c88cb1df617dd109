import { certainStart } from '../../audit/scan/certainStart';
import type { LogBytes } from '../../audit/scan/logBytes';

/** A stretch of a file in bytes, which is indexed on its own. */
export interface FilePart {
  readonly from: number;
  readonly to: number;
}

/** How a stretch of a file is parted: all that threads have to agree on. */
export interface PartPlan {
  readonly from: number;
  readonly to: number;
  /** About how many bytes the first part has: few, so that its events are there at once. */
  readonly firstSize: number;
  /** About how many the others have. */
  readonly size: number;
}

/**
 * The parts of a stretch of a file, cut at lines where an event surely begins. Each is found by itself:
 * any thread finds the same one, and nothing has to be looked for before the work begins. Where no such
 * line is near, a part is longer, and the ones behind it are empty.
 */
export class FileParts {
  /** How many there are, with the empty ones. */
  readonly count: number;

  constructor(
    private readonly log: LogBytes,
    private readonly plan: PartPlan,
  ) {
    const { from, to, firstSize, size } = plan;
    this.count = 1 + Math.max(0, Math.ceil((to - from - firstSize) / size));
  }

  /** @param number below `count` */
  part(number: number): FilePart {
    const { plan } = this;
    const from = this.start(number);
    if (from === undefined) return { from: this.edge(number), to: this.edge(number) };
    for (let next = number + 1; next < this.count; next++) {
      const to = this.start(next);
      if (to !== undefined) return { from, to };
    }
    return { from, to: plan.to };
  }

  /** Where a part would begin if events were of no length. */
  private edge(number: number): number {
    const { from, to, firstSize, size } = this.plan;
    return number === 0 ? from : Math.min(to, from + firstSize + (number - 1) * size);
  }

  /** The line at which a part begins; undefined where it is empty. */
  private start(number: number): number | undefined {
    if (number === 0) return this.plan.from;
    const start = certainStart(this.log, this.edge(number), this.plan.to);
    return start === undefined || start >= this.edge(number + 1) ? undefined : start;
  }
}
