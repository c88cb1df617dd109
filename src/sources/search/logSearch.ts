import * as l10n from '@vscode/l10n';
import { matching, queryPattern, type SearchQuery } from '../../audit/search/searchQuery';
import type { Clock } from '../clock';
import { compareEvents } from '../eventOrder';
import { Retries } from '../fetch/retries';
import { HumanError } from '../humanError';
import type { Cluster, FoundEvent, ListPage, LogSource, SearchOptions } from '../logSource';
import { endOfTime, evenParts, joined, latestAhead, overlap, type TimeRange } from '../timeRange';
import { SliceQueue } from './sliceQueue';

/** How many slices of a range are read at the same time; the rate of requests is the source's. */
const readers = 8;
/** The most time slices of a search: more than readers, so that a dense one holds up none of the others. */
const mostSlices = 32;
/**
 * A slice is no shorter than this, in ms: most searches are of a few hours with few events, and one that
 * turns out dense is cut.
 */
const sliceMs = 3 * 3_600_000;
/** A search keeps so many events in memory, about 40 MB. */
export const mostFound = 100_000;

/** CloudHSM has written audit logs since August 2018. Source: CloudHSM User Guide, document history. */
const firstLogs = Date.UTC(2018, 7, 1);

/**
 * The part of a range that can have audit logs: of all time, hardly a slice would have an event. An open
 * end stays open, as this machine's clock may be behind the service's.
 */
export function searchableRange(range: TimeRange): TimeRange {
  return overlap(range, { from: firstLogs, to: endOfTime }) ?? range;
}

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
 * Searches a cluster or stream: time slices in parallel, the newest first; one that turns out dense is cut
 * again. Cancelled or failed, it gives what has come and says what it did not search.
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
  // Hardly an event is later. Where this machine's clock is far behind, one more slice has those.
  const usualEnd = Math.min(range.to, Math.max(range.from, clock.now() + latestAhead));
  const whole = Math.max(1, usualEnd - range.from);
  const count = Math.min(mostSlices, Math.ceil(whole / sliceMs));
  const parts = evenParts({ from: range.from, to: usualEnd }, count);
  if (usualEnd < range.to) parts.unshift({ from: usualEnd, to: range.to });
  const queue = new SliceQueue(parts);
  /** In ms of the range. */
  let searched = 0;

  const isOver = (): boolean => either.aborted;

  const report = ({ from, to }: TimeRange): void => {
    searched += Math.min(to, usualEnd) - Math.min(from, usualEnd);
    onProgress?.(searched / whole, found.size);
  };

  /** Reads the first pages of a slice. @returns what is left of it: where it goes on, or undefined */
  const readPages = async (
    slice: TimeRange,
    retries: Retries,
    reached: (from: number) => void,
  ): Promise<TimeRange | undefined> => {
    let { from } = slice;
    const options = {
      pattern,
      range: slice,
      signal: either,
      ...(stream !== undefined && { stream }),
    };
    for await (const { items, hasMore } of pagesOf(source, cluster, options)) {
      retries.worked();
      for (const event of matching(query, items, ({ message }) => message)) {
        found.set(event.id, event);
      }
      const before = from;
      from = Math.max(from, items.at(-1)?.timestamp ?? 0);
      reached(from);
      report({ from: before, to: from });
      if (found.size >= mostFound) {
        isCapped = true;
        stop.abort();
      }
      const rest = { from, to: slice.to };
      if (!hasMore || isOver()) continue;
      const kept = queue.share(rest);
      if (kept !== rest) return kept;
    }
    report({ from, to: slice.to });
    return undefined;
  };

  /** From the last event that came on: what has come is known again by its id. */
  const readSlice = async (slice: TimeRange): Promise<void> => {
    const retries = new Retries(clock, random);
    let rest: TimeRange | undefined = slice;
    while (rest !== undefined) {
      const { to }: TimeRange = rest;
      let { from }: TimeRange = rest;
      try {
        rest = await readPages({ from, to }, retries, (time) => (from = time));
      } catch (error) {
        rest = { from, to };
        try {
          await retries.failed(error, either);
        } catch (final) {
          unread.push(rest);
          throw final;
        }
      }
    }
  };
  const reader = async (): Promise<void> => {
    for (let slice = await queue.take(); slice !== undefined; slice = await queue.take()) {
      try {
        if (isOver()) unread.push(slice);
        else await readSlice(slice);
      } catch (error) {
        if (isOver()) continue;
        stop.abort();
        if (!(error instanceof HumanError)) throw error;
        failure = error;
      } finally {
        queue.done();
      }
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return {
    events: [...found.values()].sort(compareEvents),
    unread: joined(unread),
    failure,
    isCancelled: signal.aborted,
    isCapped,
  };
}

/** Pages of what matches, or of all events where the source reads no patterns. */
async function* pagesOf(
  source: LogSource,
  cluster: Cluster,
  options: SearchOptions,
): AsyncIterable<ListPage<FoundEvent>> {
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
      const items = events.map((event) => ({
        ...event,
        stream: name,
        id: `${name} ${range.from} ${index++}`,
      }));
      yield { items, hasMore: false }; // of another stream the next page begins at the start again
    }
  }
}
