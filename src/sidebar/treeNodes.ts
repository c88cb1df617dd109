import type { AwsConnection } from '../sources/connections/connection';
import type { ClusterFacts } from '../sources/clusterHealth/healthSource';
import type { Cluster, ListPage, LogSource, LogStream } from '../sources/logSource';
import { ClusterFactsList } from './clusterFactsList';
import { EndpointList } from './endpointList';
import type { Favourites } from './favourites';
import { HealthList } from './healthList';
import { NodeList } from './nodeList';
import type { ClusterNode, ConnectionNode, HealthNode, StreamNode } from './nodes';
import { nodeId } from './treeItems';
import { unloggedCluster } from './unlogged';

interface TreeNodesOptions {
  /** The source of a connection or of the sample; throws `HumanError`. */
  readonly source: (connection: string) => LogSource;
  readonly favourites: Favourites;
  /** Takes every error, for the log. */
  readonly report: (error: unknown) => void;
}

/** Makes the nodes that have lists. What a list is filtered by outlives its node. */
export class TreeNodes {
  private readonly filters = new Map<string, string>();
  private readonly unlogged = new WeakMap<ClusterFacts, ClusterNode>();

  constructor(private readonly options: TreeNodesOptions) {}

  /** Narrows a list by name, also after a refresh. */
  narrow(node: ConnectionNode | ClusterNode, text: string | undefined): void {
    const list = node.kind === 'connection' ? node.clusters : node.streams;
    list.narrow(text);
    if (list.filter === undefined) this.filters.delete(nodeId(node));
    else this.filters.set(nodeId(node), list.filter);
  }

  /** @param aws undefined for the sample */
  connection(name: string, aws: AwsConnection | undefined): ConnectionNode {
    const { source, favourites, report } = this.options;
    const id = JSON.stringify([name]);
    const node: ConnectionNode = {
      kind: 'connection',
      name,
      aws,
      clusters: new NodeList({
        fetch: (signal, start) =>
          mapPages(
            () => source(name).clusters(signal, start),
            (cluster) => this.cluster(node, cluster, true),
          ),
        nameOf: ({ cluster }) => cluster.name,
        keyOf: ({ cluster }) => cluster.logGroup,
        favourites: () => favourites.under(id),
        filter: this.filters.get(id),
        report,
      }),
      facts: new ClusterFactsList(() => source(name).health?.(), report),
      endpoints: new EndpointList(() => source(name)),
    };
    return node;
  }

  cluster(connection: ConnectionNode, cluster: Cluster, hasLogGroup: boolean): ClusterNode {
    const { source, favourites, report } = this.options;
    const id = JSON.stringify([connection.name, cluster.logGroup]);
    const node: ClusterNode = {
      kind: 'cluster',
      connection,
      cluster,
      hasLogGroup,
      streams: new NodeList({
        fetch: (signal, start) =>
          mapPages(
            () => source(connection.name).streams(cluster, signal, start),
            (stream: LogStream): StreamNode => ({ kind: 'stream', parent: node, stream }),
          ),
        nameOf: ({ stream }) => stream.name,
        keyOf: ({ stream }) => stream.name,
        favourites: () => favourites.under(id),
        filter: this.filters.get(id),
        report,
      }),
      health: this.health(connection.name, () => node),
    };
    return node;
  }

  /** A cluster that only CloudHSM knows: the same node for as long as CloudHSM is not asked anew. */
  unloggedCluster(connection: ConnectionNode, facts: ClusterFacts): ClusterNode {
    let node = this.unlogged.get(facts);
    if (node === undefined) {
      node = this.cluster(connection, unloggedCluster(facts), false);
      this.unlogged.set(facts, node);
    }
    return node;
  }

  private health(connection: string, parent: () => ClusterNode): HealthNode | undefined {
    const source = this.options.source(connection);
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
}

/** The source is looked up inside, so that a connection that is gone is an error of the list. */
async function* mapPages<From, To>(
  pages: () => AsyncIterable<ListPage<From>>,
  map: (item: From) => To,
): AsyncGenerator<ListPage<To>, void, undefined> {
  for await (const { items, hasMore } of pages()) yield { items: items.map(map), hasMore };
}
