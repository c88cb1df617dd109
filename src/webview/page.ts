import plotStyle from 'uplot/dist/uPlot.min.css';
import { ChartView, type ChartHost } from './chart';
import { button, element } from './element';
import { eventTable } from './eventTable';
import type { FromPage, HealthPage, Timeline, ToPage, Words } from './messages';
import { metricTables } from './metricTables';
import { drawPicture } from './picture';
import { onThemeChange, readTheme, stripes, type Theme } from './theme';
import type { TimeRange } from './timelineScale';
import { TimelineView } from './timelineView';
import { Toolbar } from './toolbar';
import pageStyle from './page.css';
import { timeText } from './values';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

/** Charts follow the timeline when a gesture rests for so long, in ms: the timeline itself follows at once. */
const restMs = 80;

/** The page of the health view: what the extension sends is drawn, what a person asks for is sent back. */
class Page {
  private words: Words | undefined;
  private toolbar: Toolbar | undefined;
  private theme: Theme = readTheme();
  private page: HealthPage | undefined;
  private events: Timeline | undefined;
  private charts: readonly ChartView[] = [];
  private timeline: TimelineView | undefined;
  private range: TimeRange | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly head = element('div');
  private readonly notes = element('ul', { class: 'notes' });
  private readonly over = element('div', { class: 'over' });
  private readonly lanes = element('div', { class: 'lanes' });
  private readonly rangeBar = element('div', { class: 'range', hidden: '' });
  private readonly grid = element('div', { class: 'grid column' });
  private readonly legend = element('ul', { class: 'legend' });
  private readonly table = element('div', { class: 'tables', hidden: '' });
  private readonly live = element('div', { class: 'live', 'aria-live': 'polite' });

