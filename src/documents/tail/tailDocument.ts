import { AuditLog } from '../../audit/table/auditLog';
import type { EventColumn } from '../../audit/decoded/decodedColumns';
import { decodedSteps } from '../../audit/decoded/decodedSteps';
import type { DecodedView, NamedLog } from '../../audit/decoded/decodedView';
import type { Clock } from '../../sources/clock';
import type { StreamEvent } from '../../sources/fetch/eventMerge';
import { asHumanError, type HumanError } from '../../sources/humanError';
import type { LogSource } from '../../sources/logSource';
import { tail, type TailState } from '../../sources/tail/tail';
import { TailBuffer } from '../../sources/tail/tailBuffer';
import { inSlices, type Slicing } from '../../audit/slices';
import type { TailAddress } from './tailAddress';

/** How far back a tail begins, in ms. */
const back = 600_000;
/** The editor gets a new text no more often than this, in ms. */
const refreshMs = 500;

/** What a tail is given. */
export interface TailParts {
  readonly source: () => LogSource;
  readonly clock: Clock;
  /** How making a new text shares the thread. */
  readonly slicing: Slicing;
  readonly columns: () => readonly EventColumn[];
  /** The most events that are kept. */
  readonly limit: () => number;
  readonly report: (error: unknown) => void;
  /** Its text is another one now. */
  readonly onText: () => void;
  /** How it goes is another now. */
  readonly onState: () => void;
}

/** A tail that a tab shows: its newest events, decoded. */
export class TailDocument {
  /** As a person asked for it. Paused, events go on being kept, but the text stays as it is. */
  mode: 'running' | 'paused' | 'stopped' = 'stopped';
  state: TailState | undefined;
  /** Why it stopped by itself. */
  failure: HumanError | undefined;
  view: DecodedView;
  /** Unix ms; grows with each text. */
  changed: number;
  private readonly buffer = new TailBuffer();
  private logs = new Map<string, AuditLog>();
  private stopping = new AbortController();
  private refreshing: Promise<void> | undefined;
  private isStale = false;
  /** Shown also in a pause: somebody asked for it. */
  private isCleared = false;
  /** How many events came while it was paused. */
  waiting = 0;

  constructor(
    readonly address: TailAddress,
    private readonly parts: TailParts,
  ) {
    this.changed = parts.clock.now();
    const steps = this.steps();
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    this.view = step.value;
  }

  get text(): string {
    return this.view.text;
  }

  /** How many events are kept. */
  get length(): number {
    return this.buffer.length;
  }

  /** How many older events fell off. */
  get fallen(): number {
    return this.buffer.fallen;
  }

  /** Begins to tail, afresh where it was stopped. */
  start(): void {
    if (this.mode !== 'stopped') return;
    this.mode = 'running';
    this.failure = undefined;
    this.buffer.clear();
    this.stopping = new AbortController();
    void this.run(this.stopping);
    this.parts.onState();
  }

  pause(): void {
    if (this.mode !== 'running') return;
    this.mode = 'paused';
    this.waiting = 0;
    this.parts.onState();
  }

  resume(): void {
    if (this.mode === 'stopped') this.start();
    if (this.mode !== 'paused') return;
    this.mode = 'running';
    this.parts.onState();
    this.refresh();
  }

  /** Ends the requests; the text stays. */
  stop(): void {
    this.stopping.abort();
    if (this.mode === 'stopped') return;
    this.mode = 'stopped';
    this.refresh();
    this.parts.onState();
  }

  /** Lets go of what is shown; what comes from now on is kept. */
  clear(): void {
    this.buffer.clear();
    this.waiting = 0;
    this.isCleared = true;
    this.refresh();
    this.parts.onState();
  }

  private async run(stopping: AbortController): Promise<void> {
    const { address, parts } = this;
    const { logGroup, stream } = address;
    const name = logGroup.slice(logGroup.lastIndexOf('/') + 1);
    try {
      const events = tail({
        source: parts.source(),
        cluster: { logGroup, name, arn: undefined },
        ...(stream !== undefined && { streams: [stream] }),
        since: parts.clock.now() - back,
        clock: parts.clock,
        signal: stopping.signal,
        onState: (state) => {
          this.state = state;
          parts.onState();
        },
      });
      for await (const batch of events) this.take(batch);
    } catch (error) {
      if (stopping.signal.aborted) return;
      parts.report(error);
      this.failure = asHumanError(error);
      this.mode = 'stopped';
      parts.onState();
    }
  }

  private take(batch: readonly StreamEvent[]): void {
    this.buffer.add(batch, this.parts.limit());
    if (this.mode === 'paused') this.waiting += batch.length;
    else this.refresh();
    this.parts.onState();
  }

  /** Whether there is something to show that may be shown. */
  private get isDue(): boolean {
    return this.isStale && (this.isCleared || this.mode !== 'paused');
  }

  /** Shows what has come, soon. One text after another. */
  private refresh(): void {
    this.isStale = true;
    this.refreshing ??= this.refreshed()
      .catch(this.parts.report)
      .finally(() => {
        this.refreshing = undefined;
        if (this.isDue) this.refresh();
      });
  }

  private async refreshed(): Promise<void> {
    while (this.isDue) {
      this.isStale = false;
      this.isCleared = false;
      this.view = await inSlices(this.steps(), this.parts.slicing);
      this.changed = Math.max(this.parts.clock.now(), this.changed + 1);
      this.parts.onText();
      await this.parts.clock.sleep(refreshMs);
    }
  }

  private steps(): ReturnType<typeof decodedSteps> {
    const logs = new Map<string, AuditLog>();
    for (const [name, text] of this.buffer.texts()) {
      logs.set(name, AuditLog.of(text, this.logs.get(name)));
    }
    this.logs = logs;
    const named = [...logs]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      // What was kept of a stream has no line in it.
      .map(([name, log]): NamedLog => ({ log, name, placeOf: () => ({}) }));
    // Nothing yet: the header alone.
    if (named.length === 0) named.push({ log: AuditLog.of(''), name: this.address.stream });
    const request = {
      logs: named,
      filter: {},
      columns: this.parts.columns(),
      mostCharacters: Infinity,
    };
    // Only a view of the same logs has lines to take over.
    const older = this.view as DecodedView | undefined;
    const isSame =
      older?.logs.length === named.length &&
      older.logs.every(({ name }, index) => name === named[index]?.name);
    return decodedSteps(request, isSame ? older : undefined);
  }
}
