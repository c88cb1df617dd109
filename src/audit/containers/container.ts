import type { ContainerHead } from './containerHead';

/**
 * What wraps the events of a log on its way to a reader: nothing, the prefix of a command-line tool, a
 * JSON answer, a table. A container is recognised by its content, never by its name.
 */

/** A place in the original file. */
export interface SourcePlace {
  /** In bytes, from 0. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
  /** From 1. */
  readonly line: number;
}

/** A place that a note is about. Inside compressed bytes there are no lines. */
export interface NotePlace extends Omit<SourcePlace, 'line'> {
  readonly line?: number | undefined;
}

/** One event, taken out of its container. */
export interface EventRecord {
  readonly kind: 'audit' | 'certificate';
  /** The event's own text, as CloudWatch Logs stores it: without prefix, indentation or escapes. */
  readonly message: string;
  /** The log stream (an HSM's id, or the cluster's for certificate events), where it is known. */
  readonly stream: string | undefined;
  /** `cluster-…`, where it is known. */
  readonly cluster: string | undefined;
  /** The container's own time for the event, in Unix ms. It is not the event's: see its `Time` line. */
  readonly timestamp: number | undefined;
  /**
   * Where the event stands in the original. For JSON and CSV: the string that holds it, with its
   * quotes. Undefined where a place means nothing: in compressed or re-encoded containers.
   */
  readonly source: SourcePlace | undefined;
  /** The number of the event in its file, from 0. */
  readonly record: number;
}

/** What an unwrapper has to say about what is no event. Nothing is passed over in silence. */
export type ContainerNote =
  /**
   * Text that belongs to no event, and its beginning. Where the container escapes it, `place` is that of
   * the string; `bytes` are those of the text.
   */
  | {
      readonly kind: 'foreign';
      readonly place: NotePlace | undefined;
      readonly bytes: number;
      readonly text: string;
    }
  /** Blanks, line ends and brackets between events, all of a text's in one. */
  | { readonly kind: 'blank'; readonly bytes: number }
  /** A record that holds no events by its own word, like a CONTROL_MESSAGE. */
  | { readonly kind: 'skipped'; readonly place: NotePlace | undefined; readonly what: string }
  /**
   * A part that could not be read. Everything before it and, as far as possible, behind it was. `lost` are
   * its bytes where it gave neither an event nor other text.
   */
  | {
      readonly kind: 'damaged';
      readonly place: NotePlace | undefined;
      readonly damage: Damage;
      readonly lost?: number;
    };

/** What is wrong with a damaged part. `describeDamage.ts` has the sentences. */
export type Damage =
  /** The file ends in the middle of something. */
  | 'cut'
  /** What stands there is no JSON. */
  | 'json'
  /** A quoted cell of a CSV file does not end. */
  | 'csv'
  /** An event, a record or a cell is longer than the limit. */
  | 'long'
  /** Arrays or objects inside each other, deeper than any log has them. */
  | 'deep'
  /** Base64 or gzip inside a record that could not be unpacked. */
  | 'packed'
  /** Gzip that unpacks to more than the limit. */
  | 'bomb'
  /** Bytes in a compressed file that are no gzip. */
  | 'gzip'
  /** Unpacked, but not to what was packed by its checksum. */
  | 'checksum'
  /** The whole file is packed in a way that is not read: zip, for one. */
  | 'archive'
  /** The whole file is UTF-16 that does not say so. */
  | 'encoding'
  /** The whole file is events as the AWS command line prints them for people. */
  | 'output';

/** What the events and notes of a container go to. */
export interface ContainerSink {
  event(record: EventRecord): void;
  note(note: ContainerNote): void;
}

/** What an unwrapper needs to know. */
export interface UnwrapOptions {
  /** The stream and cluster by the file's name, for events whose container says nothing. */
  readonly stream?: string | undefined;
  readonly cluster?: string | undefined;
  /** False inside a compressed or re-encoded container, where a place would mean nothing. */
  readonly places?: boolean;
  /** Where the first byte stands in the file, behind a byte order mark. */
  readonly offset?: number;
  /** Unpacks gzip that stands inside a record; throws a RangeError where that is more than it may be. */
  readonly gunzip?: (bytes: Uint8Array) => Uint8Array;
  /** Unwraps what stands inside a record; `containers.ts` gives it. */
  readonly inside?: (bytes: Uint8Array, sink: ContainerSink, options: UnwrapOptions) => void;
  /** How many containers are around this one. */
  readonly depth?: number;
}

/**
 * Takes a container apart as its bytes arrive, in chunks of any size: how they are cut makes no
 * difference to the events. It holds one event or record at a time.
 */
export interface Unwrapper {
  push(bytes: Uint8Array): void;
  end(): void;
}

/** A form that logs come in: its detector and its unwrapper. */
export interface Container {
  /** Stable, for messages of the command line: `get-log-events`. */
  readonly name: ContainerName;
  /** Whether events are read in place: text, whose prefixes `linePrefix.ts` knows. */
  readonly isText: boolean;
  recognises(head: ContainerHead): boolean;
  unwrap(sink: ContainerSink, options: UnwrapOptions): Unwrapper;
}

export type ContainerName =
  | 'raw'
  | 'certificates'
  | 'aws-logs-tail'
  | 'awslogs'
  | 'saw'
  | 'cw'
  | 's3-export'
  | 'toolkit'
  | 'get-log-events'
  | 'filter-log-events'
  | 'subscription'
  | 'lambda'
  | 'base64'
  | 'insights-json'
  | 'insights-csv'
  | 'aws-cli-text'
  | 'aws-cli-output'
  | 'messages'
  | 'flat-json'
  | 'ndjson'
  /** JSON that none of the others is recognised in. */
  | 'json';
