import uPlot from 'uplot';
import { element } from './element';
import type { Chart, Words } from './messages';
import { nearMarks, paintMarks } from './markPainting';
import { alarmDash, stripes, type Theme } from './theme';
import { left, right } from './timelineScale';
import { axisText, ownMarks, summary, timeText, valueText } from './values';
import { filled } from './words';

/** More lines than this hide the chart that they explain. */
const mostTipLines = 8;

/** What the charts of a page share. */
export interface ChartHost {
  readonly words: Words;
  theme(): Theme;
  /** A part of the time was chosen, Unix ms. */
  choose(from: number, to: number): void;
  /** A time is pointed at in a chart, Unix ms; undefined: none any more. */
  point(chart: ChartView, time: number | undefined): void;
}

/** One small chart of a metric: a line an HSM, marks across it, times of alarms shaded. */
export class ChartView {
  readonly root: HTMLElement;
  private readonly tip = element('div', { class: 'tip', hidden: '' });
  private readonly box = element('div', { class: 'plot' });
  private plot: uPlot | undefined;
  private index: number | undefined;
  private isPointing = false;

  constructor(
    readonly chart: Chart,
    private readonly host: ChartHost,
  ) {
    const { title, metric, meaning, message } = chart;
    const heading = element('h2', { title: meaning }, title);
    const marks = element('span', { class: 'marks' }, ownMarks(chart));
    this.root = element(
      'section',
      { class: 'chart', 'data-metric': metric },
      element('header', {}, heading, marks),
      ...alarmKeys(chart),
    );
    if (message !== undefined) {
      this.root.append(element('p', { class: 'message' }, message));
      return;
    }
    // Of a slider a screen reader says the value, and leaves the keys to it.
    this.box.setAttribute('role', 'slider');
    this.box.setAttribute('aria-label', this.label());
    this.box.setAttribute('aria-description', host.words.chartHelp);
    this.box.setAttribute('aria-valuemin', '0');
    this.box.setAttribute('aria-valuemax', String(chart.times.length - 1));
    this.tellPlace(chart.times.length - 1);
    this.box.tabIndex = 0;
    this.box.addEventListener('keydown', (event) => this.key(event));
    this.box.addEventListener('blur', () => {
      this.index = undefined;
      this.leave();
      this.pointAt(undefined);
    });
    this.root.append(this.box, this.tip);
  }

  /** Draws the chart anew, for the width that it has now. */
  draw(from: number, to: number): void {
    this.plot?.destroy();
    this.plot = undefined;
    const { clientWidth: width, clientHeight: height } = this.box;
    if (this.chart.message !== undefined || width === 0) return;
    const { times, series } = this.chart;
    const data = [times, ...series.map(({ values }) => values)] as unknown as uPlot.AlignedData;
    this.plot = new uPlot(this.options({ width, height }, from, to), data, this.box);
  }

