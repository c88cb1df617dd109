import type { AwsConnection, SetEndpoint } from '../sources/connections/connection';
import type { HumanError } from '../sources/humanError';
import type { Cluster, LogStream } from '../sources/logSource';
import type {
  ClusterHealth,
  HsmReading,
  MetricReading,
} from '../sources/clusterHealth/healthReading';
import type { HsmFacts, MetricAlarm } from '../sources/clusterHealth/healthSource';
import type { ClusterFactsList } from './clusterFactsList';
import type { EndpointList } from './endpointList';
import type { HealthList } from './healthList';
import type { NodeList } from './nodeList';

/** A connection: the bundled sample, or an account and region of AWS. */
export interface ConnectionNode {
  readonly kind: 'connection';
  readonly name: string;
  /** Undefined for the sample. */
  readonly aws: AwsConnection | undefined;
  readonly clusters: NodeList<ClusterNode>;
  readonly facts: ClusterFactsList;
  readonly endpoints: EndpointList;
}

export interface ClusterNode {
  readonly kind: 'cluster';
  readonly connection: ConnectionNode;
  readonly cluster: Cluster;
  /** False for a cluster that only CloudHSM knows: no logs of it are there. */
  readonly hasLogGroup: boolean;
  readonly streams: NodeList<StreamNode>;
  /** Undefined where a source knows logs only. */
  readonly health: HealthNode | undefined;
}

/** What there is around the logs of a cluster. */
export interface HealthNode {
  readonly kind: 'health';
  readonly parent: ClusterNode;
  readonly list: HealthList;
}

/** A metric of the cluster with its newest value. */
export interface MetricNode {
  readonly kind: 'metric';
  readonly parent: HealthNode;
  readonly reading: MetricReading;
  readonly health: ClusterHealth;
}

/** The newest value of a metric on one HSM. */
export interface ReadingNode {
  readonly kind: 'reading';
  readonly parent: MetricNode;
  readonly reading: HsmReading;
}

/** An alarm of CloudWatch on one of the metrics, or on several. */
export interface AlarmNode {
  readonly kind: 'alarm';
  readonly parent: HealthNode;
  /** The alarm as it concerns each of its metrics. */
  readonly alarms: readonly [MetricAlarm, ...MetricAlarm[]];
}

export interface StreamNode {
  readonly kind: 'stream';
  readonly parent: ClusterNode;
  readonly stream: LogStream;
}

/** An HSM of the cluster that has no log stream. */
export interface HsmNode {
  readonly kind: 'hsm';
  readonly parent: ClusterNode;
  readonly hsm: HsmFacts;
}

/** What stands under a cluster without a log group: why that can be, and the check. */
export interface NoLogsNode {
  readonly kind: 'noLogs';
  readonly parent: ClusterNode;
  readonly reason: 'noHsm' | 'new' | 'role' | 'place' | 'check';
}

/** Stands before a list that is narrowed by name. */
export interface FilterNode {
  readonly kind: 'filter';
  readonly parent: ConnectionNode | ClusterNode;
  readonly text: string;
  /** How many are shown. */
  readonly count: number;
}

/** Where requests of a connection go that it does not say itself. */
export interface EndpointNode {
  readonly kind: 'endpoint';
  readonly parent: ConnectionNode;
  readonly endpoint: SetEndpoint;
}

/** «Load more…» at the end of a list whose next page has not been asked for. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: ConnectionNode | ClusterNode;
}

/** What stands in the place of a list's (further) items: why there are none. */
export interface MessageNode {
  readonly kind: 'message';
  /** Undefined for a connection that is written wrongly in the settings. */
  readonly parent: ConnectionNode | ClusterNode | HealthNode | undefined;
  /** Undefined for an empty list, which is no error. */
  readonly error: HumanError | undefined;
  /** Counts the messages under one parent, or about the settings. */
  readonly index?: number;
}

export type Node =
  | ConnectionNode
  | ClusterNode
  | StreamNode
  | HealthNode
  | MetricNode
  | ReadingNode
  | AlarmNode
  | HsmNode
  | NoLogsNode
  | FilterNode
  | EndpointNode
  | MoreNode
  | MessageNode;

/** The connection that a node stands under; undefined for a message about the settings. */
export function connectionOf(node: StreamNode | ClusterNode | ConnectionNode): ConnectionNode;
export function connectionOf(node: Node): ConnectionNode | undefined;
export function connectionOf(node: Node): ConnectionNode | undefined {
  switch (node.kind) {
    case 'connection':
      return node;
    case 'cluster':
      return node.connection;
    case 'stream':
    case 'health':
    case 'metric':
    case 'reading':
    case 'alarm':
    case 'hsm':
    case 'noLogs':
    case 'filter':
    case 'endpoint':
    case 'more':
      return connectionOf(node.parent);
    case 'message':
      return node.parent && connectionOf(node.parent);
  }
}

/** The newest event that the tree knows of a stream, or of a cluster's streams; Unix ms. */
export function newestEventTime(node: ClusterNode | StreamNode): number | undefined {
  const streams = node.kind === 'stream' ? [node] : node.streams.loaded;
  return streams.reduce<number | undefined>(
    (newest, { stream: { lastEventTime } }) =>
      lastEventTime === undefined || (newest ?? 0) > lastEventTime ? newest : lastEventTime,
    undefined,
  );
}

/** The health that a refresh of that node reads anew. */
export function healthParent(node: Node): HealthNode | undefined {
  switch (node.kind) {
    case 'health':
      return node;
    case 'metric':
    case 'alarm':
      return node.parent;
    case 'reading':
      return node.parent.parent;
    case 'message':
      return node.parent?.kind === 'health' ? node.parent : undefined;
    case 'connection':
    case 'cluster':
    case 'stream':
    case 'hsm':
    case 'noLogs':
    case 'filter':
    case 'endpoint':
    case 'more':
      return undefined;
  }
}

/** The node whose list a refresh of that node fetches anew. */
export function listParent(node: Node): ConnectionNode | ClusterNode | undefined {
  switch (node.kind) {
    case 'connection':
    case 'cluster':
      return node;
    case 'stream':
    case 'hsm':
    case 'noLogs':
    case 'filter':
    case 'endpoint':
    case 'more':
      return node.parent;
    case 'message':
      return node.parent?.kind === 'health' ? undefined : node.parent;
    case 'health':
    case 'metric':
    case 'reading':
    case 'alarm':
      return undefined; // `healthParent` knows them
  }
}
