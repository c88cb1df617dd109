import { binEvents, type Bins } from './bins';
import type { Timeline } from './messages';
import type { Theme } from './theme';
import {
  axisHeight,
  laneHeight,
  left,
  right,
  type TimelineScale,
  type TimeRange,
} from './timelineScale';
import { axisText } from './values';

/** What is marked in a timeline. */
export interface TimelineMarks {
  readonly selection: TimeRange | undefined;
  /** The event that the keyboard stands on. */
  readonly row: number | undefined;
}

/** Draws the events as lanes over time; how many fall on a pixel is counted anew each time. */
export class TimelinePainting {
  private bins: Bins | undefined;

  /** @param emptyText stands in the place of events where there are none */
  constructor(
    private readonly timeline: Timeline,
    private readonly emptyText: string,
  ) {}

  get height(): number {
    return this.timeline.lanes.length * laneHeight + axisHeight;
  }

  /** Draws everything into a context that is as large as the scale and `height` say. */
  paint(
    context: CanvasRenderingContext2D,
    theme: Theme,
    scale: TimelineScale,
    { selection, row }: TimelineMarks,
  ): void {
    context.clearRect(0, 0, scale.width, this.height);
    context.font = theme.font;
    if (selection !== undefined) this.paintSelection(context, theme, scale, selection);
    this.paintEvents(context, theme, scale);
    this.paintLanes(context, theme, scale);
    this.paintAxis(context, theme, scale);
    if (this.timeline.times.length === 0) this.paintEmpty(context, theme, scale);
    if (row !== undefined) this.paintCursor(context, theme, scale, row);
  }

  private paintEvents(
    context: CanvasRenderingContext2D,
    theme: Theme,
    { range: { from, to }, plotWidth }: TimelineScale,
  ): void {
    this.bins = binEvents(this.timeline, from, to, Math.floor(plotWidth), this.bins);
    const { counts, failed, width: columns } = this.bins;
    for (const [colour, values] of [
      [theme.event, counts],
      [theme.failure, failed],
    ] as const) {
      context.fillStyle = colour;
      for (let place = 0; place < values.length; place++) {
        const count = values[place] ?? 0;
        if (count === 0) continue;
        const lane = Math.floor(place / columns);
        const tall = Math.min(laneHeight - 6, 6 + 3 * Math.log2(count));
        const y = lane * laneHeight + laneHeight - 3 - tall;
        context.fillRect(left + (place % columns), y, 2, tall);
      }
    }
  }

  private paintEmpty(
    context: CanvasRenderingContext2D,
    theme: Theme,
    { plotWidth }: TimelineScale,
  ): void {
    context.fillStyle = theme.foreground;
    context.textAlign = 'center';
    // Within a lane: the line between two would strike it out.
    const lane = Math.floor(this.timeline.lanes.length / 2);
    const middle = (lane + 0.5) * laneHeight;
    context.fillText(this.emptyText, left + plotWidth / 2, middle, plotWidth);
    context.textAlign = 'start';
  }

  private paintLanes(
    context: CanvasRenderingContext2D,
    theme: Theme,
    { plotWidth }: TimelineScale,
  ): void {
    context.textBaseline = 'middle';
    for (const [lane, name] of this.timeline.lanes.entries()) {
      const y = lane * laneHeight;
      context.fillStyle = theme.grid;
      context.fillRect(left, y + laneHeight - 1, plotWidth, 1);
      context.fillStyle = theme.muted;
      context.fillText(name, 2, y + laneHeight / 2, left - 6);
    }
  }

  private paintAxis(context: CanvasRenderingContext2D, theme: Theme, scale: TimelineScale): void {
    const { from, to } = scale.range;
    const { width } = scale;
    const step = axisStep((to - from) / Math.max(1, (width - left) / 110));
    context.fillStyle = theme.muted;
    for (let time = Math.ceil(from / step) * step; time < to; time += step) {
      const x = scale.xOf(time);
      if (x > width - 60) break;
      context.fillRect(x, this.height - axisHeight, 1, 4);
      context.fillText(axisText(time, step), x + 3, this.height - axisHeight / 2);
    }
  }

  private paintSelection(
    context: CanvasRenderingContext2D,
    theme: Theme,
    scale: TimelineScale,
    { from, to }: TimeRange,
  ): void {
    const start = Math.max(left, scale.xOf(from));
    const end = Math.min(scale.width - right, scale.xOf(to));
    if (end <= start) return;
    context.globalAlpha = 0.2;
    context.fillStyle = theme.focus;
    context.fillRect(start, 0, end - start, this.height - axisHeight);
    context.globalAlpha = 1;
  }

  private paintCursor(
    context: CanvasRenderingContext2D,
    theme: Theme,
    scale: TimelineScale,
    row: number,
  ): void {
    const x = scale.xOf(this.timeline.times[row] ?? 0);
    const lane = this.timeline.lane[row] ?? 0;
    context.fillStyle = theme.focus;
    context.fillRect(x, 0, 1, this.height - axisHeight);
    context.strokeStyle = theme.focus;
    context.lineWidth = 2;
    context.strokeRect(x - 4, lane * laneHeight + 1, 9, laneHeight - 3);
  }
}

const steps = [
  1,
  5,
  10,
  30,
  60,
  300,
  600,
  1800,
  3600,
  3 * 3600,
  6 * 3600,
  12 * 3600,
  86_400,
  2 * 86_400,
  7 * 86_400,
].map((seconds) => seconds * 1000);

function axisStep(least: number): number {
  return steps.find((step) => step >= least) ?? 28 * 86_400_000;
}
