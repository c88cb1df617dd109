import { binEvents, nearestRow, rowAtOrAfter, zoomed, type Bins } from './bins';
import { element } from './element';
import type { Timeline, Words } from './messages';
import type { Theme } from './theme';
import { axisText, timeText } from './values';

const laneHeight = 22;
const axisHeight = 20;
/** As wide as the charts' axis, so that the same time stands below itself. */
const left = 58;
const right = 8;
/** A click finds an event that is so many pixels away. */
const reachPixels = 6;

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface TimelineHost {
  readonly words: Words;
  theme(): Theme;
  say(text: string): void;
  /** Another part of the time is shown. */
  moved(range: TimeRange): void;
  /** A part of the time was chosen; undefined takes it back. */
  chosen(range: TimeRange | undefined): void;
  open(row: number): void;
}

/** The events as lanes over time, on one canvas: zoomed, moved and chosen from with mouse and keyboard. */
export class TimelineView {
  readonly root: HTMLElement;
  readonly canvas = element('canvas');
  private readonly tip = element('div', { class: 'tip', hidden: '' });
  private range: TimeRange;
  private selection: TimeRange | undefined;
  private bins: Bins | undefined;
  private row: number | undefined;
  private drag:
    { readonly x: number; readonly moves: boolean; readonly range: TimeRange } | undefined;
  private frame: number | undefined;

  constructor(
    private readonly timeline: Timeline,
    private readonly whole: TimeRange,
    private readonly host: TimelineHost,
  ) {
    this.range = whole;
    const { canvas } = this;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', this.label());
    this.root = element('div', { class: 'timeline' }, canvas, this.tip);
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('pointerdown', (event) => this.press(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    canvas.addEventListener('pointerup', (event) => this.release(event));
    canvas.addEventListener('pointerleave', () => (this.tip.hidden = true));
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('blur', () => (this.tip.hidden = true));
  }

  get shown(): TimeRange {
    return this.range;
  }

  /** Shows another part of the time. */
  show(range: TimeRange): void {
    this.range = range;
    this.draw();
    this.host.moved(range);
  }

  /** Marks a part of the time. */
  choose(range: TimeRange | undefined): void {
    this.selection = range;
    this.draw();
    this.host.chosen(range);
  }

  /** Draws at the next frame, once, however much has changed till then. */
  draw(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.paint();
    });
  }

  /** Draws now. */
  paint(): void {
    const { canvas, timeline } = this;
    const width = this.root.clientWidth;
    if (width === 0) return;
    const height = timeline.lanes.length * laneHeight + axisHeight;
    const ratio = devicePixelRatio;
    if (
      canvas.width !== Math.round(width * ratio) ||
      canvas.height !== Math.round(height * ratio)
    ) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const theme = this.host.theme();
    context.font = theme.font;
    this.paintSelection(context, theme, height);
    this.paintEvents(context, theme, Math.max(1, width - left - right));
    this.paintLanes(context, theme, width);
    this.paintAxis(context, theme, width, height);
    this.paintCursor(context, theme, height);
  }

