import * as l10n from '@vscode/l10n';
import type { Clock } from '../clock';
import { compareEvents } from '../eventOrder';
import type { StreamEvent } from '../fetch/eventMerge';
import { HumanError } from '../humanError';
import type { Cluster, LiveUpdate, LogSource } from '../logSource';
import { streamsSince } from '../streamsSince';
import { LiveSession } from './liveSession';
import { TailedStream, type StreamReading } from './tailedStream';

export interface TailOptions {
  readonly source: LogSource;
  readonly cluster: Cluster;
  /** Only these streams. Left out: all, new ones too. */
  readonly streams?: readonly string[];
  /** Unix ms: the first events to give. */
  readonly since: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Between two looks at the ends of the streams, in ms. */
  readonly interval?: number;
  /** Hears of every change of how it goes. */
  readonly onState?: (state: TailState) => void;
}

/** How a tail goes. */
export interface TailState {
  /** `live`: the service sends events. `polling`: the streams are asked again and again. */
  readonly way: 'starting' | 'live' | 'polling';
  /** Why it polls; undefined otherwise. */
  readonly reason: string | undefined;
  /** What is waited out now. */
  readonly trouble: HumanError | undefined;
  /** Whether the service sent only a part lately: more than 500 events a second came. The rest is read. */
  readonly isSampled: boolean;
}

/** How the streams are read. */
interface Reading extends StreamReading {
  /** `unconfirmed`: only those of which a session may have left something out. */
  readonly which?: 'all' | 'unconfirmed';
  /** What sends events meanwhile. */
  readonly session?: LiveSession;
}

const defaultInterval = 2000;
/** How often new streams are looked for, in ms. */
const listEvery = 60_000;
/** How often what came live is confirmed by reading, in ms. */
const confirmEvery = 20_000;
/** In ms. */
const longestPause = 30_000;
/** So many sessions may fail to begin, while reading works, before it polls for good. */
const patience = 3;

/**
 * The events of a cluster from a time on, and then those that come, until the signal aborts: live where
 * the source has that, else by polling. What a session does not give (because it broke, ended, or gave a
 * part only) is read, so that nothing is missing and nothing comes twice. A batch is in order; an event
 * that is found late comes in a later batch.
 *
 * @throws HumanError where the log cannot be read any more
 */
export function tail(options: TailOptions): AsyncGenerator<readonly StreamEvent[]> {
  return new Tail(options).events();
}

class Tail {
  private readonly streams = new Map<string, TailedStream>();
  private listedAt = -Infinity;
  private hasWorked = false;
  private failures = 0;
  private sessionFailures = 0;
  /** Whether the session gave a part only since its streams were read. */
  private wasSampled = false;
  private state: TailState;

  constructor(private readonly options: TailOptions) {
    const { source } = options;
    this.state = { way: 'starting', reason: undefined, trouble: undefined, isSampled: false };
    if (source.liveTail === undefined) this.poll(l10n.t('There is no live tail here.'));
  }

  async *events(): AsyncGenerator<readonly StreamEvent[]> {
    const { clock, signal, interval = defaultInterval } = this.options;
    while (!signal.aborted) {
      try {
        if (this.state.way === 'polling') yield* this.read();
        else yield* this.live();
        await clock.sleep(interval, signal);
      } catch (error) {
        if (isAborted(signal)) return;
        await this.waitOut(error);
      }
    }
  }

  /** A session, or else one reading. */
  private async *live(): AsyncGenerator<readonly StreamEvent[]> {
    const { clock, signal } = this.options;
    const ending = new AbortController();
    const updates = this.updates(AbortSignal.any([ending.signal, signal]));
    const session = new LiveSession(updates, clock, signal);
    try {
      let first;
      try {
        first = await session.next();
      } catch (error) {
        if (isAborted(signal)) throw error;
        yield* this.withoutSession(error);
        return;
      }
      this.sessionFailures = 0;
      this.wasSampled = false;
      this.change({ way: 'live', isSampled: false });
      if (first !== undefined) yield* this.follow(first, session);
    } finally {
      ending.abort();
      // One that never answers must hold nobody up.
      void Promise.resolve(updates.return?.()).catch(() => undefined);
    }
  }

  private async *follow(
    first: LiveUpdate,
    session: LiveSession,
  ): AsyncGenerator<readonly StreamEvent[]> {
    const { clock } = this.options;
    yield* this.taken([first]);
    // What comes from now on comes live; all before it is read. A stream that is far behind gives what
    // comes meanwhile with its pages, in order; what came behind the last of them is asked for then.
    for (const which of ['all', 'unconfirmed'] as const) {
      yield* this.read({ which, lookBack: true, isFirst: which === 'all', session });
    }
    let confirmedAt = clock.now();
    for (let next = await session.next(); next !== undefined; next = await session.next()) {
      yield* this.taken([next]);
      if (clock.now() - confirmedAt < confirmEvery) continue;
      const which = this.wasSampled ? 'all' : 'unconfirmed';
      this.wasSampled = false;
      yield* this.read({ which, lookBack: true, session });
      confirmedAt = clock.now();
      if (this.state.isSampled && !next.isSampled) this.change({ isSampled: false });
    }
  }

