import type { Clock } from './clock';
import type { StreamMessage } from './eventStream';
import type { LogEvent } from './eventKey';
import type { LogGroup, LogStore, LogStream } from './store';

/** How live tail sessions go. Source: CloudWatch Logs API Reference, StartLiveTail. */
export interface LiveTailOptions {
  /** Between two updates, in ms. The service: 1000. */
  readonly updateMs?: number;
  /** How long a session lasts, in ms. The service: three hours. */
  readonly sessionMs?: number;
  /** More events in an update than this are sampled. The service: 500. */
  readonly perUpdate?: number;
  /** False: the endpoint does not know the call. */
  readonly isKnown?: boolean;
}

const SERVICE = { updateMs: 1000, sessionMs: 3 * 3_600_000, perUpdate: 500, isKnown: true };

/** What a session is of. */
export interface AskedTail {
  readonly groups: readonly LogGroup[];
  /** Undefined: every stream. */
  readonly streamNames: readonly string[] | undefined;
  readonly wants: (message: string) => boolean;
}

interface Result {
  readonly logStreamName: string;
  readonly logGroupIdentifier: string;
  readonly message: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
}

/** The live tail sessions of the endpoint. */
export class LiveSessions {
  private readonly options: Required<LiveTailOptions>;
  private readonly open = new Set<AbortController>();
  private started = 0;

  constructor(
    private readonly store: LogStore,
    private readonly clock: Clock,
    options: LiveTailOptions = {},
  ) {
    this.options = { ...SERVICE, ...options };
  }

  get isKnown(): boolean {
    return this.options.isKnown;
  }

  /** How many sessions there are now. */
  get count(): number {
    return this.open.size;
  }

  /** Cuts every session's connection in the middle, as a network does. */
  cut(): void {
    for (const session of this.open) session.abort(new Error('The connection is cut.'));
  }

  /** The messages of a session, until its time is over. */
  async *messages(asked: AskedTail, signal: AbortSignal): AsyncGenerator<StreamMessage> {
    const { updateMs, sessionMs, perUpdate } = this.options;
    const cut = new AbortController();
    this.open.add(cut);
    const ending = AbortSignal.any([cut.signal, signal]);
    let waiting: Result[] = [];
    const off = this.store.onAppend((group, stream, events) => {
      waiting.push(...results(asked, group, stream, events));
    });
    const sessionId = `00000000-0000-4000-9000-${(++this.started).toString(16).padStart(12, '0')}`;
    const end = this.clock.now() + sessionMs;
    try {
      yield { kind: 'event', type: 'initial-response', body: {} };
      yield {
        kind: 'event',
        type: 'sessionStart',
        body: {
          requestId: sessionId,
          sessionId,
          logGroupIdentifiers: asked.groups.map(({ name }) => name),
          logStreamNames: asked.streamNames ?? [],
        },
      };
      while (this.clock.now() < end) {
        await this.clock.sleep(updateMs, ending);
        const sampled = waiting.length > perUpdate;
        const sessionResults = waiting.slice(0, perUpdate);
        waiting = [];
        const body = { sessionMetadata: { sampled }, sessionResults };
        yield { kind: 'event', type: 'sessionUpdate', body };
      }
      const body = { message: 'The session has timed out.' };
      yield { kind: 'exception', type: 'SessionTimeoutException', body };
    } finally {
      off();
      this.open.delete(cut);
    }
  }
}

function results(
  { groups, streamNames, wants }: AskedTail,
  group: LogGroup,
  { name }: LogStream,
  events: readonly LogEvent[],
): Result[] {
  if (!groups.includes(group) || streamNames?.includes(name) === false) return [];
  return events
    .filter(({ message }) => wants(message))
    .map(({ message, timestamp, ingestionTime }) => ({
      logStreamName: name,
      logGroupIdentifier: group.name,
      message,
      timestamp,
      ingestionTime,
    }));
}
