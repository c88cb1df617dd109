import type { Clock } from '../clock';
import { inOrder } from '../eventOrder';
import { CatchingUp } from '../fetch/catchingUp';
import type { StreamEvent } from '../fetch/eventMerge';
import type { LogSource, StoredEvent, StreamName } from '../logSource';
import { endOfTime } from '../timeRange';
import { SeenEvents } from './seenEvents';

/** How often late events are looked for, in ms. */
const lookBackEvery = 20_000;

/** How a stream is read once. */
export interface StreamReading {
  /** Whether late events of the last minute are looked for in any case. */
  readonly lookBack?: boolean;
  /** Whether what comes live meanwhile is left to its pages, as far as they have not come to it. */
  readonly isFirst?: boolean;
}

/** A stream that is tailed. What has come, live or read, does not come again. */
export class TailedStream {
  private readonly seen: SeenEvents;
  private lookedBackAt: number;
  /**
   * Whether something may be there that has not come: a live session gave events that no page has
   * confirmed, or the reading ended before it had caught up.
   */
  isUnconfirmed = false;
  private isBehind = false;

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
   * What is there and has not come, page by page; a page of what has come already is empty. Asks by time,
   * so that nothing is left out after a break however long. Ends where it has caught up.
   */
  read(
    source: LogSource,
    signal: AbortSignal,
    { lookBack = false, isFirst = false }: StreamReading,
  ): AsyncGenerator<readonly StreamEvent[]> {
    this.isBehind = isFirst;
    return this.pages(source, signal, lookBack);
  }

  private async *pages(
    source: LogSource,
    signal: AbortSignal,
    lookBack: boolean,
  ): AsyncGenerator<readonly StreamEvent[]> {
    const { clock, seen, stream } = this;
    const isBack = lookBack || clock.now() - this.lookedBackAt >= lookBackEvery;
    const range = { from: isBack ? seen.horizon : seen.place, to: endOfTime };
    const catchingUp = new CatchingUp(() => clock.now());
    seen.beginReading();
    this.isUnconfirmed = false;
    let isWhole = false;
    try {
      for await (const { events } of source.read(stream, { direction: 'newer', range, signal })) {
        const fresh = inOrder(seen.ofPage(events, clock.now() + (source.clockAhead ?? 0)));
        isWhole = catchingUp.isDone(events, fresh.length, source.clockAhead);
        yield fresh.map((event) => ({ stream, event }));
        if (!isWhole) continue;
        // There may be more: it is read on with the next round, so that it holds up none of the others.
        this.isUnconfirmed = true;
        return;
      }
      isWhole = true;
    } finally {
      this.isBehind = false;
      if (!isWhole) this.isUnconfirmed = true;
      else if (isBack) this.lookedBackAt = clock.now();
    }
  }

  /** A live event, unless it has come already or is going to. */
  live(event: StoredEvent): StreamEvent | undefined {
    this.isUnconfirmed = true;
    if (this.isBehind && event.timestamp > this.seen.place) return undefined;
    return this.seen.isNewLive(event) ? { stream: this.stream, event } : undefined;
  }
}
