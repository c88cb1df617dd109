import type { HealthSource } from './clusterHealth/healthSource';
import type { Cluster, EventPage, ListPage, LogSource, LogStream, ReadOptions } from './logSource';

/** A source whose code is loaded when it is first asked. */
export class LazySource implements LogSource {
  /** @param load gives the source; the same one each time */
  constructor(
    private readonly load: () => Promise<LogSource & Required<Pick<LogSource, 'health'>>>,
  ) {}

  async health(): Promise<HealthSource> {
    return (await this.load()).health();
  }

  async *clusters(signal?: AbortSignal, start?: string): AsyncIterable<ListPage<Cluster>> {
    yield* (await this.load()).clusters(signal, start);
  }

  async *streams(
    cluster: Cluster,
    signal?: AbortSignal,
    start?: string,
  ): AsyncIterable<ListPage<LogStream>> {
    yield* (await this.load()).streams(cluster, signal, start);
  }

  async *read(
    stream: Pick<LogStream, 'cluster' | 'name'>,
    options: ReadOptions,
  ): AsyncIterable<EventPage> {
    yield* (await this.load()).read(stream, options);
  }
}
