import type { ChartView } from './chart';
import type { HealthPage } from './messages';
import type { Theme } from './theme';
import type { TimeRange } from './timelineScale';
import { timeText } from './values';

/** Measures in CSS pixels. */
const margin = 16;
const line = 22;
const keySize = 10;
const keyGap = 14;

/**
 * The timeline and the charts as one picture, as a PNG in a data URL. It is as sharp as the screen.
 *
 * @param shown the time that they show
 */
export function drawPicture(
  page: HealthPage,
  shown: TimeRange,
  charts: readonly ChartView[],
  timeline: HTMLCanvasElement | undefined,
  theme: Theme,
): string {
  const ratio = devicePixelRatio;
  const drawn = charts.flatMap(({ chart, canvas }) =>
    canvas === undefined ? [] : [{ chart, canvas }],
  );
  const cellWidth = Math.max(1, ...drawn.map(({ canvas }) => canvas.width / ratio));
  const cellHeight = Math.max(1, ...drawn.map(({ canvas }) => canvas.height / ratio)) + line;
  const columns = drawn.length > 4 ? 2 : 1;
  const contentWidth = Math.max(
    (timeline?.width ?? 0) / ratio,
    columns * (cellWidth + margin) - margin,
  );
  const timelineHeight = timeline === undefined ? 0 : timeline.height / ratio + margin;
  const top = margin + line + timelineHeight;
  const legendTop = top + Math.ceil(drawn.length / columns) * (cellHeight + margin);

  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (context === null) return picture.toDataURL('image/png');
  context.font = theme.font;
  const keys = legend(page.hsms, contentWidth, (text) => context.measureText(text).width);
  const lines = (keys.at(-1)?.line ?? -1) + 1;
  // What is drawn with begins anew with the size.
  picture.width = Math.ceil((contentWidth + 2 * margin) * ratio);
  picture.height = Math.ceil((legendTop + lines * line + margin) * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, picture.width, picture.height);
  const write = (text: string, x: number, y: number, colour: string): void => {
    context.fillStyle = colour;
    context.fillText(text, x, y);
  };
  const copy = (canvas: HTMLCanvasElement, x: number, y: number): void =>
    context.drawImage(canvas, x, y, canvas.width / ratio, canvas.height / ratio);

  context.font = `bold ${theme.font}`;
  const time = `${timeText(shown.from)} – ${timeText(shown.to)} UTC`;
  write(`${page.title}  ${time}`, margin, margin + 8, theme.foreground);
  if (timeline !== undefined) copy(timeline, margin, margin + line);
  for (const [index, { chart, canvas }] of drawn.entries()) {
    const x = margin + (index % columns) * (cellWidth + margin);
    const y = top + Math.floor(index / columns) * (cellHeight + margin);
    context.font = `bold ${theme.font}`;
    write(chart.title, x, y + 10, theme.foreground);
    const marks = chart.marks.map(({ label }) => label).join(' · ');
    context.font = theme.font;
    write(marks, x + cellWidth - context.measureText(marks).width, y + 10, theme.muted);
    copy(canvas, x, y + line);
  }
  for (const [index, key] of keys.entries()) {
    const [x, y] = [margin + key.x, legendTop + key.line * line];
    context.fillStyle = theme.series(index).colour;
    context.fillRect(x, y, keySize, keySize);
    write(key.name, x + keyGap, y + keySize - 1, theme.foreground);
  }
  return picture.toDataURL('image/png');
}

/** Where the names of the HSMs stand, in lines that are no wider than the picture. */
function legend(
  hsms: readonly string[],
  width: number,
  widthOf: (text: string) => number,
): readonly { readonly name: string; readonly x: number; readonly line: number }[] {
  let x = 0;
  let row = 0;
  return hsms.map((name) => {
    const own = keyGap + widthOf(name) + margin;
    if (x > 0 && x + own > width) {
      x = 0;
      row += 1;
    }
    const place = { name, x, line: row };
    x += own;
    return place;
  });
}