  constructor(private readonly send: (message: FromPage) => void) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${plotStyle}\n${pageStyle}`);
    document.adoptedStyleSheets = [sheet];
    this.over.append(this.lanes, this.rangeBar);
    document.body.replaceChildren(
      element(
        'main',
        {},
        this.head,
        element('div', { role: 'status' }, this.notes),
        this.over,
        this.legend,
        this.grid,
        this.table,
        this.live,
      ),
    );
    onThemeChange(() => this.recolour());
    new ResizeObserver(() => this.resize()).observe(this.grid);
  }

  receive(message: ToPage): void {
    switch (message.type) {
      case 'words':
        this.begin(message.words);
        break;
      case 'loading':
        this.toolbar?.loading(message.span);
        break;
      case 'page':
        this.show(message.page);
        break;
      case 'failed':
        this.toolbar?.done(this.page);
        this.showNotes([message.sentence, ...(this.page?.notes ?? [])]);
        if (this.events === undefined) this.showWhole();
        break;
      case 'timeline':
        this.toolbar?.done(this.page);
        this.showNotes([...(this.page?.notes ?? []), ...message.notes]);
        this.showTimeline(message.timeline, message.notes.length > 0);
        break;
    }
  }

  private begin(words: Words): void {
    this.words = words;
    this.toolbar = new Toolbar(words, {
      read: (span) => this.send({ type: 'span', span }),
      showTables: (shown) => {
        this.table.hidden = !shown;
        this.grid.hidden = shown;
        if (shown) this.showTables();
        else this.recolour();
      },
      showColumn: (isOne) => {
        this.grid.classList.toggle('column', isOne);
        if (this.range !== undefined && !this.grid.hidden) this.drawCharts(this.range);
      },
      savePicture: () => this.sendPicture(),
      savePoints: () => this.send({ type: 'csv' }),
    });
    this.head.replaceChildren(this.toolbar.root);
  }

  private show(page: HealthPage): void {
    const { words } = this;
    if (words === undefined) return;
    performance.mark('health-received');
    const kept = this.keptRange(page);
    this.page = page;
    this.events = undefined;
    this.timeline = undefined;
    this.range = kept ?? { from: page.from, to: page.to };
    this.lanes.replaceChildren(element('p', { class: 'waiting' }, words.loadingEvents));
    this.rangeBar.hidden = true;
    this.toolbar?.show(page);
    this.showNotes(page.notes);
    this.showLegend();
    const host: ChartHost = {
      words,
      theme: () => this.theme,
      choose: (from, to) => this.timeline?.choose({ from, to }),
      point: (chart, time) => {
        this.timeline?.pointAt(time);
        this.pointCharts(time, chart);
      },
    };
    this.charts = page.charts.map((chart) => new ChartView(chart, host));
    this.grid.replaceChildren(...this.charts.map(({ root }) => root));
    this.drawCharts(this.range);
    this.showTables();
    // The plots draw in tasks of their own that come before this one.
    queueMicrotask(() => performance.measure('health-drawn', 'health-received'));
  }

  /** Without the timeline nothing leads from a part of the time to the whole. */
  private showWhole(): void {
    this.lanes.replaceChildren();
    const { page } = this;
    if (page === undefined) return;
    this.range = { from: page.from, to: page.to };
    for (const chart of this.charts) chart.show(page.from, page.to);
  }

  /** The part of the time that is shown, where it was read again and still has that part. */
  private keptRange({ span, from, to }: HealthPage): TimeRange | undefined {
    const { page, range } = this;
    if (page === undefined || range === undefined || page.span !== span) return undefined;
    const isPart = range.from !== page.from || range.to !== page.to;
    return isPart && range.from >= from && range.to <= to ? range : undefined;
  }

  /** @param isPart some events could not be read */
  private showTimeline(events: Timeline, isPart: boolean): void {
    const { words, page } = this;
    if (words === undefined || page === undefined) return;
    this.events = events;
    const whole = { from: page.from, to: page.to };
    this.timeline = new TimelineView(
      events,
      whole,
      this.range ?? whole,
      {
        words,
        theme: () => this.theme,
        open: (row) => this.send({ type: 'open', row }),
        moved: (range) => this.moved(range),
        chosen: (range) => this.showRange(range),
        point: (time) => this.pointCharts(time),
      },
      isPart ? '' : words.noEvents,
    );
    this.lanes.replaceChildren(this.timeline.root);
    this.timeline.paint();
    this.showRange(undefined); // a part may be shown
    this.showTables();
  }

  private pointCharts(time: number | undefined, but?: ChartView): void {
    for (const chart of this.charts) if (chart !== but) chart.pointAt(time);
  }

  private moved(range: TimeRange): void {
    this.range = range;
    if (this.rangeBar.hidden) this.showRange(undefined);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      for (const chart of this.charts) chart.show(range.from, range.to);
    }, restMs);
  }

  private showRange(range: TimeRange | undefined): void {
    const { words, page } = this;
    if (words === undefined || page === undefined) return;
    const whole = { from: page.from, to: page.to };
    const isPart = this.range?.from !== whole.from || this.range.to !== whole.to;
    this.rangeBar.hidden = range === undefined && !isPart;
    const show = (shown: TimeRange): void => {
      this.timeline?.show(shown);
      this.timeline?.choose(undefined);
      this.timeline?.canvas.focus(); // the button that had the focus is gone
    };
    const showAll = button(words.wholeRange, () => show(whole));
    if (range === undefined) {
      this.rangeBar.replaceChildren(showAll);
      return;
    }
    this.rangeBar.replaceChildren(
      element('span', {}, `${timeText(range.from)} – ${timeText(range.to)} UTC`),
      button(words.openRange, () => this.send({ type: 'openRange', ...range })),
      button(words.zoomRange, () => show(range)),
      showAll,
    );
    this.say(this.rangeBar.firstElementChild?.textContent ?? '');
  }

  private showNotes(notes: readonly string[]): void {
    this.notes.replaceChildren(...notes.map((note) => element('li', {}, note)));
  }

  private showLegend(): void {
    this.legend.replaceChildren(
      ...(this.page?.hsms ?? []).map((hsm, index) => {
        const { colour, dash } = this.theme.series(index);
        const key = element('span', { class: 'key' });
        key.style.background = stripes(colour, dash);
        return element('li', {}, key, hsm);
      }),
    );
  }

  private showTables(): void {
    const { words, page, events } = this;
    if (words === undefined || page === undefined || this.table.hidden) return;
    this.table.replaceChildren(
      ...(events ? [eventTable(events, words, (row) => this.send({ type: 'open', row }))] : []),
      ...page.charts.map((chart) => metricTables(chart, words)),
    );
  }

  private recolour(): void {
    this.theme = readTheme();
    const { page, range } = this;
    if (page === undefined || range === undefined) return;
    this.showLegend();
    this.drawCharts(range);
    this.timeline?.draw();
  }

  private resize(): void {
    for (const chart of this.charts) chart.resize();
    this.timeline?.draw();
  }

  private say(text: string): void {
    this.live.textContent = text;
  }

  private sendPicture(): void {
    const { page, range, grid } = this;
    if (page === undefined || range === undefined) return;
    const { hidden } = grid;
    if (hidden) {
      // The table stands in the place of the charts, whose size and colours may be old.
      grid.hidden = false;
      this.drawCharts(range);
    }
    // The plots draw in tasks of their own that come before this one.
    queueMicrotask(() => {
      try {
        const { charts, timeline, theme } = this;
        // The lanes have words while the events are being read.
        const waiting = timeline === undefined ? this.lanes.innerText : '';
        const notes = [...this.notes.children].map((note) => note.textContent);
        const url = drawPicture({
          page,
          notes: waiting === '' ? notes : [waiting, ...notes],
          shown: range,
          charts,
          timeline: timeline?.canvas,
          width: grid.clientWidth,
          theme,
        });
        this.send({ type: 'png', url });
      } finally {
        grid.hidden = hidden;
      }
    });
  }

  private drawCharts({ from, to }: TimeRange): void {
    for (const chart of this.charts) chart.draw(from, to);
  }
}

const api = acquireVsCodeApi();
const page = new Page((message) => api.postMessage(message));
window.addEventListener('message', ({ data }) => page.receive(data as ToPage));
api.postMessage({ type: 'ready' });
