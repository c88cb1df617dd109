import type { Cluster, LogSource, LogStream } from './logSource';

/** How much later than the service says a stream's last event may be, in ms: a day is far more than it says. */
const lateness = 86_400_000;

/** The streams of a cluster that can have events since then (Unix ms), by name. */
export async function streamsSince(
  source: LogSource,
  cluster: Cluster,
  since: number,
  signal?: AbortSignal,
): Promise<readonly LogStream[]> {
  const streams: LogStream[] = [];
  for await (const { items } of source.streams(cluster, signal)) streams.push(...items);
  return streams
    .filter((stream) => mayHaveEventsSince(stream, since))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Whether a stream can have events since then, Unix ms. */
export function mayHaveEventsSince(
  { lastEventTime }: Pick<LogStream, 'lastEventTime'>,
  since: number,
): boolean {
  return lastEventTime === undefined || lastEventTime + lateness >= since;
}
