import type { LogSource, StoredEvent } from '../../src/sources/logSource';
import { listedItems } from '../fixtures/listedItems';
import type { Endpoint } from './server';

/**
 * Copies every cluster, stream and event of a source into the endpoint, oldest event first. A stream
 * without events is there too, empty.
 */
export async function fillWithSample(
  endpoint: Pick<Endpoint, 'store'>,
  source: LogSource,
): Promise<void> {
  for (const cluster of await listedItems(source.clusters())) {
    for (const stream of await listedItems(source.streams(cluster))) {
      const events: StoredEvent[] = [];
      for await (const page of source.read(stream, { direction: 'newer' })) {
        events.push(...page.events);
      }
      endpoint.store.seed(cluster.logGroup, stream.name, events);
    }
  }
}
