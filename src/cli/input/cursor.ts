import type { EventBatch } from './eventBatch';
import { compareKeys, orderKey, type OrderKey } from './timeOrder';

/** Events of one batch that stand together in the merged order: rows [from, to). */
export interface EventRun {
  readonly batch: EventBatch;
  readonly from: number;
  readonly to: number;
}

/** Where the merge stands in one file. */
export class Cursor {
  private batch: EventBatch | undefined;
  private row = 0;
  private hasEnded = false;

  /**
   * @param key of the next event
   * @param index the file's place among the others
   * @param batches its events in order; nothing is read before the first run is asked for
   */
  constructor(
    private key: OrderKey,
    private readonly index: number,
    private readonly batches: AsyncIterator<EventBatch>,
  ) {}

  get ended(): boolean {
    return this.hasEnded;
  }

  isBefore(other: Cursor): boolean {
    return (compareKeys(this.key, other.key) || this.index - other.index) < 0;
  }

  /** The events of this file up to the first one of another cursor's; undefined where it has none left. */
  async nextRun(other: Cursor | undefined): Promise<EventRun | undefined> {
    if (this.batch === undefined) await this.nextBatch();
    const { batch } = this;
    if (batch === undefined) return undefined;
    const from = this.row;
    do {
      this.row++;
      if (this.row === batch.length) break;
      this.key = orderKey(batch, this.row, this.key);
    } while (other === undefined || this.isBefore(other) || Number.isNaN(batch.time(this.row)));
    const to = this.row;
    if (to === batch.length) await this.nextBatch();
    return { batch, from, to };
  }

  private async nextBatch(): Promise<void> {
    this.row = 0;
    for (;;) {
      const { done, value } = (await this.batches.next()) as IteratorResult<EventBatch, undefined>;
      if (done === true) {
        this.batch = undefined;
        this.hasEnded = true;
        return;
      }
      if (value.length === 0) continue;
      this.batch = value;
      this.key = orderKey(value, 0, this.key);
      return;
    }
  }
}

/** Cursors with the one in front that comes first. */
export class CursorHeap {
  private readonly cursors: Cursor[];

  constructor(cursors: readonly Cursor[]) {
    this.cursors = [...cursors].sort((a, b) => (a.isBefore(b) ? -1 : 1));
  }

  get least(): Cursor | undefined {
    return this.cursors[0];
  }

  /** The one that comes first but for `least`. */
  get second(): Cursor | undefined {
    const [, left, right] = this.cursors;
    return left === undefined || right === undefined || left.isBefore(right) ? left : right;
  }

  /** Puts the first one where it belongs after it went on. */
  settle(): void {
    const { cursors } = this;
    const [first] = cursors;
    if (first === undefined) return;
    const last = first.ended ? cursors.pop() : first;
    if (last === undefined || cursors.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let child = cursors[left];
      let place = left;
      const other = cursors[right];
      if (child !== undefined && other?.isBefore(child) === true) {
        child = other;
        place = right;
      }
      if (child?.isBefore(last) !== true) break;
      cursors[at] = child;
      at = place;
    }
    cursors[at] = last;
  }
}
