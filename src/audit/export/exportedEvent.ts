/** Where an event came from, for whoever wants to find it again. */
export interface EventSource {
  /** The file's path as it was named, or `-` for standard input. */
  readonly file: string;
  /** From 1; undefined where the original has no lines of its own. */
  readonly line?: number;
  /** Bytes of the original; undefined in compressed and re-encoded containers. */
  readonly offset?: number;
  readonly length?: number;
  /** The number of the record, from 0, where offset and length would mean nothing. */
  readonly record?: number;
}

/** What an event itself does not say. */
export interface EventOrigin {
  readonly cluster?: string | undefined;
  readonly stream?: string | undefined;
  readonly source?: EventSource | undefined;
}
