import type { FoundEvent, StoredEvent } from '../logSource';
import type { Spool } from '../spool/spool';
import type { TimeRange } from '../timeRange';

/** What a search found, all of it or as far as it came. */
export interface FoundEvents {
  /** In the order of events. */
  readonly events: readonly FoundEvent[];
  readonly range: TimeRange;
  /** What of the range was not searched, in a sentence; undefined where all of it was. */
  readonly missing: string | undefined;
  /** When it was found, Unix ms: of the same search, what was found last counts. */
  readonly made: number;
}

/** What a search found in one stream. */
export interface KeptSearch {
  /** In the order of events. */
  readonly events: readonly StoredEvent[];
  readonly missing: string | undefined;
}

/** What stands before the events of a stream, so that neither is there without the other. */
interface Head {
  readonly count: number;
  readonly missing?: string;
}

/** Keeps in a spool what searches found, a folder for each stream of each search. */
export class KeptSearches {
  constructor(private readonly spool: Spool) {}

  /** @param key says which search of which account it was */
  async keep(key: readonly string[], { events, range, missing, made }: FoundEvents): Promise<void> {
    await this.spool.makeRoom(events.reduce((sum, { message }) => sum + message.length, 0));
    const streams = new Map<string, StoredEvent[]>();
    for (const event of events) {
      const ofStream = streams.get(event.stream);
      if (ofStream === undefined) streams.set(event.stream, [event]);
      else ofStream.push(event);
    }
    for (const [stream, found] of streams) {
      await this.spool.use(keyOf(key, stream), async (spool) => {
        const head: Head = { count: found.length, ...(missing !== undefined && { missing }) };
        const first = { timestamp: range.from - 1, message: JSON.stringify(head) };
        await spool.add([first, ...found], withHead(range), made);
        await spool.sweep();
      });
    }
  }

  /**
   * What a search found in a stream.
   *
   * @returns undefined where it is not kept whole, or no longer
   */
  async found(
    key: readonly string[],
    stream: string,
    range: TimeRange,
  ): Promise<KeptSearch | undefined> {
    return this.spool.use(keyOf(key, stream), async (spool) => {
      const stored: StoredEvent[] = [];
      for await (const batch of spool.events(withHead(range))) stored.push(...batch);
      const [first, ...events] = stored;
      if (first?.timestamp !== range.from - 1) return undefined;
      const { count, missing } = JSON.parse(first.message) as Head;
      return count === events.length ? { events, missing } : undefined;
    });
  }
}

function withHead({ from, to }: TimeRange): TimeRange {
  return { from: from - 1, to };
}

function keyOf(key: readonly string[], stream: string): readonly string[] {
  return ['search', ...key, stream];
}
