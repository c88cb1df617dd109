import type { ChartView } from './chart';
import type { HealthPage } from './messages';
import type { Theme } from './theme';
import { timeText } from './values';

const margin = 16;
const titleHeight = 22;

/** The timeline and the charts as one picture, as a PNG in a data URL. */
export function drawPicture(
  page: HealthPage,
  charts: readonly ChartView[],
  timeline: HTMLCanvasElement | undefined,
  theme: Theme,
): string {
  const drawn = charts.flatMap(({ chart, canvas }) =>
    canvas === undefined ? [] : [{ chart, canvas }],
  );
  const cellWidth = Math.max(1, ...drawn.map(({ canvas }) => canvas.width));
  const cellHeight = Math.max(1, ...drawn.map(({ canvas }) => canvas.height)) + titleHeight;
  const columns = drawn.length > 4 ? 2 : 1;
  const width = Math.max(timeline?.width ?? 0, columns * (cellWidth + margin)) + 2 * margin;
  const top = margin + titleHeight + (timeline === undefined ? 0 : timeline.height + margin);
  const height = top + Math.ceil(drawn.length / columns) * (cellHeight + margin) + titleHeight;
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = height;
  const context = picture.getContext('2d');
  if (context === null) return picture.toDataURL('image/png');
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  context.fillStyle = theme.foreground;
  context.font = `bold ${theme.font}`;
  context.fillText(
    `${page.title}  ${timeText(page.from)} – ${timeText(page.to)} UTC`,
    margin,
    margin + 8,
  );
  if (timeline !== undefined) context.drawImage(timeline, margin, margin + titleHeight);
  for (const [index, { chart, canvas }] of drawn.entries()) {
    const x = margin + (index % columns) * (cellWidth + margin);
    const y = top + Math.floor(index / columns) * (cellHeight + margin);
    context.fillText(chart.title, x, y + 10);
    context.drawImage(canvas, x, y + titleHeight);
  }
  let x = margin;
  for (const [index, hsm] of page.hsms.entries()) {
    context.fillStyle = theme.series(index).colour;
    context.fillRect(x, height - 18, 10, 10);
    context.fillStyle = theme.foreground;
    context.fillText(hsm, x + 14, height - 9);
    x += 30 + context.measureText(hsm).width;
  }
  return picture.toDataURL('image/png');
}
