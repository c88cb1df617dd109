import * as vscode from 'vscode';
import { sampleConnectionName, type AwsConnection } from '../sources/connection';
import { asHumanError, HumanError } from '../sources/humanError';
import type { ClusterFacts } from '../sources/healthSource';
import type { Cluster, ListPage, LogSource, LogStream } from '../sources/logSource';
import { ClusterFactsList } from './clusterFactsList';
import { HealthList } from './healthList';
import { cloudHsmLogGroup, noLogsReasons, unloggedClusters, unstreamedHsms } from './unlogged';
import type {
  AlarmNode,
  ClusterNode,
  ConnectionNode,
  HealthNode,
  HsmNode,
  MessageNode,
  MetricNode,
  Node,
  NoLogsNode,
  StreamNode,
} from './nodes';
import { PagedList } from './pagedList';
import type { StreamTime } from './streamTime';
import { nodeId, treeItem, type StreamOpener } from './treeItems';
import { TreeMessage } from './treeMessage';

/** The connections that the tree shows. */
export interface TreeConnections {
  /** The AWS connections, in the order shown. */
  all(): readonly AwsConnection[];
  /** A sentence for each entry of the settings that cannot be used. */
  problems(): readonly string[];
  /** The source of a connection or of the sample; throws `HumanError`. */
  source(name: string): LogSource;
}

/** Whether the bundled sample is shown. */
export interface SampleSetting {
  readonly value: boolean;
}

