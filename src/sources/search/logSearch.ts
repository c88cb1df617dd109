import * as l10n from '@vscode/l10n';
import { matching, queryPattern, type SearchQuery } from '../../audit/search/searchQuery';
import type { Clock } from '../clock';
import { compareEvents } from '../eventOrder';
import { Retries } from '../fetch/retries';
import { HumanError } from '../humanError';
import type { Cluster, FoundEvent, LogSource, SearchOptions } from '../logSource';
import { joined, latestAhead, type TimeRange } from '../timeRange';

/** How many slices of a range are read at the same time; the rate of requests is the source's. */
const readers = 8;
/** The time slices of a search: more than readers, so that a dense one holds up none of the others. */
const slices = 32;
/** A search keeps so many events in memory, about 40 MB. */
export const mostFound = 100_000;

export interface Search {
  readonly cluster: Cluster;
  /** Undefined for all streams of the cluster. */
  readonly stream: string | undefined;
  readonly query: SearchQuery;
  /** By CloudWatch's times. */
  readonly range: TimeRange;
}

export interface SearchResult {
  /** In the order of events; each once. */
  readonly events: readonly FoundEvent[];
  /** What was not searched to its end, oldest first. */
  readonly unread: readonly TimeRange[];
  /** Why, where a failure is the reason. */
  readonly failure: HumanError | undefined;
  readonly isCancelled: boolean;
  /** Whether there are more than `mostFound`. */
  readonly isCapped: boolean;
}

export interface SearchSurroundings {
  readonly clock: Clock;
  /** In [0, 1) */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** @param part of the range that has been searched, up to 1 */
  readonly onProgress?: (part: number, found: number) => void;
}

/**
 * Searches a cluster or stream: time slices in parallel, the newest first. Cancelled or failed, it gives
 * what has come and says what it did not search.
 *
 * @throws HumanError where the source cannot search so at all
 */
export async function searchLogs(
  source: LogSource,
  { cluster, stream, query, range }: Search,
  { clock, random, signal, onProgress }: SearchSurroundings,
): Promise<SearchResult> {
  if (source.search === undefined && query.pattern !== undefined) {
    throw new HumanError(
      l10n.t(
        'Only CloudWatch reads filter patterns. Search by outcome, opcode, user, key or text.',
      ),
    );
  }
  const pattern = queryPattern(query);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const found = new Map<string, FoundEvent>();
  const unread: TimeRange[] = [];
  let failure: HumanError | undefined;
  let isCapped = false;
  const waiting = slicesOf(range, clock.now());
  const total = waiting.length;
  let done = 0;

  const isOver = (): boolean => either.aborted;

  /** From the last event that came on: what has come is known again by its id. */
  const readSlice = async (slice: TimeRange): Promise<void> => {
    const retries = new Retries(clock, random);
    let { from } = slice;
    for (;;) {
      try {
        const options = {
          pattern,
          range: { from, to: slice.to },
          signal: either,
          ...(stream !== undefined && { stream }),
        };
        for await (const page of pagesOf(source, cluster, options)) {
          retries.worked();
          for (const event of matching(query, page, ({ message }) => message)) {
            found.set(event.id, event);
          }
          from = Math.max(from, page.at(-1)?.timestamp ?? 0);
          onProgress?.(done / total, found.size);
          if (found.size < mostFound) continue;
          isCapped = true;
          stop.abort();
        }
        return;
      } catch (error) {
        try {
          await retries.failed(error, either);
        } catch (final) {
          unread.push({ from, to: slice.to });
          throw final;
        }
      }
    }
  };
  const reader = async (): Promise<void> => {
    for (let slice = waiting.pop(); slice !== undefined; slice = waiting.pop()) {
      if (isOver()) {
        unread.push(slice);
        continue;
      }
      try {
        await readSlice(slice);
        onProgress?.(++done / total, found.size);
      } catch (error) {
        if (isOver()) continue;
        stop.abort();
        if (!(error instanceof HumanError)) throw error;
        failure = error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(readers, total) }, reader));
  return {
    events: [...found.values()].sort(compareEvents),
    unread: joined(unread),
    failure,
    isCancelled: signal.aborted,
    isCapped,
  };
}

/** Slices of one length; no event lies behind the last. Oldest first. */
function slicesOf({ from, to }: TimeRange, now: number): TimeRange[] {
  const end = Math.min(to, now + latestAhead);
  if (end <= from) return [];
  const step = Math.max(1, Math.ceil((end - from) / slices));
  const parts: TimeRange[] = [];
  for (let start = from; start < end; start += step) {
    parts.push({ from: start, to: Math.min(start + step, end) });
  }
  return parts;
}

/** Pages of what matches, or of all events where the source reads no patterns. */
async function* pagesOf(
  source: LogSource,
  cluster: Cluster,
  options: SearchOptions,
): AsyncIterable<readonly FoundEvent[]> {
  if (source.search !== undefined) {
    yield* source.search(cluster, options);
    return;
  }
  const { stream, range, signal } = options;
  const names: string[] = [];
  if (stream !== undefined) names.push(stream);
  else {
    for await (const { items } of source.streams(cluster, signal)) {
      names.push(...items.map(({ name }) => name));
    }
  }
  for (const name of names) {
    const pages = source.read(
      { cluster, name },
      { direction: 'newer', range, ...(signal !== undefined && { signal }) },
    );
    let index = 0;
    for await (const { events } of pages) {
      yield events.map((event) => ({
        ...event,
        stream: name,
        id: `${name} ${range.from} ${index++}`,
      }));
    }
  }
}
