import type { TimeRange } from '../timeRange';

/** What a segment's name says: which part of the stream it is, as of when. Its files never change. */
export interface SegmentName extends TimeRange {
  /** When the first of its requests was sent, Unix ms: later events of its range are not in it. */
  readonly readAt: number;
  readonly events: number;
  /** Of its texts. */
  readonly bytes: number;
  /** Tells segments of the same moment apart, also those of another window. */
  readonly id: string;
}

const pattern = /^(\d+)_(\d+)_(\d+)_(\d+)_(\d+)_([\w-]+)\.index$/;

/** `1513717276962_1513717299999_1750000000000_3012_991004_k3f9.index`; the texts are in `<id>.text`. */
export function indexFileName({ from, to, readAt, events, bytes, id }: SegmentName): string {
  return `${from}_${to}_${readAt}_${events}_${bytes}_${id}.index`;
}

export function textFileName({ id }: Pick<SegmentName, 'id'>): string {
  return `${id}.text`;
}

/** Undefined for the name of anything but an index. */
export function parseIndexFileName(name: string): SegmentName | undefined {
  const parts = pattern.exec(name);
  if (parts === null) return undefined;
  const [from = 0, to = 0, readAt = 0, events = 0, bytes = 0] = parts.slice(1, 6).map(Number);
  return { from, to, readAt, events, bytes, id: parts[6] ?? '' };
}