/** The tree of connections, clusters and streams. Each list is fetched when it is opened. */
export class ClusterTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  /** What stands above the tree. */
  readonly message = new TreeMessage();
  private readonly unlogged = new WeakMap<ClusterFacts, ClusterNode>();
  private roots: readonly ConnectionNode[] | undefined;

  /**
   * @param openStream what a click on a stream does
   * @param report takes every error, for the log
   * @param time writes the times of streams
   * @param now Unix ms
   */
  constructor(
    private readonly connections: TreeConnections,
    private readonly showSample: SampleSetting,
    private readonly openStream: StreamOpener,
    private readonly report: (error: unknown) => void,
    private readonly time: StreamTime,
    private readonly now: () => number,
  ) {}

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node, this.openStream, this.time);
  }

  getParent(node: Node): Node | undefined {
    switch (node.kind) {
      case 'connection':
        return undefined;
      case 'cluster':
        return node.connection;
      case 'stream':
      case 'health':
      case 'metric':
      case 'reading':
      case 'alarm':
      case 'hsm':
      case 'noLogs':
      case 'more':
      case 'message':
        return node.parent;
    }
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        this.roots ??= this.connectionNodes();
        return [...this.roots, ...this.problemNodes()];
      case 'connection':
        return this.clusterNodes(node);
      case 'cluster':
        return this.streamNodes(node);
      case 'health':
        return this.healthNodes(node);
      case 'metric':
        return node.reading.hsms.map((reading) => ({ kind: 'reading', parent: node, reading }));
      case 'stream':
      case 'reading':
      case 'alarm':
      case 'hsm':
      case 'noLogs':
      case 'more':
      case 'message':
        return [];
    }
  }

  /** Fetches the next page of a list. */
  async loadMore(parent: ConnectionNode | ClusterNode): Promise<void> {
    await (parent.kind === 'connection' ? parent.clusters : parent.streams).more();
    this.changes.fire(parent);
  }

  /** Fetches a node's list anew, or everything. */
  refresh(node?: Node): void {
    if (node === undefined) {
      for (const root of this.roots ?? []) this.stop(root);
      this.roots = undefined;
      this.message.clear();
      this.changes.fire(undefined);
      return;
    }
    const health = healthParent(node);
    if (health !== undefined) {
      health.list.reset();
      this.changes.fire(health);
      return;
    }
    const list = listParent(node);
    if (list === undefined) {
      this.refresh();
      return;
    }
    if (list.kind === 'connection') for (const cluster of list.clusters.loaded) this.stop(cluster);
    if (list.kind === 'connection') {
      list.clusters.reset();
      list.facts.reset();
    } else {
      list.streams.reset();
      list.health?.list.reset();
    }
    this.changes.fire(list);
  }

  dispose(): void {
    this.message.dispose();
    this.changes.dispose();
  }

  /** Ends the fetches of nodes that the tree will not show any more, and takes back what they said. */
  private stop(node: ConnectionNode | ClusterNode): void {
    if (node.kind === 'connection') for (const cluster of node.clusters.loaded) this.stop(cluster);
    if (node.kind === 'connection') {
      node.clusters.stop();
      node.facts.reset();
    } else {
      node.streams.stop();
      node.health?.list.reset();
    }
    this.message.set(nodeId(node), undefined);
  }

  private async clusterNodes(node: ConnectionNode): Promise<Node[]> {
    const listed = await this.list(node, node.clusters);
    if (node.clusters.isStopped || node.clusters.error !== undefined) return listed;
    this.readFacts(node);
    // A cluster may have its log group on a page that is still to come.
    if (node.clusters.hasMore) return listed;
    const unlogged = unloggedClusters(node).map((facts) => this.unloggedNode(node, facts));
    return unlogged.length === 0 ? listed : [...node.clusters.loaded, ...unlogged];
  }

  /** Beside the lists: the tree is there before it, and without it where it is not allowed. */
  private readFacts(node: ConnectionNode): void {
    void node.facts.read().then((changed) => {
      if (changed) this.changes.fire(node);
    }, this.report);
  }

  private async streamNodes(node: ClusterNode): Promise<Node[]> {
    const streams = node.hasLogGroup
      ? await this.list(node, node.streams)
      : noLogsReasons(node, this.now()).map((reason): NoLogsNode => ({
          kind: 'noLogs',
          parent: node,
          reason,
        }));
    if (node.streams.isStopped) return streams;
    const health = node.health === undefined ? [] : [node.health];
    const hsms = unstreamedHsms(node).map((hsm): HsmNode => ({ kind: 'hsm', parent: node, hsm }));
    return [...health, ...streams, ...hsms];
  }

  private async list<Item extends ClusterNode | StreamNode>(
    parent: ConnectionNode | ClusterNode,
    list: PagedList<Item>,
  ): Promise<Node[]> {
    await list.begin();
    if (list.isStopped) return [];
    const error = list.error === undefined ? undefined : asHumanError(list.error);
    this.message.set(nodeId(parent), error);
    if (error !== undefined) {
      this.report(list.error);
      return [...list.loaded, { kind: 'message', parent, error }];
    }
    if (list.hasMore) return [...list.loaded, { kind: 'more', parent }];
    return list.loaded.length > 0
      ? [...list.loaded]
      : [{ kind: 'message', parent, error: undefined }];
  }

  private async healthNodes(node: HealthNode): Promise<Node[]> {
    const health = await node.list.read();
    if (health === undefined) return [];
    for (const cause of health.causes) this.report(cause);
    return [
      ...health.errors.map((error, index): MessageNode => ({
        kind: 'message',
        parent: node,
        error,
        index,
      })),
      ...health.readings.map((reading): MetricNode => ({
        kind: 'metric',
        parent: node,
        reading,
        health,
      })),
      ...health.alarms.map((alarm): AlarmNode => ({ kind: 'alarm', parent: node, alarm })),
    ];
  }

  private connectionNodes(): readonly ConnectionNode[] {
    const sample = this.showSample.value
      ? [this.connectionNode(sampleConnectionName, undefined)]
      : [];
    return [...sample, ...this.connections.all().map((aws) => this.connectionNode(aws.name, aws))];
  }

  private problemNodes(): readonly MessageNode[] {
    return this.connections.problems().map((problem, index) => ({
      kind: 'message',
      parent: undefined,
      error: new HumanError(problem, 'editConnection'),
      index,
    }));
  }

  private connectionNode(name: string, aws: AwsConnection | undefined): ConnectionNode {
    const node: ConnectionNode = {
      kind: 'connection',
      name,
      aws,
      clusters: new PagedList(
        (signal) =>
          mapPages(
            () => this.connections.source(name).clusters(signal),
            (cluster) => this.clusterNode(node, cluster, true),
          ),
        ({ cluster }) => cluster.logGroup,
      ),
      facts: new ClusterFactsList(() => this.connections.source(name).health?.(), this.report),
    };
    return node;
  }

  private healthNode(connection: string, parent: () => ClusterNode): HealthNode | undefined {
    const source = this.connections.source(connection);
    if (source.health === undefined) return undefined;
    const list = new HealthList(
      () => source.health?.() ?? Promise.reject(new Error('The source lost its health.')),
      () => parent().cluster,
    );
    return {
      kind: 'health',
      get parent() {
        return parent();
      },
      list,
    };
  }

  /** The same one for as long as CloudHSM is not asked anew. */
  private unloggedNode(connection: ConnectionNode, facts: ClusterFacts): ClusterNode {
    let node = this.unlogged.get(facts);
    if (node === undefined) {
      const cluster = { logGroup: cloudHsmLogGroup(facts.id), name: facts.id, arn: undefined };
      node = this.clusterNode(connection, cluster, false);
      this.unlogged.set(facts, node);
    }
    return node;
  }

  private clusterNode(
    connection: ConnectionNode,
    cluster: Cluster,
    hasLogGroup: boolean,
  ): ClusterNode {
    const node: ClusterNode = {
      kind: 'cluster',
      connection,
      cluster,
      hasLogGroup,
      streams: new PagedList(
        (signal) =>
          mapPages(
            () => this.connections.source(connection.name).streams(cluster, signal),
            (stream: LogStream): StreamNode => ({ kind: 'stream', parent: node, stream }),
          ),
        ({ stream }) => stream.name,
      ),
      health: this.healthNode(connection.name, () => node),
    };
    return node;
  }
}

/** The health that a refresh of that node reads anew. */
function healthParent(node: Node): HealthNode | undefined {
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
    case 'more':
      return undefined;
  }
}

/** The node whose list a refresh of that node fetches anew. */
function listParent(node: Node): ConnectionNode | ClusterNode | undefined {
  switch (node.kind) {
    case 'connection':
    case 'cluster':
      return node;
    case 'stream':
    case 'hsm':
    case 'noLogs':
    case 'more':
      return node.parent;
    case 'message':
      return node.parent?.kind === 'health' ? undefined : node.parent;
    case 'health':
    case 'metric':
    case 'reading':
    case 'alarm':
      return undefined; // healthParent knows them
  }
}

/** The source is looked up inside, so that a connection that is gone is an error of the list. */
async function* mapPages<From, To>(
  pages: () => AsyncIterable<ListPage<From>>,
  map: (item: From) => To,
): AsyncGenerator<ListPage<To>, void, undefined> {
  for await (const { items, hasMore } of pages()) yield { items: items.map(map), hasMore };
}
