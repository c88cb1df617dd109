/** Measures of the timeline, in CSS pixels. */
export const laneHeight = 22;
export const axisHeight = 20;
/** Room beside the times, in the timeline as in the charts, so that the same time stands below itself. */
export const left = 58;
export const right = 8;

/** Unix ms. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Where the times of a range are in a timeline that is so wide. */
export class TimelineScale {
  constructor(
    readonly width: number,
    readonly range: TimeRange,
  ) {}

  get plotWidth(): number {
    return Math.max(1, this.width - left - right);
  }

  /** In ms. */
  get perPixel(): number {
    return (this.range.to - this.range.from) / this.plotWidth;
  }

  xOf(time: number): number {
    const { from, to } = this.range;
    return left + ((time - from) / (to - from)) * this.plotWidth;
  }

  timeAt(x: number): number {
    return this.range.from + (x - left) * this.perPixel;
  }
}
