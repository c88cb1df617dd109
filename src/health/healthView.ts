import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { spreadsheetMark } from '../audit/export/csv';
import { printable } from '../audit/text/printable';
import { clusterId, type HealthSource } from '../sources/clusterHealth/healthSource';
import { asHumanError, HumanError } from '../sources/humanError';
import type { LogSource } from '../sources/logSource';
import type { TimeRange } from '../sources/timeRange';
import { spans, type FromPage, type HealthPage, type Span, type ToPage } from '../webview/messages';
import { healthCsv } from './healthCsv';
import { healthPage, spanLength } from './healthPage';
import type { HealthExport, ViewActions, ViewedCluster } from './healthViews';
import { pageHtml } from './pageHtml';
import { loadParts } from './pageLoading';
import { pageWords } from './pageWords';
import { pngBytes } from './pngBytes';
import { loadEvents, type LoadedEvents } from './timelineLoading';
import { timelineEvents, type TimelineEvents } from './timelineEvents';

/** Where a view's page comes from and goes to. */
export interface HealthViewHost {
  readonly actions: ViewActions;
  /** Takes every error, for the log. */
  readonly report: (error: unknown) => void;
  readonly closed: () => void;
}

/** A webview with the health of one cluster: its metrics as charts, under one timeline of events. */
export class HealthView implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  private abort = new AbortController();
  private page: HealthPage | undefined;
  private events: TimelineEvents | undefined;
  private span: Span = 'day';

  constructor(
    private readonly of: ViewedCluster,
    extensionUri: vscode.Uri,
    private readonly source: () => LogSource,
    private readonly host: HealthViewHost,
  ) {
    const scripts = vscode.Uri.joinPath(extensionUri, 'dist');
    this.panel = vscode.window.createWebviewPanel(
      'cloudhsm.health',
      vscode.l10n.t('Health of {0}', printable(of.cluster.name)),
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [scripts], retainContextWhenHidden: true },
    );
    const { webview } = this.panel;
    this.panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'cloudhsm.svg');
    webview.onDidReceiveMessage((message: FromPage) => {
      this.receive(message).catch((error: unknown) => this.failed(error));
    });
    this.panel.onDidDispose(() => {
      this.abort.abort();
      host.closed();
    });
    const script = webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'health.js'));
    webview.html = pageHtml(
      script.toString(),
      randomBytes(16).toString('hex'),
      vscode.env.language,
    );
  }

  /** Brings the view to the front and reads everything anew. */
  showAgain(): void {
    this.panel.reveal();
    this.load(this.span).catch((error: unknown) => this.failed(error));
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.send({ type: 'words', words: pageWords() });
        await this.load(this.span);
        return;
      case 'span':
        if (spans.includes(message.span)) await this.load(message.span);
        return;
      case 'open': {
        const place = this.events?.place(message.row);
        if (place !== undefined) await this.host.actions.event(this.of, place);
        return;
      }
      case 'openRange': {
        const range = { from: Math.floor(message.from), to: Math.ceil(message.to) };
        if (this.events !== undefined) {
          await this.host.actions.range(this.of, range, this.events.within(range));
        }
        return;
      }
      case 'csv':
        if (this.page !== undefined) {
          await this.save({
            extension: 'csv',
            bytes: new TextEncoder().encode(spreadsheetMark + healthCsv(this.page)),
          });
        }
        return;
      case 'png':
        await this.save({ extension: 'png', bytes: pngBytes(message.url) });
    }
  }

  /** Reads metrics and events of the time that a person chose; each is drawn as soon as it is there. */
  private async load(span: Span): Promise<void> {
    this.abort.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.span = span;
    this.send({ type: 'loading', span });
    try {
      const source = this.source();
      const health = await healthOf(source);
      const range = { from: health.now() - spanLength[span], to: health.now() };
      let timeline: ToPage | undefined;
      const reading = loadEvents(source, health, this.of.cluster, range, signal, patience);
      const events = reading.next();
      events.catch(() => undefined); // awaited below
      const pages = this.pages(health, span, range, signal);
      const first = await pages.next();
      const showPage = (page: HealthPage): void => {
        this.page = page;
        this.send({ type: 'page', page });
        // A page begins without its events.
        if (timeline !== undefined) this.send(timeline);
      };
      const showEvents = ({ streams, trail, trailCutAt, notes, causes }: LoadedEvents): void => {
        for (const cause of causes) this.host.report(cause);
        this.events = timelineEvents(streams, trail, trailCutAt);
        timeline = { type: 'timeline', timeline: this.events.timeline, notes };
        this.send(timeline);
      };
      if (first.done !== true) showPage(first.value);
      await Promise.all([
        each(pages, showPage),
        events.then(({ value, done }) => {
          if (done === true) return;
          showEvents(value);
          return each(reading, showEvents);
        }),
      ]);
    } catch (error) {
      if (signal.aborted) return;
      this.send({ type: 'failed', sentence: printable(asHumanError(error).message, Infinity) });
      throw error;
    }
  }

  private async *pages(
    health: HealthSource,
    span: Span,
    range: TimeRange,
    signal: AbortSignal,
  ): AsyncGenerator<HealthPage> {
    const loading = loadParts(health, this.of.cluster, range, signal, patience);
    for await (const { causes, state, ...parts } of loading) {
      for (const cause of causes) this.host.report(cause);
      const title = [printable(clusterId(this.of.cluster)), parts.hsmType, state];
      yield healthPage({
        ...parts,
        title: title.filter((part) => part !== undefined).join(' · '),
        span,
        range,
      });
    }
  }

  private save(exported: HealthExport): Promise<void> {
    return this.host.actions.save(this.of, exported);
  }

  private send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  private failed(error: unknown): void {
    this.host.report(error);
    void vscode.window.showErrorMessage(asHumanError(error).message);
  }
}

/** What is drawn twice loses the place of the keyboard: what comes soon is waited for. */
const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1000));

async function each<Item>(items: AsyncIterable<Item>, show: (item: Item) => void): Promise<void> {
  for await (const item of items) show(item);
}

function healthOf(source: LogSource): Promise<HealthSource> {
  if (source.health !== undefined) return source.health();
  throw new HumanError(
    vscode.l10n.t(
      'This connection knows logs only. Choose another one for the health of a cluster.',
    ),
  );
}
