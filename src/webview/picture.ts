import type { ChartView } from './chart';
import type { HealthPage } from './messages';
import type { Theme } from './theme';
import type { TimeRange } from './timelineScale';
import { timeText } from './values';

/** Measures in CSS pixels. */
const margin = 16;
const line = 22;
const keyWidth = 24;
const keyGap = keyWidth + 5;
/** Of a chart that has a message only, where no other has been drawn. */
const usualHeight = 106;

/** What stands in a picture. */
export interface PictureParts {
  readonly page: HealthPage;
  /** What could not be had. */
  readonly notes: readonly string[];
  /** The time that the charts show. */
  readonly shown: TimeRange;
  readonly charts: readonly ChartView[];
  readonly timeline: HTMLCanvasElement | undefined;
  /** Of all charts beside each other, in CSS pixels. */
  readonly width: number;
  readonly theme: Theme;
}

/** The timeline and the charts as they stand on the page, as a PNG in a data URL. It is as sharp as the screen. */
export function drawPicture(parts: PictureParts): string {
  const { page, shown, charts, timeline, width, theme } = parts;
  const ratio = devicePixelRatio;
  const drawn = charts.flatMap(({ canvas }) => canvas ?? []);
  const cellWidth = Math.max(
    ...drawn.map((canvas) => canvas.width / ratio),
    drawn.length ? 1 : width,
  );
  const plotHeight = Math.max(
    ...drawn.map((canvas) => canvas.height / ratio),
    drawn.length ? 1 : usualHeight,
  );
  const cellHeight = plotHeight + line;
  const columns = Math.max(1, Math.floor((width + margin) / (cellWidth + margin)));
  const contentWidth = Math.max(
    (timeline?.width ?? 0) / ratio,
    columns * (cellWidth + margin) - margin,
  );
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (context === null) return picture.toDataURL('image/png');
  context.font = theme.font;
  const widthOf = (text: string): number => context.measureText(text).width;
  const notes = parts.notes.flatMap((note) => wrapped(note, contentWidth, widthOf));
  const keys = legend(page.hsms, contentWidth, widthOf);
  const keyLines = (keys.at(-1)?.line ?? -1) + 1;
  const timelineTop = margin + line * (1 + notes.length);
  const timelineHeight = timeline === undefined ? 0 : timeline.height / ratio + margin;
  const top = timelineTop + timelineHeight;
  const legendTop = top + Math.ceil(charts.length / columns) * (cellHeight + margin);

  // What is drawn with begins anew with the size.
  picture.width = Math.ceil((contentWidth + 2 * margin) * ratio);
  picture.height = Math.ceil((legendTop + keyLines * line + margin) * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, picture.width, picture.height);
  const write = (text: string, x: number, y: number, colour: string, most?: number): void => {
    context.fillStyle = colour;
    context.fillText(text, x, y, most);
  };
  const copy = (canvas: HTMLCanvasElement, x: number, y: number): void =>
    context.drawImage(canvas, x, y, canvas.width / ratio, canvas.height / ratio);

  context.font = `bold ${theme.font}`;
  const time = `${timeText(shown.from)} – ${timeText(shown.to)} UTC`;
  write(`${page.title}  ${time}`, margin, margin + 8, theme.foreground, contentWidth);
  context.font = theme.font;
  for (const [index, note] of notes.entries()) {
    write(note, margin, margin + 8 + line * (index + 1), theme.warning);
  }
  if (timeline !== undefined) copy(timeline, margin, timelineTop);
  for (const [index, { chart, canvas }] of charts.entries()) {
    const x = margin + (index % columns) * (cellWidth + margin);
    const y = top + Math.floor(index / columns) * (cellHeight + margin);
    context.font = `bold ${theme.font}`;
    write(chart.title, x, y + 10, theme.foreground);
    const titleWidth = widthOf(chart.title) + margin;
    const marks = chart.marks.map(({ label }) => label).join(' · ');
    context.font = theme.font;
    const room = cellWidth - titleWidth;
    write(marks, x + cellWidth - Math.min(room, widthOf(marks)), y + 10, theme.muted, room);
    if (canvas !== undefined) {
      copy(canvas, x, y + line);
      continue;
    }
    const message = chart.message ?? '';
    context.strokeStyle = theme.grid;
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, y + line + 0.5, cellWidth - 1, plotHeight - 1);
    const messageWidth = Math.min(cellWidth - margin, widthOf(message));
    const middle = y + line + plotHeight / 2;
    write(message, x + (cellWidth - messageWidth) / 2, middle, theme.muted, cellWidth - margin);
  }
  context.lineWidth = 3;
  for (const [index, key] of keys.entries()) {
    const [x, y] = [margin + key.x, legendTop + key.line * line];
    const { colour, dash } = theme.series(index);
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x, y + 5);
    context.lineTo(x + keyWidth, y + 5);
    context.stroke();
    write(key.name, x + keyGap, y + 9, theme.foreground);
  }
  return picture.toDataURL('image/png');
}

/** A text in lines that are no wider than the picture, cut between words. */
function wrapped(
  text: string,
  width: number,
  widthOf: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let own = '';
  for (const word of text.split(' ')) {
    const longer = own === '' ? word : `${own} ${word}`;
    if (own !== '' && widthOf(longer) > width) {
      lines.push(own);
      own = word;
    } else own = longer;
  }
  return [...lines, own];
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
