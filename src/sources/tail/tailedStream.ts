import type { Clock } from '../clock';
import { inOrder } from '../eventOrder';
import type { StreamEvent } from '../fetch/eventMerge';
import type { LogSource, StoredEvent, StreamName } from '../logSource';
import { endOfTime } from '../timeRange';
import { SeenEvents } from './seenEvents';

/** How often late events are looked for, in ms. */
const lookBackEvery = 20_000;

/** A stream that is tailed. What has come, live or read, does not come again. */
export class TailedStream {
  private readonly seen: SeenEvents;
  private lookedBackAt: number;
  /** Whether a live session gave events that no page has confirmed: it may have left some out. */
  isUnconfirmed = false;

  /** @param since Unix ms: the first events to give */
  constructor(
    private readonly stream: StreamName,
    since: number,
    private readonly clock: Clock,
  ) {
    this.seen = new SeenEvents(since);
    this.lookedBackAt = clock.now();
  }

  /**
   * What is there and has not come, page by page. Asks by time, so that nothing is left out after a
   * break however long.
   *
   * @param all whether late events of the last minute are looked for in any case
   */
  async *read(
    source: LogSource,
    signal: AbortSignal,
    all = false,
  ): AsyncGenerator<readonly StreamEvent[]> {
    const { clock, seen, stream } = this;
    const isBack = all || clock.now() - this.lookedBackAt >= lookBackEvery;
    const range = { from: isBack ? seen.horizon : seen.place, to: endOfTime };
    seen.beginReading();
    for await (const { events } of source.read(stream, { direction: 'newer', range, signal })) {
      const fresh = inOrder(seen.ofPage(events, clock.now()));
      if (fresh.length > 0) yield fresh.map((event) => ({ stream, event }));
    }
    if (isBack) this.lookedBackAt = clock.now();
    this.isUnconfirmed = false;
  }

  /** A live event, unless it has come already. */
  live(event: StoredEvent): StreamEvent | undefined {
    this.isUnconfirmed = true;
    return this.seen.isNewLive(event) ? { stream: this.stream, event } : undefined;
  }
}