  /** Shows another part of the time, Unix ms. */
  show(from: number, to: number): void {
    this.plot?.setScale('x', { min: from / 1000, max: to / 1000 });
  }

  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (this.plot !== undefined && width > 0) this.plot.setSize({ width, height });
  }

  /** Marks a time that is pointed at elsewhere, Unix ms; undefined: none any more. */
  pointAt(time: number | undefined): void {
    const { plot } = this;
    if (plot === undefined) return;
    const x = time === undefined ? -10 : plot.valToPos(time / 1000, 'x');
    const isInside = x >= 0 && x <= plot.over.clientWidth;
    plot.setCursor({ left: isInside ? x : -10, top: isInside ? 0 : -10 }, false);
  }

  /** The drawn chart, for a picture. */
  get canvas(): HTMLCanvasElement | undefined {
    return this.plot?.ctx.canvas;
  }

  /** What a screen reader says of the whole. */
  private label(): string {
    const { title, series, format, marks, shades } = this.chart;
    const { words } = this.host;
    const parts = series.slice(0, mostTipLines).map(({ name, values }) => {
      const { newest, lowest, highest } = summary(values);
      const word = (value: number | undefined): string =>
        value === undefined ? '-' : valueText(format, value, words);
      return `${name}: ${words.newest} ${word(newest)}, ${words.lowest} ${word(lowest)}, ${words.highest} ${word(highest)}`;
    });
    const more = series.length - parts.length;
    return [
      title,
      ...marks.map(({ label }) => label),
      ...parts,
      ...(more > 0 ? [filled(words.more, more)] : []),
      ...(shades.length > 0 ? [`${words.alarmTimes}: ${shades.length}`] : []),
    ].join('. ');
  }

  /** Says to a screen reader what stands at a point. */
  private tellPlace(index: number): void {
    this.box.setAttribute('aria-valuenow', String(index));
    this.box.setAttribute('aria-valuetext', this.lines(index).join(', '));
  }

  private options(
    size: { readonly width: number; readonly height: number },
    from: number,
    to: number,
  ): uPlot.Options {
    const { format, series } = this.chart;
    const theme = this.host.theme();
    const axis = {
      stroke: theme.muted,
      font: theme.font,
      grid: { stroke: theme.grid, width: 1, dash: [1, 3] },
      ticks: { stroke: theme.grid, width: 1, size: 4 },
    };
    return {
      ...size,
      // The same time stands at the same place as in the timeline.
      padding: [8, right, 0, 0],
      legend: { show: false },
      // A drag chooses time; the page zooms all charts alike.
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        points: { size: 5 },
      },
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { min: from / 1000, max: to / 1000 },
        y: { range: (_plot, least, most) => this.range(least, most) },
      },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      axes: [
        {
          ...axis,
          size: 24,
          values: (_plot, splits, _axis, _space, step) =>
            splits.map((seconds) => axisText(seconds * 1000, step * 1000)),
        },
        {
          ...axis,
          size: left,
          values: (_plot, splits) =>
            splits.map((value) => valueText(format, value, this.host.words)),
          ...(format === 'yes or no' && { splits: () => [0, 1] }),
        },
      ],
      series: [
        {},
        ...series.map(({ name }, index): uPlot.Series => {
          const { colour, dash } = theme.series(index);
          return {
            label: name,
            stroke: colour,
            width: 1.5,
            dash,
            spanGaps: false,
            // No line goes through a point between two gaps.
            points: { show: false, size: 4, fill: colour, filter: lonePoints },
          };
        }),
      ],
      hooks: {
        drawClear: [(plot) => this.shade(plot, theme)],
        draw: [(plot) => paintMarks(plot, this.chart.marks, theme)],
        setCursor: [(plot) => this.point(plot)],
        setSelect: [(plot) => this.select(plot)],
      },
    };
  }

  /** From zero on, and high enough for a mark that is not far. */
  private range(least: number | null, most: number | null): [number, number] {
    const { format } = this.chart;
    if (format === 'yes or no') return [-0.1, 1.2];
    const low = least ?? 0;
    const high = most ?? 1;
    const top = Math.max(high, ...nearMarks(this.chart, high).map(({ value }) => value));
    const bottom = format === '°C' ? Math.min(low, top) - 5 : Math.min(0, low);
    const room = (top - bottom) * 0.08 || 1;
    return [bottom, top + room];
  }

  private shade(plot: uPlot, { failure }: Theme): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.fillStyle = failure;
    ctx.globalAlpha = 0.16;
    for (const { from, to } of this.chart.shades) {
      const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
      const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
      if (right > left) ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
    }
    ctx.restore();
  }

  private select(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    const from = plot.posToVal(left, 'x') * 1000;
    const to = plot.posToVal(left + width, 'x') * 1000;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.host.choose(from, to);
  }

  /** Shows the values under the mouse, or at the place of the keyboard. */
  private point(plot: uPlot): void {
    const { idx, left: x = -1 } = plot.cursor;
    if (idx === null || idx === undefined || x < 0) {
      this.leave();
      return;
    }
    this.isPointing = true;
    this.host.point(this, plot.posToVal(x, 'x') * 1000);
    this.tip.replaceChildren(...this.lines(idx).map((line) => element('div', {}, line)));
    this.tip.hidden = false;
    const at = plot.valToPos(this.chart.times[idx] ?? 0, 'x') + plot.over.offsetLeft;
    const isRight = at > this.box.clientWidth / 2;
    this.tip.style.left = isRight ? '' : `${at + 12}px`;
    this.tip.style.right = isRight ? `${this.box.clientWidth - at + 12}px` : '';
  }

  private lines(index: number): readonly string[] {
    const { times, series, format } = this.chart;
    const { words } = this.host;
    const seconds = times[index] ?? 0;
    const values = series
      .flatMap(({ name, values: own }) => {
        const value = own[index];
        return value === null || value === undefined ? [] : [{ name, value }];
      })
      .sort((one, other) => other.value - one.value);
    const more = values.length - mostTipLines;
    const shades = this.chart.shades.filter(({ from, to }) => from <= seconds && seconds < to);
    return [
      `${timeText(seconds * 1000)} UTC`,
      ...values
        .slice(0, mostTipLines)
        .map(({ name, value }) => `${name}: ${valueText(format, value, words)}`),
      ...(more > 0 ? [filled(words.more, more)] : []),
      ...shades.map(({ alarm }) => filled(words.alarm, alarm)),
    ];
  }

  private key(event: KeyboardEvent): void {
    const last = this.chart.times.length - 1;
    const at = this.index ?? last;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 20,
      PageDown: at + 20,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined || this.plot === undefined) return;
    event.preventDefault();
    this.index = Math.min(last, Math.max(0, next));
    const seconds = this.chart.times[this.index] ?? 0;
    this.plot.setCursor({ left: this.plot.valToPos(seconds, 'x'), top: 10 });
    this.tellPlace(this.index);
  }

  private leave(): void {
    this.tip.hidden = true;
    if (!this.isPointing) return; // each drawing says that nothing is pointed at
    this.isPointing = false;
    this.host.point(this, undefined);
  }
}

/** Of the alarms on a metric the lines, and which have none; nothing where there are no alarms. */
function alarmKeys({ marks, unmarked }: Chart): readonly HTMLElement[] {
  const keys = marks
    .filter(({ kind }) => kind === 'alarm')
    .map(({ label }) => {
      const key = element('span', { class: 'key' });
      key.style.background = stripes('currentColor', alarmDash);
      return element('li', {}, key, element('span', {}, label));
    });
  const others = unmarked.map((sentence) => element('li', {}, sentence));
  const all = [...keys, ...others];
  return all.length === 0 ? [] : [element('ul', { class: 'alarms' }, ...all)];
}

/** The points of a series that have no neighbour. */
function lonePoints({ data }: uPlot, series: number): number[] {
  const values = data[series] ?? [];
  const isThere = (index: number): boolean => typeof values[index] === 'number';
  return [...values.keys()].filter(
    (index) => isThere(index) && !isThere(index - 1) && !isThere(index + 1),
  );
}