  /** What is new in updates of a session. */
  private *taken(updates: readonly LiveUpdate[]): Generator<readonly StreamEvent[]> {
    for (const update of updates) {
      const fresh = this.freshLive(update);
      if (fresh.length > 0) yield fresh;
      if (!update.isSampled) continue;
      this.wasSampled = true;
      if (!this.state.isSampled) this.change({ isSampled: true });
    }
  }

  /** Where no session began: reads, and polls from now on where there is no use in another try. */
  private async *withoutSession(error: unknown): AsyncGenerator<readonly StreamEvent[]> {
    if (!(error instanceof HumanError)) throw error;
    if (error.nature === 'signIn') throw error;
    if (error.nature !== 'passing') {
      this.poll(error.message);
      yield* this.read();
      return;
    }
    // When this fails, too, it is not for the session.
    yield* this.read();
    if (++this.sessionFailures >= patience) this.poll(error.message);
  }

  private updates(signal: AbortSignal): AsyncIterator<LiveUpdate> {
    const { cluster, source, streams } = this.options;
    const updates = source.liveTail?.(cluster, { ...(streams && { streams }), signal });
    if (updates === undefined) throw new Error('A source without a live tail is polled.');
    return updates[Symbol.asyncIterator]();
  }

  private freshLive({ events }: LiveUpdate): readonly StreamEvent[] {
    const { streams } = this.options;
    return events
      .filter(({ streamName }) => streams?.includes(streamName) ?? true)
      .flatMap(({ streamName, event }) => this.stream(streamName).live(event) ?? [])
      .sort((one, other) => compareEvents(one.event, other.event));
  }

  /**
   * What is there of the streams and has not come: a page of each in turn, so that a busy one holds up
   * none of the others, and with each what a session has sent meanwhile.
   */
  private async *read({ which = 'all', session, ...how }: Reading = {}): AsyncGenerator<
    readonly StreamEvent[]
  > {
    const { source, signal } = this.options;
    if (which === 'all') await this.list();
    let open = [...this.streams.values()]
      .filter(({ isUnconfirmed }) => which === 'all' || isUnconfirmed)
      .map((stream) => stream.read(source, signal, how));
    try {
      while (open.length > 0) {
        const unfinished: typeof open = [];
        for (const pages of open) {
          const page = await pages.next();
          this.worked();
          if (page.done !== true) {
            unfinished.push(pages);
            if (page.value.length > 0) yield page.value;
          }
          if (session !== undefined) yield* this.taken(session.arrived());
        }
        open = unfinished;
      }
    } finally {
      for (const pages of open) await pages.return(undefined);
    }
  }

  /** Finds the streams. When the list fails in mid-tail, the known ones go on. */
  private async list(): Promise<void> {
    const { cluster, clock, signal, source, streams } = this.options;
    if (clock.now() - this.listedAt < listEvery) return;
    try {
      const names =
        streams ?? (await streamsSince(source, cluster, this.begin, signal)).map(nameOf);
      for (const name of names) this.stream(name);
      this.listedAt = clock.now();
    } catch (error) {
      const passes = error instanceof HumanError && error.nature === 'passing';
      if (!passes || this.streams.size === 0) throw error;
    }
  }

  private stream(name: string): TailedStream {
    const { cluster, clock } = this.options;
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = new TailedStream({ cluster, name }, this.begin, clock);
      this.streams.set(name, stream);
    }
    return stream;
  }

  /** Unix ms. Never later than now by the service's clock: nothing would come until then. */
  private get begin(): number {
    const { clock, since, source } = this.options;
    return Math.min(since, clock.now() + (source.clockAhead ?? 0));
  }

  private worked(): void {
    this.hasWorked = true;
    this.failures = 0;
    if (this.state.trouble !== undefined) this.change({ trouble: undefined });
  }

  /** @throws the error where waiting is of no use */
  private async waitOut(error: unknown): Promise<void> {
    const { clock, interval = defaultInterval, signal } = this.options;
    const nature = error instanceof HumanError ? error.nature : undefined;
    // Who has signed in once can do so again: the next try reads the credentials anew.
    const canPass = nature === 'passing' || (nature === 'signIn' && this.hasWorked);
    if (!canPass || !(error instanceof HumanError)) throw error;
    this.failures++;
    this.change({ trouble: error });
    const pause = Math.min(longestPause, interval * 2 ** Math.min(this.failures, 5));
    await clock.sleep(pause, signal).catch(() => undefined); // an abort ends the loop
  }

  private poll(reason: string): void {
    this.change({ way: 'polling', reason, isSampled: false });
  }

  private change(change: Partial<TailState>): void {
    this.state = { ...this.state, ...change };
    this.options.onState?.(this.state);
  }
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

/** Asked again after something was waited for. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
