import { lineEnd } from '../text/fieldLine';
import { surelyBegins } from '../text/segments';
import type { LogBytes } from './logBytes';

/** How much is read at first to look for the beginning of an event, and at most. */
const firstLook = 4096;
const longestLook = 1 << 20;

/**
 * The first line behind an offset that begins an event whatever stands before it: a log cut there, and
 * each part indexed on its own, gives the same rows as all of it in one pass.
 *
 * @param from above 0; the line begins there or behind it
 * @returns undefined where none is near
 */
export function certainStart(log: LogBytes, from: number, to: number): number | undefined {
  const start = from - 1; // a line end may stand there
  for (let size = firstLook; ; size *= 2) {
    const end = Math.min(to, start + size);
    const part = log.text(start, end);
    const { text } = part;
    for (let line = text.indexOf('\n') + 1; line > 0; line = text.indexOf('\n', line) + 1) {
      const stop = lineEnd(text, line);
      if (stop === text.length) break; // it may be cut
      if (surelyBegins(text, line, stop)) return part.placeOf(line);
    }
    if (end === to || size >= longestLook) return undefined;
  }
}

/**
 * The last such line before an offset, to which a log that grew is still what it was.
 *
 * @param from where to stop looking
 */
export function lastCertainStart(log: LogBytes, from: number, to: number): number | undefined {
  for (let size = firstLook; ; size *= 2) {
    const start = Math.max(from, to - size);
    const part = log.text(start, to);
    const { text } = part;
    for (let end = text.lastIndexOf('\n'); end > 0;) {
      const line = text.lastIndexOf('\n', end - 1) + 1;
      if (line === 0) break; // its beginning is not in the part
      if (surelyBegins(text, line, end)) return part.placeOf(line);
      end = line - 1;
    }
    if (start === from || size >= longestLook) return undefined;
  }
}
