import type {
  Cluster,
  EventPage,
  ListPage,
  LogSource,
  LogStream,
} from '../../src/sources/logSource';

/** A source in memory that says what it was asked for. */
export class FakeSource implements LogSource {
  /** `clusters 0`, `streams cluster-a 1`: the list and its page. */
  readonly asked: string[] = [];
  /** Thrown in place of the next page. */
  failure: Error | undefined;

  /**
   * @param clusterPages the names of the clusters, page by page
   * @param streamPages the streams of every cluster, page by page
   */
  constructor(
    private readonly clusterPages: readonly (readonly string[])[],
    private readonly streamPages: readonly (readonly Partial<LogStream>[])[] = [],
  ) {}

  async *clusters(): AsyncIterable<ListPage<Cluster>> {
    for (const [index, names] of this.clusterPages.entries()) {
      await this.ask(`clusters ${index}`);
      const items = names.map((name) => ({
        logGroup: `/aws/cloudhsm/${name}`,
        name,
        arn: `arn:aws:logs:us-east-1:123456789012:log-group:/aws/cloudhsm/${name}`,
      }));
      yield { items, hasMore: index < this.clusterPages.length - 1 };
    }
  }

  async *streams(cluster: Cluster): AsyncIterable<ListPage<LogStream>> {
    for (const [index, streams] of this.streamPages.entries()) {
      await this.ask(`streams ${cluster.name} ${index}`);
      const items = streams.map((stream) => ({
        cluster,
        name: 'hsm-a',
        kind: 'hsm' as const,
        arn: undefined,
        lastEventTime: undefined,
        ...stream,
      }));
      yield { items, hasMore: index < this.streamPages.length - 1 };
    }
  }

  // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- the tree reads no events
  async *read(): AsyncIterable<EventPage> {
    throw new Error('The tree read events.');
  }

  private async ask(what: string): Promise<void> {
    this.asked.push(what);
    await Promise.resolve();
    if (this.failure === undefined) return;
    const { failure } = this;
    this.failure = undefined;
    throw failure;
  }
}
