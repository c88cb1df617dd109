import type { ChartView } from './chart';
import type { Chart, HealthPage } from './messages';
import { alarmDash, type Theme } from './theme';
import type { TimeRange } from './timelineScale';
import { ownMarks, timeText } from './values';

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
  const keys = flow(page.hsms, contentWidth, widthOf);
  const timelineTop = margin + line * (1 + notes.length);
  const timelineHeight = timeline === undefined ? 0 : timeline.height / ratio + margin;
  const top = timelineTop + timelineHeight;
  const cells: Cell[] = [];
  let cellTop = top;
  for (let first = 0; first < charts.length; first += columns) {
    const row = charts.slice(first, first + columns).map(({ chart, canvas }, index) => {
      const keys = flow(alarmLabels(chart), cellWidth, widthOf);
      return { chart, canvas, keys, x: margin + index * (cellWidth + margin), y: cellTop };
    });
    const plotTop = line * (1 + Math.max(...row.map(({ keys }) => linesOf(keys))));
    cells.push(...row.map((cell) => ({ ...cell, plotTop })));
    cellTop += plotTop + plotHeight + margin;
  }
  const legendTop = cellTop;

  // What is drawn with begins anew with the size.
  picture.width = Math.ceil((contentWidth + 2 * margin) * ratio);
  picture.height = Math.ceil((legendTop + linesOf(keys) * line + margin) * ratio);
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
  const drawKey = (x: number, y: number, colour: string, dash: readonly number[]): void => {
    context.strokeStyle = colour;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + keyWidth, y);
    context.stroke();
    context.setLineDash([]);
  };
  for (const { chart, canvas, keys: alarms, x, y, plotTop } of cells) {
    context.font = `bold ${theme.font}`;
    write(chart.title, x, y + 10, theme.foreground);
    const titleWidth = widthOf(chart.title) + margin;
    const marks = ownMarks(chart);
    context.font = theme.font;
    const room = cellWidth - titleWidth;
    write(marks, x + cellWidth - Math.min(room, widthOf(marks)), y + 10, theme.muted, room);
    context.lineWidth = 1.5;
    const lines = chart.marks.filter(({ kind }) => kind === 'alarm').length;
    for (const [index, key] of alarms.entries()) {
      const at = y + line * (1 + key.line);
      if (index < lines) drawKey(x + key.x, at + 6, theme.foreground, alarmDash);
      const text = fitted(key.name, cellWidth - key.x - keyGap, widthOf);
      write(text, x + key.x + (index < lines ? keyGap : 0), at + 10, theme.foreground);
    }
    if (canvas !== undefined) {
      copy(canvas, x, y + plotTop);
      continue;
    }
    const message = chart.message ?? '';
    context.strokeStyle = theme.grid;
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, y + plotTop + 0.5, cellWidth - 1, plotHeight - 1);
    const messageWidth = Math.min(cellWidth - margin, widthOf(message));
    const middle = y + plotTop + plotHeight / 2;
    write(message, x + (cellWidth - messageWidth) / 2, middle, theme.muted, cellWidth - margin);
  }
  context.lineWidth = 3;
  for (const [index, key] of keys.entries()) {
    const [x, y] = [margin + key.x, legendTop + key.line * line];
    const { colour, dash } = theme.series(index);
    drawKey(x, y + 5, colour, dash);
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

/** A name beside its key. */
interface Key {
  readonly name: string;
  readonly x: number;
  /** From 0. */
  readonly line: number;
}

/** Where names with their keys stand, in lines that are no wider than there is room. */
function flow(
  names: readonly string[],
  width: number,
  widthOf: (text: string) => number,
): readonly Key[] {
  let x = 0;
  let row = 0;
  return names.map((name) => {
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

function linesOf(keys: readonly Key[]): number {
  return (keys.at(-1)?.line ?? -1) + 1;
}

/** As much of a text as there is room for. */
function fitted(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text;
  let end = text.length;
  while (end > 0 && widthOf(`${text.slice(0, end)}…`) > width) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** Alarms with a line come first. */
function alarmLabels({ marks, unmarked }: Chart): readonly string[] {
  return [...marks.filter(({ kind }) => kind === 'alarm').map(({ label }) => label), ...unmarked];
}

/** A chart with its place; the plot stands below its title and the keys of its alarms. */
interface Cell {
  readonly chart: Chart;
  readonly canvas: HTMLCanvasElement | undefined;
  readonly keys: readonly Key[];
  readonly x: number;
  readonly y: number;
  readonly plotTop: number;
}
