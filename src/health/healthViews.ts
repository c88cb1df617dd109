import type * as vscode from 'vscode';
import type { Cluster, LogSource } from '../sources/logSource';
import { HealthView } from './healthView';
import type { EventPlace, EventSources } from './timelineEvents';
import type { TimeRange } from '../sources/timeRange';

/** The cluster that a view shows. */
export interface ViewedCluster {
  readonly connection: string;
  readonly cluster: Cluster;
}

/** What a person may do from a view. */
export interface ViewActions {
  /** Opens an event in its document. */
  event(of: ViewedCluster, place: EventPlace): Promise<void>;
  /** Opens the events of a time decoded, those of the logs and those of CloudTrail. */
  range(of: ViewedCluster, range: TimeRange, sources: EventSources): Promise<void>;
  /** Writes what is shown into a file that is asked for. */
  save(of: ViewedCluster, exported: HealthExport): Promise<void>;
}

/** What a view shows as the content of a file. */
export interface HealthExport {
  /** Of the file's name, without the dot. */
  readonly extension: 'csv' | 'png';
  readonly bytes: Uint8Array;
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

  /** Shows the health of a cluster as it is now, in the view that is open or in a new one. */
  show(of: ViewedCluster, actions: ViewActions): HealthView {
    const key = JSON.stringify([of.connection, of.cluster.logGroup]);
    const known = this.views.get(key);
    if (known !== undefined) {
      known.showAgain();
      return known;
    }
    const view = new HealthView(of, this.extensionUri, () => this.findSource(of.connection), {
      actions,
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
