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
import { loadEvents } from './timelineLoading';
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

  /** Reads metrics and events of the time that a person chose; the metrics are drawn as soon as they are there. */
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
      const loading = loadEvents(source, health, this.of.cluster, range, signal);
      loading.catch(() => undefined); // awaited below
      this.page = await this.loadPage(health, span, range, signal);
      this.send({ type: 'page', page: this.page });
      const { streams, trail, trailCutAt, notes, causes } = await loading;
      signal.throwIfAborted();
      for (const cause of causes) this.host.report(cause);
      this.events = timelineEvents(streams, trail, trailCutAt);
      this.send({ type: 'timeline', timeline: this.events.timeline, notes });
    } catch (error) {
      if (signal.aborted) return;
      this.send({ type: 'failed', sentence: printable(asHumanError(error).message, Infinity) });
      throw error;
    }
  }

  private async loadPage(
    health: HealthSource,
    span: Span,
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<HealthPage> {
    const { cluster } = this.of;
    const { causes, state, ...parts } = await loadParts(health, cluster, range, signal);
    for (const cause of causes) this.host.report(cause);
    const title = [printable(clusterId(cluster)), parts.hsmType, state];
    return healthPage({
      ...parts,
      title: title.filter((part) => part !== undefined).join(' · '),
      span,
      range,
    });
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

function healthOf(source: LogSource): Promise<HealthSource> {
  if (source.health !== undefined) return source.health();
  throw new HumanError(
    vscode.l10n.t(
      'This connection knows logs only. Choose another one for the health of a cluster.',
    ),
  );
}
