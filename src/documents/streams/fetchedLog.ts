import type { FetchProgress } from '../../sources/fetch/rangeFetch';
import type { StoredEvent } from '../../sources/logSource';
import type { TimeRange } from '../../sources/timeRange';
import type { StreamAddress } from './streamAddress';

/**
 * A stream, or a time range of one, as far as it is fetched. Each event's text is kept as stored; a
 * blank line parts one from the next.
 */
export interface FetchedLog {
  readonly address: StreamAddress;
  readonly text: string;
  /** How many events are here. */
  readonly eventCount: number;
  /** Whether it ends at the two times of a range, whatever the stream has. */
  readonly isRange: boolean;
  /** Whether there may be events before the oldest one that is here. */
  readonly hasOlder: boolean;
  /** What was asked for and is not here, in a sentence. */
  readonly missing: string | undefined;
  /** Whether its connection leads elsewhere now than to where the text came from. */
  readonly isOutdated: boolean;
  /** Unix ms of the last change of the text. */
  readonly changed: number;
  /** Fetches what is shown first, once. Later calls wait for the same fetch. */
  load(signal?: AbortSignal, onProgress?: (progress: FetchProgress) => void): Promise<void>;
  /** @returns how many events came before those that were here */
  loadOlder(signal?: AbortSignal): Promise<number>;
  /** @returns how many events came behind or between those that were here */
  loadNewer(signal?: AbortSignal): Promise<number>;
  /**
   * Asks again for a part that is here: events may have come later than anybody waited for them.
   * @returns how many events came
   */
  fetchAgain(part: TimeRange, signal?: AbortSignal): Promise<number>;
  /** No tab shows it any more: the next window begins anew, also where a fetch is still under way. */
  close(): void;
}

/** Events as a document shows them. */
export function eventTexts(events: readonly StoredEvent[]): string {
  return events
    .map(({ message }) => (message.endsWith('\n') ? `${message}\n` : `${message}\n\n`))
    .join('');
}
