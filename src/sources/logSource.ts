import type { SetEndpoint } from './connections/connection';
import type { HealthSource } from './clusterHealth/healthSource';
import type { InsightsSource } from './insights/insightsSource';
import type { TimeRange } from './timeRange';

/**
 * Where logs come from. CloudWatch, the bundled sample and the tests implement it; everything above
 * (sidebar, documents, commands, command line) knows only this.
 */

/** A cluster, known by its log group. */
export interface Cluster {
  /** The log group's name, whole: `/aws/cloudhsm/cluster-likphkxygsn`. */
  readonly logGroup: string;
  /** What is shown: the log group's name without the connection's prefix. */
  readonly name: string;
  /** Partition-correct, without a trailing `:*`. */
  readonly arn: string | undefined;
  /** After how many days events are deleted. Left out: never, or not known. */
  readonly retentionDays?: number;
  /** What the log group holds, compressed, in bytes. Left out: not known. */
  readonly storedBytes?: number;
}

/** A log stream of a cluster: an HSM's audit log, or the cluster's certificate-storage log. */
export interface LogStream {
  readonly cluster: Cluster;
  /** As CloudWatch names it; may hold any character but `:` and `*`. */
  readonly name: string;
  readonly kind: 'hsm' | 'certificates' | 'other';
  readonly arn: string | undefined;
  /** Unix ms. CloudWatch may be up to an hour late with it. Undefined for a stream without events. */
  readonly lastEventTime: number | undefined;
}

/** All that it takes to read a stream. */
export type StreamName = Pick<LogStream, 'cluster' | 'name'>;

/** A page of a list of clusters or streams. May be empty. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Whether the service has another page, so that nobody need ask to find that out. */
  readonly hasMore: boolean;
}

/** One event as stored: its text is untouched. */
export interface StoredEvent {
  /** Unix ms, as CloudWatch has it. The event's own text has the exact time. */
  readonly timestamp: number;
  readonly message: string;
}

/** A page of a stream, its events in the order of the log (oldest first). May be empty. */
export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** Where to go on in the same direction; undefined at that end of the stream. */
  readonly next: string | undefined;
}

export interface ReadOptions {
  /**
   * `older` begins at the newest event and goes back page by page; `newer` begins at the oldest and
   * goes on. Pages come in that direction; the events inside one are always oldest first.
   */
  readonly direction: 'older' | 'newer';
  /**
   * Only events with a time in this range: `older` begins at its end, `newer` at its start. Left out:
   * the whole stream.
   */
  readonly range?: TimeRange;
  /** The `next` of an earlier page of the same direction. Left out: from that direction's start. */
  readonly from?: string;
  /** The most events of a page; left out: as many as the source likes to give at once. */
  readonly pageEvents?: number;
  readonly signal?: AbortSignal;
}

/** An event that came live, and the name of its stream. */
export interface LiveEvent {
  readonly streamName: string;
  readonly event: StoredEvent;
}

/** What came live since the last update. The first comes when the session begins, then one a second. */
export interface LiveUpdate {
  /** May be empty. */
  readonly events: readonly LiveEvent[];
  /** Whether there were too many, so that this is a part of them. */
  readonly isSampled: boolean;
}

export interface LiveOptions {
  /** Only these streams. Left out: all of the cluster, new ones too. */
  readonly streams?: readonly string[];
  readonly signal?: AbortSignal;
}

/** An event that a search found. */
export interface FoundEvent extends StoredEvent {
  /** The name of its stream. */
  readonly stream: string;
  /** Of no other event of the log group. */
  readonly id: string;
}

export interface SearchOptions {
  /** A filter pattern of CloudWatch Logs; '' for every event. */
  readonly pattern: string;
  readonly range: TimeRange;
  /** The stream to search. Left out: all of the cluster. */
  readonly stream?: string;
  readonly signal?: AbortSignal;
}

/** How fast events are asked for. */
export interface ReadingPace {
  /** The service's name of the call. */
  readonly operation: string;
  readonly region: string;
  /** Requests a second that may be sent now, of everything that reads in this account and region. */
  readonly perSecond: number;
  /** Whether the service turned requests away a moment ago. */
  readonly isThrottled: boolean;
}

/** A place to read logs from. Every method throws `HumanError` for what a user can do something about. */
export interface LogSource {
  /** Gives what there is around the logs; the same one each time. Undefined where only logs are known. */
  health?(): Promise<HealthSource>;
  /** Where requests go because of the environment or a profile. Left out where nothing is asked of AWS. */
  endpoints?(): Promise<readonly SetEndpoint[]>;
  /**
   * Pages of clusters in the service's order. A page is fetched when it is asked for.
   *
   * @param start only clusters whose name begins so; a source of few may give all
   */
  clusters(signal?: AbortSignal, start?: string): AsyncIterable<ListPage<Cluster>>;
  /**
   * Pages of a cluster's streams, the one with the newest event first.
   *
   * @param start only streams whose name begins so, in the order of names; a source of few may give all
   */
  streams(
    cluster: Cluster,
    signal?: AbortSignal,
    start?: string,
  ): AsyncIterable<ListPage<LogStream>>;
  /**
   * How far the service's clock is ahead of this machine's, in ms, by its last answer; negative where it is
   * behind. Left out, or 0, where that is not known or little.
   */
  readonly clockAhead?: number;
  /** How fast `read` may go now. Left out where nothing holds it back. */
  readonly pace?: ReadingPace;
  /** Pages of a stream, until its end or until the caller stops asking. */
  read(stream: StreamName, options: ReadOptions): AsyncIterable<EventPage>;
  /**
   * A session in which the service sends the events of a cluster as they come, until it ends by itself.
   * An error of the nature `unavailable` says that there is none to be had here. Undefined where there
   * never is one.
   */
  liveTail?(cluster: Cluster, options: LiveOptions): AsyncIterable<LiveUpdate>;
  /** Pages of the events that match a pattern, oldest first. Left out where the source reads no patterns. */
  search?(cluster: Cluster, options: SearchOptions): AsyncIterable<ListPage<FoundEvent>>;
  /** Queries in the language of Logs Insights. Left out where there is no engine for them. */
  readonly insights?: InsightsSource;
}
