import * as l10n from '@vscode/l10n';
import type { Clock } from '../clock';
import { inOrder } from '../eventOrder';
import { HumanError } from '../humanError';
import type { LogSource, StoredEvent, StreamName } from '../logSource';
import type { Spool } from '../spool/spool';
import type { StreamSpool } from '../spool/streamSpool';
import type { TimeRange } from '../timeRange';
import type { Taken } from './gap';
import { isFileGone } from '../spool/spoolFiles';
import { RangeFetch, type FetchProgress, type Unread } from './rangeFetch';

/** More characters than that no editor shows to an extension (50 MB), so that no more is fetched. */
const mostCharacters = 48_000_000;

export interface RangeReadOptions {
  readonly source: LogSource;
  readonly stream: StreamName;
  /** Says which stream of which account it is: what was fetched under the same key is used again. */
  readonly key: readonly string[];
  readonly range: TimeRange;
  /** A part of it that is asked for though it is there. */
  readonly again?: TimeRange;
  /** Aborting it ends the requests at once; what has come stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FetchProgress) => void;
}

/** A page that somebody read, and what it covers: all events of that range. */
export interface KeptPage extends Taken {
  readonly stream: StreamName;
  readonly key: readonly string[];
  /** When it was asked for by the service's clock, Unix ms. */
  readonly readAt: number;
}

/** What a range holds, as far as it could be read. */
export interface RangeRead {
  /** In the order of time. */
  readonly events: readonly StoredEvent[];
  readonly unread: readonly Unread[];
  /** Why not all that was asked for could be read, though older reading may cover it. */
  readonly failure: HumanError | undefined;
  /** Whether it was given up because it is too long for a document; `unread` says what is not here. */
  readonly isTooLong: boolean;
}

/** Reads time ranges of streams by way of a spool: what is there already is not asked for again. */
export class RangeReader {
  /** @param random in [0, 1) */
  constructor(
    private readonly spool: Spool,
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /** Keeps a page that was read elsewhere. Throws what goes wrong with the spool. */
  async keep({ events, key, range, readAt }: KeptPage): Promise<void> {
    const add = async (spool: StreamSpool): Promise<void> => {
      await spool.add(inOrder(events), range, readAt);
      await this.spool.sweep(spool);
      await this.spool.makeRoom();
    };
    await this.spool.use(key, add, range);
  }

  /** Reads a range. Throws nothing but what goes wrong with the spool: `unread` says what is missing. */
  async read(options: RangeReadOptions): Promise<RangeRead> {
    const { again, source, stream, key, range, signal, onProgress } = options;
    const { clock, random } = this;
    const spool = await this.spool.open(key, range);
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    let isTooLong = false;
    try {
      const fetching = new RangeFetch({
        source,
        streams: [{ stream, spool }],
        range,
        ...(again !== undefined && { again }),
        spool: this.spool,
        clock,
        random,
        signal: stop.signal,
      });
      for await (const progress of fetching.run()) {
        onProgress?.(progress);
        if (progress.characters <= mostCharacters) continue;
        isTooLong = true;
        abort();
      }
      const { unread: missing, events, cutAt } = await shown(fetching, spool, range);
      // It tidies up, and writes for it: on a full disk, say. All that was asked for is in hand.
      await this.spool.sweep(spool).catch(() => undefined);
      const { failure } = fetching;
      if (!isTooLong && cutAt === undefined) {
        return { events, unread: missing, failure, isTooLong: false };
      }
      // It was read from both ends and in between: what is here has gaps, and each is named.
      const reason = tooLong();
      const end = cutAt ?? range.to;
      const unread = missing
        .filter(({ range: { from } }) => from < end)
        .map((part) => ({ ...part, reason: part.reason ?? reason }));
      if (cutAt !== undefined)
        unread.push({ stream, range: { from: cutAt, to: range.to }, reason });
      return { events, unread, failure, isTooLong: true };
    } finally {
      signal?.removeEventListener('abort', abort);
      this.spool.release(spool, range);
    }
  }
}

interface Shown {
  readonly events: readonly StoredEvent[];
  /** The time of the first event that a document cannot show any more, Unix ms. */
  readonly cutAt: number | undefined;
}

/** What is here and what is not, of one moment: others may write to the stream at the same time. */
async function shown(
  fetching: RangeFetch,
  spool: StreamSpool,
  range: TimeRange,
): Promise<Shown & Pick<RangeRead, 'unread'>> {
  const here = async (): Promise<Shown & Pick<RangeRead, 'unread'>> => {
    const { unread } = fetching;
    return { unread, ...(await fitting(spool.events(range))) };
  };
  try {
    return await here();
  } catch (error) {
    if (!isFileGone(error)) throw error;
    // Another window has made room.
    await spool.refresh();
    return here();
  }
}

/** As many events as a document can show. */
async function fitting(batches: AsyncIterable<readonly StoredEvent[]>): Promise<Shown> {
  const events: StoredEvent[] = [];
  let characters = 0;
  for await (const batch of batches) {
    for (const event of batch) {
      characters += event.message.length;
      if (characters > mostCharacters) return { events, cutAt: event.timestamp };
      events.push(event);
    }
  }
  return { events, cutAt: undefined };
}

function tooLong(): HumanError {
  return new HumanError(
    l10n.t('The range has more than the 48 MB that a document can show. Choose a shorter one.'),
  );
}
