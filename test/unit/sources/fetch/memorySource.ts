import type {
  EventPage,
  LogSource,
  ReadOptions,
  StoredEvent,
} from '../../../../src/sources/logSource';
import { allTime } from '../../../../src/sources/timeRange';

/** A stream in memory that is read as CloudWatch gives one: by time, then by arrival. */
export class MemorySource implements LogSource {
  private readonly events: (StoredEvent & { readonly arrival: number })[] = [];
  /** Pages that were asked for. */
  asked = 0;
  /** Called before each page; what it throws is the answer. */
  beforePage: (asked: number) => void | Promise<void> = () => undefined;

  constructor(
    events: readonly StoredEvent[],
    /** Events a page. */
    private readonly pageSize: number,
  ) {
    this.add(events);
  }

  add(events: readonly StoredEvent[]): void {
    for (const event of events) this.events.push({ ...event, arrival: this.events.length });
    this.events.sort(
      (one, other) => one.timestamp - other.timestamp || one.arrival - other.arrival,
    );
  }

  // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- not what is tested
  async *clusters(): AsyncIterable<never> {
    throw new Error('The clusters were asked for.');
  }

  // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- as above
  async *streams(): AsyncIterable<never> {
    throw new Error('The streams were asked for.');
  }

  async *read(
    _stream: unknown,
    { direction, range = allTime, from, pageEvents = Infinity, signal }: ReadOptions,
  ): AsyncIterable<EventPage> {
    let place = from;
    for (;;) {
      this.asked++;
      await this.beforePage(this.asked);
      signal?.throwIfAborted();
      const page = this.page(direction, range, place, Math.min(this.pageSize, pageEvents));
      const next = page.next === place ? undefined : page.next;
      yield { ...page, next };
      if (next === undefined) return;
      place = next;
    }
  }

  private page(
    direction: ReadOptions['direction'],
    { from, to }: { readonly from: number; readonly to: number },
    place: string | undefined,
    size: number,
  ): EventPage {
    const [time = 0, arrival = 0] = place?.split('/').map(Number) ?? [];
    const open = this.events.filter((event) => {
      if (event.timestamp < from || event.timestamp >= to) return false;
      if (place === undefined) return true;
      const order = event.timestamp - time || event.arrival - arrival;
      return direction === 'older' ? order < 0 : order > 0;
    });
    const taken = direction === 'older' ? open.slice(-size) : open.slice(0, size);
    const edge = direction === 'older' ? taken[0] : taken.at(-1);
    return {
      events: taken.map(({ timestamp, message }) => ({ timestamp, message })),
      next: edge === undefined ? (place ?? '0/-1') : `${edge.timestamp}/${edge.arrival}`,
    };
  }
}