  private paintEvents(context: CanvasRenderingContext2D, theme: Theme, width: number): void {
    const { from, to } = this.range;
    this.bins = binEvents(this.timeline, from, to, Math.floor(width), this.bins);
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
        context.fillRect(
          left + (place % columns),
          lane * laneHeight + laneHeight - 3 - tall,
          2,
          tall,
        );
      }
    }
  }

  private paintLanes(context: CanvasRenderingContext2D, theme: Theme, width: number): void {
    context.textBaseline = 'middle';
    for (const [lane, name] of this.timeline.lanes.entries()) {
      const y = lane * laneHeight;
      context.fillStyle = theme.grid;
      context.fillRect(left, y + laneHeight - 1, width - left - right, 1);
      context.fillStyle = theme.muted;
      context.fillText(name, 2, y + laneHeight / 2, left - 6);
    }
  }

  private paintAxis(
    context: CanvasRenderingContext2D,
    theme: Theme,
    width: number,
    height: number,
  ): void {
    const { from, to } = this.range;
    const step = axisStep((to - from) / Math.max(1, (width - left) / 110));
    context.fillStyle = theme.muted;
    for (let time = Math.ceil(from / step) * step; time < to; time += step) {
      const x = this.xOf(time);
      if (x > width - 60) break;
      context.fillRect(x, height - axisHeight, 1, 4);
      context.fillText(axisText(time, step), x + 3, height - axisHeight / 2);
    }
  }

  private paintSelection(context: CanvasRenderingContext2D, theme: Theme, height: number): void {
    if (this.selection === undefined) return;
    const start = Math.max(left, this.xOf(this.selection.from));
    const end = Math.min(this.root.clientWidth - right, this.xOf(this.selection.to));
    if (end <= start) return;
    context.globalAlpha = 0.2;
    context.fillStyle = theme.focus;
    context.fillRect(start, 0, end - start, height - axisHeight);
    context.globalAlpha = 1;
  }

  private paintCursor(context: CanvasRenderingContext2D, theme: Theme, height: number): void {
    if (this.row === undefined) return;
    const x = this.xOf(this.timeline.times[this.row] ?? 0);
    const lane = this.timeline.lane[this.row] ?? 0;
    context.fillStyle = theme.focus;
    context.fillRect(x, 0, 1, height - axisHeight);
    context.strokeStyle = theme.focus;
    context.lineWidth = 2;
    context.strokeRect(x - 4, lane * laneHeight + 1, 9, laneHeight - 3);
  }

  private get plotWidth(): number {
    return Math.max(1, this.root.clientWidth - left - right);
  }

  private xOf(time: number): number {
    const { from, to } = this.range;
    return left + ((time - from) / (to - from)) * this.plotWidth;
  }

  private timeAt(x: number): number {
    const { from, to } = this.range;
    return from + ((x - left) / this.plotWidth) * (to - from);
  }

  private rowAt(event: PointerEvent): number | undefined {
    const { from, to } = this.range;
    const lane = Math.floor(event.offsetY / laneHeight);
    if (lane >= this.timeline.lanes.length) return undefined;
    const reach = (reachPixels / this.plotWidth) * (to - from);
    return nearestRow(this.timeline, lane, this.timeAt(event.offsetX), reach);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { from, to } = this.range;
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    const perPixel = (to - from) / this.plotWidth;
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      this.show(zoomed(this.range, this.whole, 1, from, sideways * perPixel));
      return;
    }
    const factor = Math.exp(event.deltaY * 0.002);
    this.show(zoomed(this.range, this.whole, factor, this.timeAt(event.offsetX)));
  }

  private press(event: PointerEvent): void {
    this.canvas.setPointerCapture(event.pointerId);
    this.drag = { x: event.offsetX, moves: event.altKey || event.button === 1, range: this.range };
  }

  private move(event: PointerEvent): void {
    if (this.drag === undefined) {
      this.hover(event);
      return;
    }
    const { x, moves, range } = this.drag;
    if (moves) {
      const perPixel = (range.to - range.from) / this.plotWidth;
      this.show(zoomed(range, this.whole, 1, range.from, (x - event.offsetX) * perPixel));
    } else if (Math.abs(event.offsetX - x) > 3) {
      const [from, to] = [this.timeAt(x), this.timeAt(event.offsetX)].sort(
        (one, other) => one - other,
      );
      this.selection = { from: from ?? 0, to: to ?? 0 };
      this.draw();
    }
  }

  private release(event: PointerEvent): void {
    const drag = this.drag;
    this.drag = undefined;
    if (drag === undefined || drag.moves) return;
    if (Math.abs(event.offsetX - drag.x) > 3) {
      this.choose(this.selection);
      return;
    }
    const row = this.rowAt(event);
    if (row !== undefined) this.host.open(row);
    else this.choose(undefined);
  }

  private hover(event: PointerEvent): void {
    const row = this.rowAt(event);
    this.canvas.style.cursor = row === undefined ? 'crosshair' : 'pointer';
    this.showTip(row);
  }

  private showTip(row: number | undefined): void {
    this.tip.hidden = row === undefined;
    if (row === undefined) return;
    this.tip.replaceChildren(...this.words(row).map((line) => element('div', {}, line)));
    const x = this.xOf(this.timeline.times[row] ?? 0);
    const isRight = x > this.root.clientWidth / 2;
    this.tip.style.left = isRight ? '' : `${x + 12}px`;
    this.tip.style.right = isRight ? `${this.root.clientWidth - x + 12}px` : '';
  }

  /** What a row says: when, what, where, how it ended. */
  words(row: number): readonly string[] {
    const { times, kind, kinds, place, places, failed, lane, lanes } = this.timeline;
    const what = kinds[kind[row] ?? 0] ?? '';
    return [
      `${timeText(times[row] ?? 0)} UTC`,
      failed[row] === 1 ? `${what} (${this.host.words.failed})` : what,
      `${places[place[row] ?? 0] ?? ''} · ${lanes[lane[row] ?? 0] ?? ''}`,
    ];
  }

  private label(): string {
    const { lanes, lane } = this.timeline;
    const counts = lanes.map((name, index) => {
      let count = 0;
      for (const own of lane) if (own === index) count += 1;
      return `${name}: ${count}`;
    });
    return `${this.host.words.timeline}. ${counts.join(', ')}. ${this.host.words.timelineHelp}`;
  }

  private key(event: KeyboardEvent): void {
    if (!this.obey(event.key, event.shiftKey)) return;
    event.preventDefault();
  }

  private obey(key: string, shift: boolean): boolean {
    const { from, to } = this.range;
    const middle = (from + to) / 2;
    const tenth = (to - from) / 10;
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        const sign = key === 'ArrowLeft' ? -1 : 1;
        if (shift) this.show(zoomed(this.range, this.whole, 1, from, sign * tenth));
        else this.step(sign);
        return true;
      }
      case 'Home':
        this.goTo(0);
        return true;
      case 'End':
        this.goTo(this.timeline.times.length - 1);
        return true;
      case '+':
      case '=':
        this.show(zoomed(this.range, this.whole, 0.5, this.centre(middle)));
        return true;
      case '-':
        this.show(zoomed(this.range, this.whole, 2, this.centre(middle)));
        return true;
      case 'Enter':
        if (this.row === undefined) return false;
        this.host.open(this.row);
        return true;
      case 'Escape':
        this.choose(undefined);
        return true;
      default:
        return false;
    }
  }

  /** Keys zoom around the event that they stand on. */
  private centre(middle: number): number {
    const time = this.row === undefined ? undefined : this.timeline.times[this.row];
    return time !== undefined && time >= this.range.from && time <= this.range.to ? time : middle;
  }

  private step(sign: number): void {
    const start = rowAtOrAfter(this.timeline, this.range.from);
    this.goTo(this.row === undefined ? (sign > 0 ? start : start - 1) : this.row + sign);
  }

  private goTo(row: number): void {
    const { times } = this.timeline;
    if (times.length === 0) return;
    this.row = Math.min(times.length - 1, Math.max(0, row));
    const time = times[this.row] ?? 0;
    const { from, to } = this.range;
    if (time < from || time > to) {
      this.show(zoomed(this.range, this.whole, 1, from, time - (from + to) / 2));
    }
    this.showTip(this.row);
    this.draw();
    this.host.say(this.words(this.row).join(', '));
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
