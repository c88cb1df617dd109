import assert from 'node:assert/strict';
import { GetLogEventsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type {
  Cluster,
  EventPage,
  ListPage,
  LogSource,
  LogStream,
  StoredEvent,
} from '../../../src/sources/logSource';
import { fillWithSample } from '../../endpoint/sampleData';
import { startEndpointClient } from './endpointClient';
import { essence, seededEvents } from './seededEvents';

type Logs = Readonly<Record<string, Readonly<Record<string, readonly StoredEvent[]>>>>;

describe('sample data', () => {
  it('is copied whole: every cluster, stream and event, however old', async () => {
    const logs: Logs = {
      '/aws/cloudhsm/cluster-a': { 'hsm-a': seededEvents(7, 1000, 1), 'hsm-b': [] },
      '/aws/cloudhsm/cluster-b': { 'hsm-c': seededEvents(12, 2000, 2) },
    };
    const { endpoint, client, stop } = await startEndpointClient();

    await fillWithSample(endpoint, new PagedSource(logs));

    for (const [logGroupName, streams] of Object.entries(logs)) {
      for (const [logStreamName, events] of Object.entries(streams)) {
        const page = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName }));
        assert.deepEqual(page.events?.map(essence), events);
      }
      const found = await client.send(new FilterLogEventsCommand({ logGroupName }));
      assert.equal(found.events?.length, Object.values(streams).flat().length);
    }
    await stop();
  });
});

/** Logs in pages of one cluster, one stream and five events, with an empty page in between. */
class PagedSource implements LogSource {
  constructor(private readonly logs: Logs) {}

  async *clusters(): AsyncGenerator<ListPage<Cluster>> {
    for (const logGroup of Object.keys(this.logs)) {
      const items = [{ logGroup, name: logGroup, arn: undefined }];
      yield await Promise.resolve({ items, hasMore: true });
    }
  }

  async *streams(cluster: Cluster): AsyncGenerator<ListPage<LogStream>> {
    for (const name of Object.keys(this.logs[cluster.logGroup] ?? {})) {
      const stream = {
        cluster,
        name,
        kind: 'hsm',
        arn: undefined,
        lastEventTime: undefined,
      } as const;
      yield await Promise.resolve({ items: [stream], hasMore: true });
    }
  }

  async *read(stream: Pick<LogStream, 'cluster' | 'name'>): AsyncGenerator<EventPage> {
    const events = this.logs[stream.cluster.logGroup]?.[stream.name] ?? [];
    for (let i = 0; i < events.length; i += 5) {
      yield { events: [], next: 'more' };
      yield await Promise.resolve({ events: events.slice(i, i + 5), next: 'more' });
    }
    yield { events: [], next: undefined };
  }
}
