import { lineEnd, skipBlanks } from '../text/fieldLine';
import { segments, type Segment } from '../text/segments';

/** Events found in a part of a log, and the line up to which it is read. */
export interface OddEvents {
  readonly events: readonly Segment[];
  /** The beginning of the line at which to go on; 0 where the part is too short to tell anything. */
  readonly next: number;
}

/**
 * Finds the events at the beginning of a part of a log: those that would be the same whatever follows
 * the part. It begins with a line, no event open.
 *
 * @param isLast whether nothing follows it
 * @param most events after which it may stop
 */
export function oddEvents(text: string, isLast: boolean, most: number): OddEvents {
  const limit = isLast ? text.length : certainEnd(text);
  const events: Segment[] = [];
  let certain = 0;
  let next = 0;
  let end = -1; // of the line on which the last event ends; found once a line
  const goOn = (at: number): void => {
    certain = events.length;
    next = at;
  };
  for (const segment of segments(text)) {
    if (segment.kind === 'between') {
      const until = Math.min(segment.end, limit);
      const at = until === text.length ? until : text.lastIndexOf('\n', until - 1) + 1;
      if (at > segment.start) goOn(at);
    } else {
      if (segment.end > limit) break;
      events.push(segment);
      if (segment.end > end) end = lineEnd(text, segment.end);
      if (skipBlanks(text, segment.end, end) === end) goOn(Math.min(end + 1, text.length));
    }
    if (certain >= most || segment.end > limit) break;
  }
  if (isLast && certain < most) goOn(text.length);
  return { events: events.slice(0, certain), next };
}

/**
 * Up to where a part of a log is read the same whatever follows: two whole lines that are not blank
 * stand behind it. No reader looks further.
 */
function certainEnd(text: string): number {
  let lines = 0;
  let end = text.lastIndexOf('\n');
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    if (/\S/.test(text.slice(start, end)) && ++lines === 2) return start;
    end = start - 1;
  }
  return 0;
}
