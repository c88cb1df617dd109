import type { Clock } from '../clock';
import { inOrder } from '../eventOrder';
import { HumanError } from '../humanError';
import type { LogSource, StoredEvent, StreamName } from '../logSource';
import { endOfTime } from '../timeRange';

export interface FollowOptions {
  readonly source: LogSource;
  readonly stream: StreamName;
  /** Unix ms: the first events to show. */
  readonly since: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Between two looks at the end of the stream, in ms. */
  readonly interval?: number;
  /** Hears of a failure that is waited out; undefined when it is over. */
  readonly onTrouble?: (error: HumanError | undefined) => void;
}

const defaultInterval = 2000;
/** In ms. */
const longestPause = 30_000;
/** How far back late events are looked for, and how often, in ms. */
const lookBack = 60_000;
const lookBackEvery = 20_000;

/**
 * The events of a stream from a time on, and then those that come, page by page, until the signal
 * aborts. Asks by time, so that nothing is left out after a break however long; what it has given
 * before it knows again, so that nothing comes twice. Late events of the last minute come when they
 * are found.
 *
 * @throws HumanError where the stream cannot be read any more
 */
export async function* follow(options: FollowOptions): AsyncGenerator<readonly StoredEvent[]> {
  const { source, stream, clock, signal, interval = defaultInterval, onTrouble } = options;
  const seen = new SeenEvents(options.since);
  let lookedBackAt = clock.now();
  let failures = 0;
  while (!signal.aborted) {
    const back = clock.now() - lookedBackAt >= lookBackEvery;
    const from = back ? seen.horizon : seen.newest;
    try {
      seen.begin();
      const range = { from, to: endOfTime };
      for await (const { events } of source.read(stream, { direction: 'newer', range, signal })) {
        if (failures > 0) onTrouble?.(undefined);
        failures = 0;
        const fresh = inOrder(seen.fresh(events));
        if (fresh.length > 0) yield fresh;
      }
      if (back) lookedBackAt = clock.now();
      await clock.sleep(interval, signal);
    } catch (error) {
      if (isAborted(signal)) return;
      if (!(error instanceof HumanError) || error.nature !== 'passing') throw error;
      failures++;
      onTrouble?.(error);
      const pause = Math.min(longestPause, interval * 2 ** Math.min(failures, 5));
      await clock.sleep(pause, signal).catch(() => undefined); // an abort ends the loop
    }
  }
}

/** Asked again after something was waited for. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Knows the events of the last minute again, of which the same text can be there more than once. */
class SeenEvents {
  /** Unix ms of the newest event; before there is one, where to begin. */
  newest: number;
  private readonly counts = new Map<string, { readonly timestamp: number; count: number }>();
  private pass = new Map<string, number>();
  private sweptAt = -Infinity;

  constructor(private readonly since: number) {
    this.newest = since;
  }

  /** The earliest time of which everything is known again. */
  get horizon(): number {
    return Math.max(this.since, this.newest - lookBack);
  }

  /** A reading from some time on begins. */
  begin(): void {
    this.pass = new Map();
  }

  /** Those of a page that were not there before. */
  fresh(events: readonly StoredEvent[]): readonly StoredEvent[] {
    const fresh = events.filter((event) => this.isFresh(event));
    for (const { timestamp } of events) this.newest = Math.max(this.newest, timestamp);
    this.sweep();
    return fresh;
  }

  private isFresh({ timestamp, message }: StoredEvent): boolean {
    const key = `${timestamp} ${message}`;
    const place = (this.pass.get(key) ?? 0) + 1;
    this.pass.set(key, place);
    const known = this.counts.get(key);
    if (known !== undefined && place <= known.count) return false;
    this.counts.set(key, { timestamp, count: place });
    return true;
  }

  /** Forgets what is not looked at any more. */
  private sweep(): void {
    if (this.newest - this.sweptAt < lookBack / 4) return;
    this.sweptAt = this.newest;
    for (const [key, { timestamp }] of this.counts) {
      if (timestamp < this.horizon) {
        this.counts.delete(key);
        this.pass.delete(key);
      }
    }
  }
}
