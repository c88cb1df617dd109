import type uPlot from 'uplot';
import type { Chart, Mark } from './messages';
import { alarmDash, type Theme } from './theme';

/** A mark that is higher than so many times the highest value is out of sight, so that the values are not flat. */
const farTimes = 2.5;

const usualDash = [5, 4];

/** The marks that a chart makes room for. The marks of a temperature say how warm it is, so that they always are. */
export function nearMarks(
  { marks, format }: Pick<Chart, 'marks' | 'format'>,
  highest: number,
): readonly Mark[] {
  return marks.filter(
    ({ kind, value }) => value <= highest * farTimes || (format === '°C' && kind !== 'alarm'),
  );
}

/** Draws thresholds as lines across a chart; one that is out of sight is an arrowhead at the edge. */
export function paintMarks(plot: uPlot, marks: readonly Mark[], theme: Theme): void {
  const { ctx, bbox } = plot;
  const colours = { attention: theme.warning, limit: theme.failure, alarm: theme.foreground };
  const taken: number[] = [];
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  for (const [index, { kind, value }] of marks.entries()) {
    // On the middle of a pixel, so that the line is sharp.
    let y = Math.floor(plot.valToPos(value, 'y', true)) + 0.5;
    const bottom = bbox.top + bbox.height;
    if (y < bbox.top || y > bottom) {
      pointAway(plot, colours[kind], index, y < bbox.top);
      continue;
    }
    // An alarm at the value that is advised would hide that line.
    const room = 2 * devicePixelRatio;
    while (taken.some((other) => Math.abs(other - y) < room)) y += room;
    taken.push(y);
    ctx.strokeStyle = colours[kind];
    const dash = kind === 'alarm' ? alarmDash : usualDash;
    ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

/** An arrowhead at the upper or lower edge: the mark is further away than the values let one see. */
function pointAway({ ctx, bbox }: uPlot, colour: string, index: number, isUp: boolean): void {
  const size = 5 * devicePixelRatio;
  const x = bbox.left + bbox.width - size * (2 + 3 * index);
  const tip = isUp ? bbox.top : bbox.top + bbox.height;
  const base = tip + (isUp ? 1.6 : -1.6) * size;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x, tip);
  ctx.lineTo(x + size, base);
  ctx.lineTo(x - size, base);
  ctx.fill();
}
