import type { FoundEvent, StoredEvent } from '../logSource';
import type { Spool } from '../spool/spool';
import type { TimeRange } from '../timeRange';

/** What a search found, all of it or as far as it came. */
export interface FoundEvents {
  /** In the order of events. */
  readonly events: readonly FoundEvent[];
  readonly range: TimeRange;
  /** When it was found, Unix ms: of the same search, what was found last counts. */
  readonly made: number;
}

/** Keeps in a spool what searches found, a folder for each stream of each search. */
export class KeptSearches {
  constructor(private readonly spool: Spool) {}

  /** @param key says which search of which account it was */
  async keep(key: readonly string[], { events, range, made }: FoundEvents): Promise<void> {
    await this.spool.makeRoom(events.reduce((sum, { message }) => sum + message.length, 0));
    const streams = new Map<string, StoredEvent[]>();
    for (const event of events) {
      const ofStream = streams.get(event.stream);
      if (ofStream === undefined) streams.set(event.stream, [event]);
      else ofStream.push(event);
    }
    for (const [stream, found] of streams) {
      await this.spool.use(keyOf(key, stream), async (spool) => {
        await spool.add(found, range, made);
        await spool.sweep();
      });
    }
  }

  /**
   * What a search found in a stream, in the order of events.
   *
   * @returns undefined where it is not kept, or no longer
   */
  async events(
    key: readonly string[],
    stream: string,
    range: TimeRange,
  ): Promise<readonly StoredEvent[] | undefined> {
    return this.spool.use(keyOf(key, stream), async (spool) => {
      const events: StoredEvent[] = [];
      for await (const batch of spool.events(range)) events.push(...batch);
      return events.length === 0 ? undefined : events;
    });
  }
}

function keyOf(key: readonly string[], stream: string): readonly string[] {
  return ['search', ...key, stream];
}
