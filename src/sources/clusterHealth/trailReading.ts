import { changeNames } from '../../audit/reference/trailEvents';
import { isCloudHsmEvent, type TrailEvent } from '../../audit/trail/trailEvent';
import { trailRecords } from '../../audit/trail/trailRecords';
import type { TimeRange } from '../timeRange';
import type { HealthSource, TrailOptions } from './healthSource';

/** What was read of CloudTrail, the newest event first. */
export interface TrailReading {
  readonly events: readonly TrailEvent[];
  /**
   * Unix ms: before it only what changed something was read, and of that the newest. Undefined where everything
   * was read.
   */
  readonly cutAt: number | undefined;
  /** Why a part of it could not be read. */
  readonly cause: unknown;
}

/**
 * Reads CloudTrail's events of CloudHSM. A monitor that lists clusters every minute fills every page: so after so
 * many pages, the rest of the time is asked for by the names of what changes something, a page each.
 *
 * @param range left out: all that CloudTrail has
 * @param mostPages of fifty events, two a second
 */
export async function readTrail(
  health: Pick<HealthSource, 'trail'>,
  { range, signal }: Pick<TrailOptions, 'range' | 'signal'>,
  mostPages: number,
): Promise<TrailReading> {
  const events: TrailEvent[] = [];
  let cutAt: number | undefined;
  const part = { ...(range && { range }), ...(signal && { signal }) };
  try {
    let pages = 0;
    for await (const { records, hasMore } of health.trail(part)) {
      events.push(...records.flatMap((record) => trailRecords(record).events));
      pages += 1;
      if (pages < mostPages || !hasMore) continue;
      cutAt = oldest(events);
      break;
    }
    if (cutAt !== undefined) {
      const before = { from: range?.from ?? 0, to: cutAt + 1 };
      events.push(
        ...(await changesIn(health, before, signal, new Set(events.map(({ id }) => id)))),
      );
    }
  } catch (cause) {
    signal?.throwIfAborted();
    return { events, cutAt: cutAt ?? oldest(events), cause };
  }
  return { events, cutAt, cause: undefined };
}

/** @param known ids of events that are here already */
async function changesIn(
  health: Pick<HealthSource, 'trail'>,
  range: TimeRange,
  signal: AbortSignal | undefined,
  known: ReadonlySet<string | undefined>,
): Promise<readonly TrailEvent[]> {
  const events: TrailEvent[] = [];
  for (const name of changeNames) {
    for await (const { records } of health.trail({ range, name, ...(signal && { signal }) })) {
      events.push(...records.flatMap((record) => trailRecords(record).events));
      break; // a page of each
    }
  }
  return events
    .filter((event) => isCloudHsmEvent(event) && !known.has(event.id))
    .sort((one, other) => other.time - one.time);
}

function oldest(events: readonly TrailEvent[]): number | undefined {
  const last = events.findLast(({ time }) => !Number.isNaN(time));
  return last?.time;
}
