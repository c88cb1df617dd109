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
  /** Names of calls and events of which not all before `cutAt` was looked through; all where none was asked for. */
  readonly partNames: readonly string[];
  /** Why a part of it could not be read. */
  readonly cause: unknown;
}

/**
 * Reads CloudTrail's events of CloudHSM. A monitor that lists clusters every minute fills every page: so after so
 * many pages, the rest of the time is asked for by the names of what changes something. Other services have calls of the same
 * names, so that it takes some pages to find those of CloudHSM.
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
  } catch (cause) {
    signal?.throwIfAborted();
    return { events, cutAt: oldest(events), partNames: changeNames, cause };
  }
  if (cutAt === undefined) return { events, cutAt, partNames: [], cause: undefined };
  const before = { from: range?.from ?? 0, to: cutAt + 1 };
  const changes = await changesIn(health, before, signal, new Set(events.map(({ id }) => id)));
  return { ...changes, events: [...events, ...changes.events], cutAt };
}

/** Events of a name that are enough, and pages of it, of all services, that are looked through for them. */
const enoughOfName = 50;
const mostPagesOfName = 4;

/**
 * What came before a failure stays, as do the names that it left unread.
 *
 * @param known ids of events that are here already
 */
async function changesIn(
  health: Pick<HealthSource, 'trail'>,
  range: TimeRange,
  signal: AbortSignal | undefined,
  known: ReadonlySet<string | undefined>,
): Promise<Pick<TrailReading, 'events' | 'partNames' | 'cause'>> {
  const events: TrailEvent[] = [];
  const partNames = new Set<string>(changeNames);
  let cause: unknown;
  try {
    for (const name of changeNames) {
      let pages = 0;
      let found = 0;
      const asked = { range, name, ...(signal && { signal }) };
      let isWhole = true;
      for await (const { records, hasMore } of health.trail(asked)) {
        const own = records
          .flatMap((record) => trailRecords(record).events)
          .filter(isCloudHsmEvent);
        events.push(...own);
        found += own.length;
        pages += 1;
        isWhole = !hasMore;
        if (isWhole || found >= enoughOfName || pages >= mostPagesOfName) break;
      }
      if (isWhole) partNames.delete(name);
    }
  } catch (error) {
    signal?.throwIfAborted();
    cause = error;
  }
  return {
    events: events.filter(({ id }) => !known.has(id)).sort((one, other) => other.time - one.time),
    partNames: [...partNames],
    cause,
  };
}

function oldest(events: readonly TrailEvent[]): number | undefined {
  const last = events.findLast(({ time }) => !Number.isNaN(time));
  return last?.time;
}
