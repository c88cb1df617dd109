import plotStyle from 'uplot/dist/uPlot.min.css';
import { ChartView } from './chart';
import { button, element } from './element';
import { drawPicture } from './picture';
import {
  spans,
  type FromPage,
  type HealthPage,
  type Span,
  type Timeline,
  type ToPage,
  type Words,
} from './messages';
import { tables } from './tables';
import { onThemeChange, readTheme, stripes, type Theme } from './theme';
import type { TimeRange } from './timelineScale';
import { TimelineView } from './timelineView';
import pageStyle from './page.css';
import { timeText } from './values';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

/** Charts follow the timeline when a gesture rests for so long, in ms: the timeline itself follows at once. */
const restMs = 80;

/** The page of the health view: what the extension sends is drawn, what a person asks for is sent back. */
class Page {
  private words: Words | undefined;
  private theme: Theme = readTheme();
  private page: HealthPage | undefined;
  private events: Timeline | undefined;
  private charts: readonly ChartView[] = [];
  private timeline: TimelineView | undefined;
  private range: TimeRange | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly toolbar = element('nav');
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly notes = element('ul', { class: 'notes' });
  private readonly over = element('div');
  private readonly rangeBar = element('div', { class: 'range', hidden: '' });
  private readonly grid = element('div', { class: 'grid' });
  private readonly legend = element('ul', { class: 'legend' });
  private readonly table = element('div', { class: 'tables', hidden: '' });
  private readonly live = element('div', { class: 'live', 'aria-live': 'polite' });

  constructor(private readonly send: (message: FromPage) => void) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${plotStyle}\n${pageStyle}`);
    document.adoptedStyleSheets = [sheet];
    document.body.replaceChildren(
      element(
        'main',
        {},
        this.toolbar,
        this.status,
        this.notes,
        this.over,
        this.rangeBar,
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
        this.words = message.words;
        break;
      case 'loading':
        this.status.textContent = this.words?.loading ?? '';
        break;
      case 'page':
        this.status.textContent = '';
        this.show(message.page);
        break;
      case 'failed':
        this.status.textContent = '';
        this.showNotes([message.sentence, ...(this.page?.notes ?? [])]);
        break;
      case 'timeline':
        this.events = message.timeline;
        this.showNotes([...(this.page?.notes ?? []), ...message.notes]);
        this.showTimeline();
        break;
    }
  }

  private show(page: HealthPage): void {
    const { words } = this;
    if (words === undefined) return;
    performance.mark('health-received');
    this.page = page;
    this.events = undefined;
    this.timeline = undefined;
    this.range = { from: page.from, to: page.to };
    this.over.replaceChildren();
    this.rangeBar.hidden = true;
    this.showToolbar(page, words);
    this.showNotes(page.notes);
    this.showLegend();
    const host = {
      words,
      theme: () => this.theme,
      say: (text: string) => this.say(text),
      choose: (from: number, to: number) => this.timeline?.choose({ from, to }),
    };
    this.charts = page.charts.map((chart) => new ChartView(chart, host));
    this.grid.replaceChildren(...this.charts.map(({ root }) => root));
    this.drawCharts(this.range);
    this.showTables();
    // The plots draw in tasks of their own that come before this one.
    queueMicrotask(() => performance.measure('health-drawn', 'health-received'));
  }

  private showTimeline(): void {
    const { words, events, page } = this;
    if (words === undefined || events === undefined || page === undefined) return;
    this.timeline = new TimelineView(
      events,
      { from: page.from, to: page.to },
      {
        words,
        theme: () => this.theme,
        say: (text) => this.say(text),
        open: (row) => this.send({ type: 'open', row }),
        moved: (range) => this.moved(range),
        chosen: (range) => this.showRange(range),
      },
    );
    this.over.replaceChildren(element('h2', {}, words.timeline), this.timeline.root);
    this.timeline.paint();
    this.showTables();
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
    const showAll = button(words.wholeRange, () => {
      this.timeline?.show(whole);
      this.timeline?.choose(undefined);
    });
    if (range === undefined) {
      this.rangeBar.replaceChildren(showAll);
      return;
    }
    this.rangeBar.replaceChildren(
      element('span', {}, `${timeText(range.from)} – ${timeText(range.to)} UTC`),
      button(words.openRange, () => this.send({ type: 'openRange', ...range })),
      button(words.zoomRange, () => {
        this.timeline?.show(range);
        this.timeline?.choose(undefined);
      }),
      showAll,
    );
    this.say(this.rangeBar.firstElementChild?.textContent ?? '');
  }

  private showToolbar(page: HealthPage, words: Words): void {
    const chosen = (span: Span): HTMLButtonElement => {
      const made = button(words[span], () => this.send({ type: 'span', span }));
      made.setAttribute('aria-pressed', String(span === page.span));
      return made;
    };
    const tableButton = button(words.table, () => {
      this.table.hidden = !this.table.hidden;
      this.grid.hidden = !this.table.hidden;
      tableButton.setAttribute('aria-pressed', String(!this.table.hidden));
      if (!this.grid.hidden) this.recolour();
    });
    tableButton.setAttribute('aria-pressed', String(!this.table.hidden));
    this.toolbar.replaceChildren(
      element('h1', {}, page.title),
      element('span', { role: 'group', 'aria-label': words.spans }, ...spans.map(chosen)),
      tableButton,
      button(words.png, () => this.sendPicture()),
      button(words.csv, () => this.send({ type: 'csv' })),
    );
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
    const { words, page } = this;
    if (words === undefined || page === undefined) return;
    const rows = tables(page, this.events, words, (row) => this.send({ type: 'open', row }));
    this.table.replaceChildren(...rows);
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
        this.send({ type: 'png', url: drawPicture(page, range, charts, timeline?.canvas, theme) });
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
