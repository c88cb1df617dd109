/** Where each event of a segment is, in the order of the log. Row for row. */
export interface SegmentIndex {
  /** Unix ms. */
  readonly timestamps: Float64Array;
  /** Bytes from the start of the text file. */
  readonly offsets: Uint32Array;
  readonly lengths: Uint32Array;
}

export const bytesAnEvent = 16;

export function encodeIndex({ timestamps, offsets, lengths }: SegmentIndex): Uint8Array {
  const parts = [timestamps, offsets, lengths];
  return Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
}

/** @param bytes of a whole index of so many events */
export function decodeIndex(bytes: Uint8Array, events: number): SegmentIndex {
  // A copy, so that it begins at a multiple of eight.
  const { buffer } = Uint8Array.from(bytes);
  return {
    timestamps: new Float64Array(buffer, 0, events),
    offsets: new Uint32Array(buffer, 8 * events, events),
    lengths: new Uint32Array(buffer, 12 * events, events),
  };
}

/** The row of the first event at or after a time; the count of events where there is none. */
export function rowAtTime({ timestamps }: SegmentIndex, time: number): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timestamps[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
