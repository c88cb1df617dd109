import type { TimeRange } from '../timeRange';
import { mergedEvents, type StreamEvent } from './eventMerge';
import type { FetchedInto } from './lanePlan';
import type { FetchProgress, RangeFetch } from './rangeFetch';

/** How many pages come between two looks at what is complete. */
const pagesALook = 6;

/**
 * Runs a fetch and gives the events of all its streams in one order, oldest first, as soon as nothing
 * can come before them any more. In the end it gives what came behind a part that could not be read;
 * the fetch's `unread` tells where.
 */
export async function* orderedFetch(
  fetch: RangeFetch,
  streams: readonly FetchedInto[],
  range: TimeRange,
  onProgress: (progress: FetchProgress) => void = () => undefined,
): AsyncGenerator<readonly StreamEvent[]> {
  let { from } = range;
  let looked = 0;
  for await (const progress of fetch.run()) {
    onProgress(progress);
    if (progress.pages < looked + pagesALook) continue;
    looked = progress.pages;
    const to = fetch.frontier;
    if (to <= from) continue;
    yield* mergedEvents(streams, { from, to });
    from = to;
  }
  if (from < range.to) yield* mergedEvents(streams, { from, to: range.to });
}
