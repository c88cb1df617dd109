import type { LogSource, StoredEvent } from '../../src/sources/logSource';
import type { Endpoint } from './server';

/**
 * Copies every cluster, stream and event of a source into the endpoint, oldest event first. A stream
 * without events is there too, empty.
 */
export async function fillWithSample(
  endpoint: Pick<Endpoint, 'store'>,
  source: LogSource,
): Promise<void> {
  for await (const clusters of source.clusters()) {
    for (const cluster of clusters) {
      for await (const streams of source.streams(cluster)) {
        for (const stream of streams) {
          const events: StoredEvent[] = [];
          for await (const page of source.read(stream, { direction: 'newer' })) {
            events.push(...page.events);
          }
          endpoint.store.seed(cluster.logGroup, stream.name, events);
        }
      }
    }
  }
}
