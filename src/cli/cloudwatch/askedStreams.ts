import type { Cluster, LogSource, LogStream, StreamName } from '../../sources/logSource';
import { type CommandWords, stringValues } from '../command';

/** How much later than the service says a stream's last event may be, in ms: a day is far more than it says. */
const lateness = 86_400_000;

/** The streams that `--stream` names, or else those of the log group that can have events since then. */
export async function askedStreams(
  words: CommandWords,
  source: LogSource,
  cluster: Cluster,
  since: number,
): Promise<readonly StreamName[]> {
  const named = [...new Set(stringValues(words, 'stream'))];
  if (named.length > 0) return named.map((name) => ({ cluster, name }));
  const streams: LogStream[] = [];
  for await (const { items } of source.streams(cluster)) streams.push(...items);
  return streams
    .filter(({ lastEventTime }) => lastEventTime === undefined || lastEventTime + lateness >= since)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
