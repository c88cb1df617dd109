import type * as vscode from 'vscode';
import type { Cluster, LogSource } from '../sources/logSource';
import { HealthView } from './healthView';
import type { EventPlace } from './timelineEvents';
import type { TimeRange } from '../sources/timeRange';

/** The cluster that a view shows. */
export interface ViewedCluster {
  readonly connection: string;
  readonly cluster: Cluster;
}

/** Opens what a person chooses in a view. */
export interface EventOpener {
  event(of: ViewedCluster, place: EventPlace): Promise<void>;
  range(of: ViewedCluster, range: TimeRange, streams: readonly string[]): Promise<void>;
}

/** The open health views: one a cluster. */
export class HealthViews {
  private readonly views = new Map<string, HealthView>();

  /**
   * @param extensionUri where the page's script is
   * @param report takes every error, for the log
   */
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly findSource: (connection: string) => LogSource,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Shows the health of a cluster, in the view that is open or in a new one. */
  show(of: ViewedCluster, opener: EventOpener): HealthView {
    const key = JSON.stringify([of.connection, of.cluster.logGroup]);
    const known = this.views.get(key);
    if (known !== undefined) {
      known.reveal();
      return known;
    }
    const view = new HealthView(of, this.extensionUri, () => this.findSource(of.connection), {
      opener,
      report: this.report,
      closed: () => this.views.delete(key),
    });
    this.views.set(key, view);
    return view;
  }

  dispose(): void {
    for (const view of [...this.views.values()]) view.dispose();
  }
}
