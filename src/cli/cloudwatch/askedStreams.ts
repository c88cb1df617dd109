import type { Cluster, LogSource, StreamName } from '../../sources/logSource';
import { streamsSince } from '../../sources/streamsSince';
import { type CommandWords, stringValues } from '../command';

/** The streams that `--stream` names, each once; none where it names none. */
export function namedStreams(words: CommandWords): readonly string[] {
  return [...new Set(stringValues(words, 'stream'))];
}

/** The streams that `--stream` names, or else those of the log group that can have events since then. */
export async function askedStreams(
  words: CommandWords,
  source: LogSource,
  cluster: Cluster,
  since: number,
  signal: AbortSignal,
): Promise<readonly StreamName[]> {
  const named = namedStreams(words);
  if (named.length > 0) return named.map((name) => ({ cluster, name }));
  return streamsSince(source, cluster, since, signal);
}
