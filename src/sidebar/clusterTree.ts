import * as vscode from 'vscode';
import { sampleConnectionName, type AwsConnection } from '../sources/connections/connection';
import { asHumanError, HumanError } from '../sources/humanError';
import { clusterId } from '../sources/clusterHealth/healthSource';
import type { Cluster, LogSource } from '../sources/logSource';
import { noLogsReasons, unloggedClusters, unstreamedHsms } from './unlogged';
import { nextTurn } from '../lazy';
import { alarmsByName } from './alarmsByName';
import {
  type AlarmNode,
  type ClusterNode,
  type ConnectionNode,
  type EndpointNode,
  type FilterNode,
  type HealthNode,
  type HsmNode,
  type MessageNode,
  type MetricNode,
  type Node,
  type NoLogsNode,
  type StreamNode,
  connectionOf,
  healthParent,
  listParent,
} from './nodes';
import type { Favourites } from './favourites';
import type { NodeList } from './nodeList';
import type { StreamTime } from './streamTime';
import { nodeId, treeItem, type StreamOpener } from './treeItems';
import { TreeMessage } from './treeMessage';
import { TreeNodes } from './treeNodes';

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
  private readonly nodes: TreeNodes;
  private roots: readonly ConnectionNode[] | undefined;

  /**
   * @param openStream what a click on a stream does
   * @param report takes every error, for the log
   * @param time writes the times of streams
   * @param now Unix ms
   * @param favourites what comes first
   */
  constructor(
    private readonly connections: TreeConnections,
    private readonly showSample: SampleSetting,
    private readonly openStream: StreamOpener,
    private readonly report: (error: unknown) => void,
    private readonly time: StreamTime,
    private readonly now: () => number,
    private readonly favourites: Favourites,
  ) {
    const source = (name: string): LogSource => connections.source(name);
    this.nodes = new TreeNodes({ source, favourites, report });
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const item = treeItem(node, this.openStream, this.time);
    return node.kind === 'cluster' || node.kind === 'stream'
      ? this.favourites.mark(node, item)
      : item;
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
      case 'filter':
      case 'endpoint':
      case 'more':
      case 'message':
        return node.parent;
    }
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return [...this.connectionNodes(), ...this.problemNodes()];
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
      case 'filter':
      case 'endpoint':
      case 'more':
      case 'message':
        return [];
    }
  }

  /** The rows of the connections, the sample first where it is shown. */
  connectionNodes(): readonly ConnectionNode[] {
    return (this.roots ??= this.freshConnections());
  }

  /** The node of a cluster that was chosen elsewhere: that of its row where there is one. */
  clusterNode(connection: string, cluster: Cluster): ClusterNode {
    const aws = this.connections.all().find(({ name }) => name === connection);
    const root =
      this.connectionNodes().find(({ name }) => name === connection) ??
      this.nodes.connection(connection, aws);
    const row = root.clusters.loaded.find((one) => one.cluster.logGroup === cluster.logGroup);
    return row ?? this.nodes.cluster(root, cluster, true);
  }

  /** The lists that have been opened: of connections, and of the clusters under them. */
  openedLists(): readonly (ConnectionNode | ClusterNode)[] {
    return this.connectionNodes().flatMap((root) => [root, ...root.clusters.loaded]);
  }

  /** The favourites of the connections that are shown. */
  favouriteNodes(): readonly (ClusterNode | StreamNode)[] {
    const shown = new Set(this.connectionNodes().map(({ name }) => name));
    return this.favourites
      .places()
      .flatMap(({ connection, logGroup, stream: name }): (ClusterNode | StreamNode)[] => {
        if (!shown.has(connection)) return [];
        const cluster = { logGroup, name: clusterId({ logGroup }), arn: undefined };
        const parent = this.clusterNode(connection, cluster);
        if (name === undefined) return [parent];
        const stream = {
          cluster,
          name,
          kind: 'other',
          arn: undefined,
          lastEventTime: undefined,
        } as const;
        return [{ kind: 'stream', parent, stream }];
      });
  }

  /** Fetches the next page of a list. */
  async loadMore(parent: ConnectionNode | ClusterNode): Promise<void> {
    await (parent.kind === 'connection' ? parent.clusters : parent.streams).more();
    this.changes.fire(parent);
  }

  /**
   * Narrows a list by name, until it is told otherwise.
   *
   * @param text undefined or empty: everything is shown again
   */
  filter(parent: ConnectionNode | ClusterNode, text: string | undefined): void {
    this.nodes.narrow(parent, text);
    this.changes.fire(parent);
  }

  async setFavourite(node: ClusterNode | StreamNode, isFavourite: boolean): Promise<void> {
    await this.favourites.set(node, isFavourite);
    this.changes.fire(this.getParent(node));
  }

  /** Reads anew what a person opens again and is old. */
  async expanded(node: Node): Promise<void> {
    if (node.kind === 'health' && (await node.list.expire())) this.changes.fire(node);
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
      list.endpoints.reset();
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
    const [endpoints, listed] = await Promise.all([
      this.endpointNodes(node),
      this.list(node, node.clusters),
    ]);
    if (node.clusters.isStopped) return [];
    if (node.clusters.error !== undefined) return [...endpoints, ...listed];
    this.readFacts(node);
    const unlogged = this.unloggedNodes(node);
    // They take the place of the sentence that there is nothing.
    const others = listed.filter(({ kind }) => kind !== 'message');
    return unlogged.length === 0
      ? [...endpoints, ...listed]
      : [...endpoints, ...others, ...this.favourites.first(unlogged)];
  }

  private async endpointNodes(parent: ConnectionNode): Promise<readonly EndpointNode[]> {
    try {
      const endpoints = await parent.endpoints.read();
      return endpoints.map((endpoint) => ({ kind: 'endpoint', parent, endpoint }));
    } catch (error) {
      this.report(error);
      return []; // the list of the clusters fails too, and says why
    }
  }

  private unloggedNodes(node: ConnectionNode): readonly ClusterNode[] {
    // A cluster may have its log group on a page that is still to come.
    if (node.clusters.hasMore) return [];
    return unloggedClusters(node)
      .filter(({ id }) => node.clusters.accepts(id))
      .map((facts) => this.nodes.unloggedCluster(node, facts));
  }

  /** Beside the lists: the tree is there before it, and without it where it is not allowed. */
  private readFacts(node: ConnectionNode): void {
    void node.facts
      .read()
      .then(async (changed) => {
        if (!changed) return;
        for (const row of await this.rowsOfFacts(node)) this.changes.fire(row);
      })
      .catch(this.report);
  }

  /**
   * The rows that change with what CloudHSM says. VS Code forgets the rows of a branch that changes, and with
   * one the answer to what it has just asked about it: only where rows are added is it the branch.
   */
  private async rowsOfFacts(node: ConnectionNode): Promise<readonly Node[]> {
    if (this.unloggedNodes(node).length > 0) return [node];
    return (await node.clusters.shown()).items;
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
    const accepted = unstreamedHsms(node).filter(({ id }) => node.streams.accepts(id));
    const hsms = accepted.map((hsm): HsmNode => ({ kind: 'hsm', parent: node, hsm }));
    return [...health, ...streams, ...hsms];
  }

  private async list<Item extends ClusterNode | StreamNode>(
    parent: ConnectionNode | ClusterNode,
    list: NodeList<Item>,
  ): Promise<Node[]> {
    const { items, hasMore, error: cause } = await list.shown();
    if (list.isStopped) return [];
    const error = cause === undefined ? undefined : asHumanError(cause);
    const connection = connectionOf(parent).name;
    this.message.set(nodeId(parent), error && { connection, error });
    const { filter: text } = list;
    const head: readonly FilterNode[] =
      text === undefined ? [] : [{ kind: 'filter', parent, text, count: items.length }];
    const shown = [...head, ...items];
    if (error !== undefined) {
      this.report(cause);
      return [...shown, { kind: 'message', parent, error }];
    }
    if (hasMore) return [...shown, { kind: 'more', parent }];
    return shown.length > 0 ? shown : [{ kind: 'message', parent, error: undefined }];
  }

  private async healthNodes(node: HealthNode): Promise<Node[]> {
    const before = node.list.last;
    const health = await node.list.read();
    if (health === undefined) return [];
    // The row says of when it is. Not before its rows are there: VS Code would forget them.
    if (health !== before) void nextTurn().then(() => this.changes.fire(node));
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
      ...alarmsByName(health.alarms).map((alarms): AlarmNode => ({
        kind: 'alarm',
        parent: node,
        alarms,
      })),
    ];
  }

  private freshConnections(): readonly ConnectionNode[] {
    const sample = this.showSample.value
      ? [this.nodes.connection(sampleConnectionName, undefined)]
      : [];
    return [
      ...sample,
      ...this.connections.all().map((aws) => this.nodes.connection(aws.name, aws)),
    ];
  }

  private problemNodes(): readonly MessageNode[] {
    return this.connections.problems().map((problem, index) => ({
      kind: 'message',
      parent: undefined,
      error: new HumanError(problem, 'editConnection'),
      index,
    }));
  }
}
