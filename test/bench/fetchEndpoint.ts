/** The endpoint of the fetch bench, as a process of its own: it gets the number of events, and says where it is. */
import { startEndpoint } from '../endpoint/server';
import { auditEvents } from './fixtures/auditLog';
import { streamOfBench } from './fetchStream';

const usecs = /usecs:\s*(\d+)/;

async function serve(count: number): Promise<void> {
  const endpoint = await startEndpoint({
    latencyMs: 100,
    // A bucket that holds little, so that none can live on what it saved up.
    quotas: {
      GetLogEvents: { perSecond: 25, burst: 5 },
      FilterLogEvents: { perSecond: 25, burst: 5 },
    },
    idleMs: 600_000,
  });
  const events = [];
  for (const message of auditEvents(20_210_304)) {
    if (events.length === count) break;
    events.push({ timestamp: Math.floor(Number(usecs.exec(message)?.[1]) / 1000), message });
  }
  endpoint.store.seed(streamOfBench.cluster.logGroup, streamOfBench.name, events);
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 26, 0);
  process.on('message', () => process.send?.({ requests: endpoint.requests.length }));
  process.on('disconnect', () => process.exit());
  process.send?.({ url: endpoint.url, bytes });
}

serve(Number(process.argv[2])).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
