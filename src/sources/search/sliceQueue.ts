import type { TimeRange } from '../timeRange';

/** The shortest slice that is worth a request of its own, in ms. */
const shortest = 2;

/**
 * The time slices of a search, shared by its readers. A reader that finds none left waits for a part of
 * what another one is at.
 */
export class SliceQueue {
  private readonly idle: ((slice: TimeRange | undefined) => void)[] = [];
  private reading = 0;

  /** @param slices the one to be read first stands last */
  constructor(private readonly slices: TimeRange[]) {}

  /** The next slice, which `done` ends; undefined when the last one is done. */
  take(): Promise<TimeRange | undefined> {
    const next = this.slices.pop();
    if (next !== undefined) this.reading++;
    if (next !== undefined || this.reading === 0) return Promise.resolve(next);
    return new Promise((resolve) => this.idle.push(resolve));
  }

  /** Ends what was taken. */
  done(): void {
    if (--this.reading > 0) return;
    for (const resolve of this.idle.splice(0)) resolve(undefined);
  }

  /**
   * Gives the later half of a slice that turned out dense to a reader that has nothing to do.
   *
   * @param rest what is left of the slice
   * @returns what the caller keeps: all of it, where nobody waits
   */
  share(rest: TimeRange): TimeRange {
    const { from, to } = rest;
    if (to - from < 2 * shortest) return rest;
    const give = this.idle.shift();
    if (give === undefined) return rest;
    const middle = Math.floor((from + to) / 2);
    this.reading++;
    give({ from: middle, to });
    return { from, to: middle };
  }
}
