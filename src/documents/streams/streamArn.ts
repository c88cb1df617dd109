import type { LogSource } from '../../sources/logSource';
import type { StreamAddress } from './streamAddress';

/**
 * The ARN of a stream, as AWS gives it. Lists are asked for until the stream is in one.
 *
 * @returns undefined for the sample, and where no list can be had: it is nice to know, not needed
 */
export async function streamArn(
  source: LogSource,
  { logGroup, stream }: StreamAddress,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    for await (const { items } of source.clusters(signal)) {
      const cluster = items.find((one) => one.logGroup === logGroup);
      if (cluster === undefined) continue;
      for await (const page of source.streams(cluster, signal)) {
        const found = page.items.find(({ name }) => name === stream);
        if (found !== undefined) return found.arn;
      }
      return undefined;
    }
  } catch (error) {
    if (signal?.aborted === true) throw error;
  }
  return undefined;
}
