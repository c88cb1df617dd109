import { certainStart } from '../../audit/scan/certainStart';
import type { LogBytes } from '../../audit/scan/logBytes';

/** A stretch of a file in bytes, which is indexed on its own. */
export interface FilePart {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a stretch of a file into parts of about a size, at lines where an event surely begins. Where none
 * is near, a part is longer.
 */
export function fileParts(log: LogBytes, from: number, to: number, size: number): FilePart[] {
  const parts: FilePart[] = [];
  let start = from;
  for (let at = from + size; at < to; at += size) {
    const cut = at <= start ? undefined : certainStart(log, at, to);
    if (cut === undefined || cut <= start) continue;
    parts.push({ from: start, to: cut });
    start = cut;
  }
  parts.push({ from: start, to });
  return parts;
}
