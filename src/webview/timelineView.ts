import { nearestRow, rowAtOrAfter, zoomed } from './bins';
import { element } from './element';
import type { Timeline, Words } from './messages';
import type { Theme } from './theme';
import { TimelinePainting, type TimelineMarks } from './timelinePainting';
import { laneHeight, TimelineScale, type TimeRange } from './timelineScale';
import { timeText } from './values';
import { countText } from './words';

/** A click finds an event that is so many pixels away. */
const reachPixels = 6;

export interface TimelineHost {
  readonly words: Words;
  theme(): Theme;
  /** Another part of the time is shown. */
  moved(range: TimeRange): void;
  /** A part of the time was chosen; undefined takes it back. */
  chosen(range: TimeRange | undefined): void;
  open(row: number): void;
  /** A time is pointed at, Unix ms; undefined: none any more. */
  point(time: number | undefined): void;
}

/** The events as lanes over time, on one canvas: zoomed, moved and chosen from with mouse and keyboard. */
export class TimelineView implements TimelineMarks {
  readonly root: HTMLElement;
  readonly canvas = element('canvas');
  private readonly tip = element('div', { class: 'tip', hidden: '' });
  /** The time that is pointed at. */
  private readonly pointer = element('div', { class: 'pointer', hidden: '' });
  selection: TimeRange | undefined;
  row: number | undefined;
  private readonly painting: TimelinePainting;
  private drag:
    { readonly x: number; readonly moves: boolean; readonly range: TimeRange } | undefined;
  private frame: number | undefined;

  constructor(
    private readonly timeline: Timeline,
    private readonly whole: TimeRange,
    /** What of it is shown. */
    private range: TimeRange,
    private readonly host: TimelineHost,
    /** What stands in the place of events where there are none. */
    emptyText: string,
  ) {
    this.painting = new TimelinePainting(timeline, emptyText);
    const { canvas } = this;
    canvas.tabIndex = 0;
    // Of a slider a screen reader says the value, and leaves the keys to it.
    canvas.setAttribute('role', 'slider');
    canvas.setAttribute('aria-label', this.label());
    canvas.setAttribute('aria-description', host.words.timelineHelp);
    canvas.setAttribute('aria-valuemin', '0');
    canvas.setAttribute('aria-valuemax', String(Math.max(0, timeline.times.length - 1)));
    canvas.setAttribute('aria-valuenow', '0');
    canvas.setAttribute('aria-valuetext', timeline.times.length === 0 ? emptyText : this.counts());
    this.root = element('div', { class: 'timeline' }, canvas, this.pointer, this.tip);
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('pointerdown', (event) => this.press(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    canvas.addEventListener('pointerup', (event) => this.release(event));
    canvas.addEventListener('pointerleave', () => this.leave());
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('blur', () => this.leave());
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

  /** Marks a time that is pointed at here or elsewhere, Unix ms; undefined: none any more. */
  pointAt(time: number | undefined): void {
    const isShown = time !== undefined && time >= this.range.from && time <= this.range.to;
    this.pointer.hidden = !isShown;
    if (isShown) this.pointer.style.transform = `translateX(${this.scale.xOf(time)}px)`;
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
    const { canvas, painting, scale } = this;
    const { width } = scale;
    if (width === 0) return;
    const { height } = painting;
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
    painting.paint(context, this.host.theme(), scale, this);
  }

  private get scale(): TimelineScale {
    return new TimelineScale(this.root.clientWidth, this.range);
  }

  private rowAt(event: PointerEvent): number | undefined {
    const lane = Math.floor(event.offsetY / laneHeight);
    if (lane >= this.timeline.lanes.length) return undefined;
    const { scale } = this;
    return nearestRow(
      this.timeline,
      lane,
      scale.timeAt(event.offsetX),
      reachPixels * scale.perPixel,
    );
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { from } = this.range;
    const { perPixel } = this.scale;
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      this.show(zoomed(this.range, this.whole, 1, from, sideways * perPixel));
      return;
    }
    const factor = Math.exp(event.deltaY * 0.002);
    this.show(zoomed(this.range, this.whole, factor, this.scale.timeAt(event.offsetX)));
  }

  private press(event: PointerEvent): void {
    if (event.button > 1) return; // the context menu's
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
      const { perPixel } = new TimelineScale(this.root.clientWidth, range);
      this.show(zoomed(range, this.whole, 1, range.from, (x - event.offsetX) * perPixel));
    } else if (Math.abs(event.offsetX - x) > 3) {
      const [one, other] = [this.scale.timeAt(x), this.scale.timeAt(event.offsetX)];
      this.selection = { from: Math.min(one, other), to: Math.max(one, other) };
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

  private leave(): void {
    this.tip.hidden = true;
    this.pointTo(undefined);
  }

  private pointTo(time: number | undefined): void {
    this.pointAt(time);
    this.host.point(time);
  }

  private hover(event: PointerEvent): void {
    const row = this.rowAt(event);
    const time = this.scale.timeAt(event.offsetX);
    this.pointTo(time < this.range.from || time > this.range.to ? undefined : time);
    this.canvas.style.cursor = row === undefined ? 'crosshair' : 'pointer';
    this.showTip(row);
  }

  private showTip(row: number | undefined): void {
    this.tip.hidden = row === undefined;
    if (row === undefined) return;
    this.tip.replaceChildren(...this.words(row).map((line) => element('div', {}, line)));
    const x = this.scale.xOf(this.timeline.times[row] ?? 0);
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
    const { from, to } = this.whole;
    return `${this.host.words.timeline}, ${timeText(from)} – ${timeText(to)} UTC`;
  }

  private counts(): string {
    const { lanes, lane } = this.timeline;
    const counts = lanes.map((name, index) => {
      let count = 0;
      for (const own of lane) if (own === index) count += 1;
      return `${name}: ${countText(count)}`;
    });
    return counts.join(', ');
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
      case 'm':
        this.choose(this.range);
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
    const { times, again } = this.timeline;
    const start = rowAtOrAfter(this.timeline, this.range.from);
    let next = this.row === undefined ? (sign > 0 ? start : start - 1) : this.row + sign;
    // An event that stands on two lanes is one stop.
    while (again[next] === 1 && next + sign >= 0 && next + sign < times.length) next += sign;
    this.goTo(next);
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
    this.pointTo(time);
    this.canvas.setAttribute('aria-valuenow', String(this.row));
    this.canvas.setAttribute('aria-valuetext', this.words(this.row).join(', '));
  }
}
