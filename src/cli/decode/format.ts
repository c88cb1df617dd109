import type { EventBatch } from '../input/eventBatch';

/** How events are printed. A batch's rows are asked for in ascending runs. */
export interface Format {
  /** What comes before everything else, for the first events to come. */
  head(batch: EventBatch, from: number, to: number): string;
  event(batch: EventBatch, row: number): string;
  /** Text of no event as its own line; undefined for a format that has no place for it. */
  readonly between: ((text: string, line: number | undefined) => string) | undefined;
}
