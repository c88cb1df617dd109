import { EventLog } from './eventLog';
import type { LogEvent } from './eventKey';
import { alreadyExists, logGroupMissing, logStreamMissing } from './serviceError';

export interface LogStream {
  readonly name: string;
  /** Unix ms. */
  readonly creationTime: number;
  readonly events: EventLog;
  /** Unix ms; undefined for a stream without events. */
  lastIngestionTime: number | undefined;
}

export interface LogGroup {
  readonly name: string;
  /** Unix ms. */
  readonly creationTime: number;
  readonly logGroupClass: string;
  readonly streams: Map<string, LogStream>;
  /** Bytes of UTF-8 of all messages. */
  storedBytes: number;
  /** Undefined: for ever. */
  retentionInDays: number | undefined;
}

/** An event to seed: as a log has it, of any age. Times are Unix ms. */
export interface SeedEvent {
  readonly timestamp: number;
  readonly message: string;
  /** Left out: the event's own time. */
  readonly ingestionTime?: number;
}

/** Hears of events that were added to a stream. */
export type AppendListener = (
  group: LogGroup,
  stream: LogStream,
  events: readonly LogEvent[],
) => void;

/** The log groups of the endpoint, their streams and events. */
export class LogStore {
  private readonly byName = new Map<string, LogGroup>();
  private readonly listeners = new Set<AppendListener>();
  private sequence = 0;

  constructor(private readonly now: () => number) {}

  get groups(): Iterable<LogGroup> {
    return this.byName.values();
  }

  /** Throws `ResourceNotFoundException`. */
  group(name: string): LogGroup {
    const group = this.byName.get(name);
    if (group === undefined) throw logGroupMissing();
    return group;
  }

  /** Throws `ResourceNotFoundException`. */
  stream(group: LogGroup, name: string): LogStream {
    const stream = group.streams.get(name);
    if (stream === undefined) throw logStreamMissing();
    return stream;
  }

  /** Throws `ResourceAlreadyExistsException`. */
  createGroup(name: string, logGroupClass = 'STANDARD', creationTime = this.now()): LogGroup {
    if (this.byName.has(name)) throw alreadyExists('log group');
    const group: LogGroup = {
      name,
      creationTime,
      logGroupClass,
      streams: new Map(),
      storedBytes: 0,
      retentionInDays: undefined,
    };
    this.byName.set(name, group);
    return group;
  }

  /** Throws `ResourceAlreadyExistsException`. */
  createStream(group: LogGroup, name: string, creationTime = this.now()): LogStream {
    if (group.streams.has(name)) throw alreadyExists('log stream');
    const events = new EventLog();
    const stream: LogStream = { name, creationTime, events, lastIngestionTime: undefined };
    group.streams.set(name, stream);
    return stream;
  }

  /** Deletes a stream and its events. Throws `ResourceNotFoundException`. */
  deleteStream(logGroup: string, logStream: string): void {
    const group = this.group(logGroup);
    this.stream(group, logStream);
    group.streams.delete(logStream);
  }

  /** Tells of events that are added; the function that comes back ends it. */
  onAppend(listener: AppendListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Adds events in any order; the ones of one millisecond keep theirs. */
  append(
    group: LogGroup,
    stream: LogStream,
    events: readonly SeedEvent[],
    ingestionTime?: number,
  ): void {
    const added = events.map((event) =>
      this.logEvent(event, ingestionTime ?? event.ingestionTime ?? event.timestamp),
    );
    stream.events.add(added);
    for (const event of added) {
      group.storedBytes += Buffer.byteLength(event.message);
      stream.lastIngestionTime = Math.max(stream.lastIngestionTime ?? 0, event.ingestionTime);
    }
    for (const listener of this.listeners) listener(group, stream, added);
  }

  /**
   * Adds events without the rules of PutLogEvents about age, order and size, and makes the log group
   * and the stream that are missing. No events: an empty stream.
   */
  seed(logGroup: string, logStream: string, events: readonly SeedEvent[]): void {
    let created = this.now();
    for (const event of events) created = Math.min(created, event.timestamp);
    const group = this.byName.get(logGroup) ?? this.createGroup(logGroup, undefined, created);
    const stream = group.streams.get(logStream) ?? this.createStream(group, logStream, created);
    this.append(group, stream, events);
  }

  private logEvent({ timestamp, message }: SeedEvent, ingestionTime: number): LogEvent {
    if (!Number.isSafeInteger(timestamp) || timestamp < 0) {
      throw new RangeError(`An event's timestamp must be in Unix ms: ${timestamp}`);
    }
    this.sequence += 1;
    return { timestamp, message, ingestionTime, sequence: this.sequence };
  }
}
