import * as l10n from '@vscode/l10n';
import type { FetchProgress } from '../../sources/fetch/rangeFetch';
import { unreadWords } from '../../sources/fetch/unreadWords';
import type { RangeRead } from '../../sources/fetch/rangeReader';
import { HumanError } from '../../sources/humanError';
import type { LogSource } from '../../sources/logSource';
import type { TimeRange } from '../../sources/timeRange';
import { eventTexts, type FetchedLog } from './fetchedLog';
import type { StreamAddress } from './streamAddress';
import type { ReadRange } from './streamStore';

/** A time range of a stream, read as a whole. */
export class FetchedRange implements FetchedLog {
  private shown = '';
  private count = 0;
  private notRead: string | undefined;
  private loading: Promise<unknown> = Promise.resolve();
  private loaded = false;
  private origin: LogSource | undefined;
  readonly isRange = true;
  changed = 0;

  /**
   * @param source gives the connection's source when it is needed
   * @param clock Unix ms
   */
  constructor(
    readonly address: StreamAddress & { readonly range: TimeRange },
    private readonly source: () => LogSource,
    private readonly readRange: ReadRange,
    private readonly clock: () => number,
  ) {}

  get text(): string {
    return this.shown;
  }

  get eventCount(): number {
    return this.count;
  }

  get missing(): string | undefined {
    return this.notRead;
  }

  /** What lies before the range counts: a check may not take its first event for the stream's. */
  get hasOlder(): boolean {
    return this.address.range.from > 0 || this.notRead !== undefined;
  }

  get isOutdated(): boolean {
    try {
      return this.origin !== this.source();
    } catch {
      return true; // the connection is gone; whoever fetches is told so
    }
  }

  load(signal?: AbortSignal, onProgress?: (progress: FetchProgress) => void): Promise<void> {
    return this.inTurn(async () => {
      if (this.loaded) return;
      await this.read(signal, onProgress);
      this.loaded = true;
    });
  }

  /** A range has its ends; older events are those of another one. */
  loadOlder(): Promise<number> {
    return Promise.resolve(0);
  }

  /** Asks again for what is missing, and for what may have come since. */
  loadNewer(signal?: AbortSignal): Promise<number> {
    return this.inTurn(async () => {
      const before = this.count;
      await this.read(signal);
      return this.count - before;
    });
  }

  fetchAgain(part: TimeRange, signal?: AbortSignal): Promise<number> {
    return this.inTurn(async () => {
      const before = this.count;
      const { failure, isTooLong } = await this.read(signal, undefined, part);
      if (failure !== undefined) throw failure;
      if (isTooLong && this.count === before) {
        throw new HumanError(
          l10n.t(
            'This range is more than one document holds, so that the gap could not be compared. Open a shorter range around it.',
          ),
        );
      }
      return this.count - before;
    });
  }

  /** Its address says all that the next window shows. */
  close(): void {
    // and nothing of it is remembered
  }

  private inTurn<Result>(fetch: () => Promise<Result>): Promise<Result> {
    const turn = this.loading.then(fetch);
    this.loading = turn.catch(() => undefined); // the caller sees the error; the next turn goes on
    return turn;
  }

  private async read(
    signal: AbortSignal | undefined,
    onProgress?: (progress: FetchProgress) => void,
    again?: TimeRange,
  ): Promise<Pick<RangeRead, 'failure' | 'isTooLong'>> {
    const { connection, logGroup, stream, range } = this.address;
    const source = (this.origin = this.source());
    const { events, failure, isTooLong, unread } = await this.readRange(connection, {
      source,
      stream: { cluster: { logGroup, name: logGroup, arn: undefined }, name: stream },
      range,
      ...(again !== undefined && { again }),
      ...(signal !== undefined && { signal }),
      ...(onProgress !== undefined && { onProgress }),
    });
    // Nothing came at all: the reason is told in place of an empty document.
    const [first] = unread;
    if (events.length === 0 && first?.reason !== undefined) throw first.reason;
    [this.notRead] = unreadWords(unread);
    this.shown = eventTexts(events);
    this.count = events.length;
    this.changed = Math.max(this.clock(), this.changed + 1);
    return { failure, isTooLong };
  }
}
