import type { FieldId } from '../event/auditEvent';
import {
  collapsedEventAfter,
  contentStart,
  isEventStart,
  joinedEventIn,
  lineEnd,
  newFieldLine,
  readLine,
  skipBlanks,
  trimBlanks,
} from './fieldLine';

/** A stretch of a log: one event, or text that belongs to none. Offsets in UTF-16 code units. */
export interface Segment {
  readonly kind: 'audit' | 'certificate' | 'between';
  readonly start: number;
  readonly end: number;
}

const certificateStart = /\{\s*"(?:object_handle|op_code|response|attributes|timestamp)"/y;

function isCertificateStart(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x7b) return false;
  certificateStart.lastIndex = at;
  return certificateStart.test(text);
}

/**
 * Cuts a text into events and the text between them. Every character is in exactly one segment:
 * joined in order they give the text back.
 *
 * An audit event begins at its `Time` line, or at a known label where the `Time` line is missing (a
 * log cut in the middle), and runs to the line before the next event. A blank line ends it unless a
 * known label follows that it has not had. Where the line end before the next event's time was lost, it
 * ends within the line. No fixed number of lines is assumed.
 */
export function* segments(text: string): Generator<Segment, void, undefined> {
  let between = 0;
  let end = -1; // of the line that `at` is on; found once a line, however many events stand on it
  let before: Segment['kind'] = 'between';
  for (let at = 0; at < text.length;) {
    if (at > end) end = lineEnd(text, at);
    const segment = segmentAt(text, at, end, before);
    before = segment?.kind ?? 'between';
    if (segment === undefined) {
      at = end + 1;
      continue;
    }
    if (segment.start > between) yield { kind: 'between', start: between, end: segment.start };
    yield segment;
    between = at = segment.end;
  }
  if (between < text.length) yield { kind: 'between', start: between, end: text.length };
}

/**
 * The event that begins on the line, or the rest of one, [at, end).
 *
 * @param before the kind of the event that ends at `at`
 */
function segmentAt(
  text: string,
  at: number,
  end: number,
  before: Segment['kind'],
): Segment | undefined {
  const content = skipListBlanks(text, at, end);
  if (isCertificateStart(text, content)) {
    return { kind: 'certificate', start: content, end: certificateEnd(text, content) };
  }
  if (at > 0 && text.charCodeAt(at - 1) !== 0x0a) {
    // Behind an event on the same line nothing but another one of the same kind can begin.
    if (before !== 'audit' || !isEventStart(text, content, end)) return undefined;
    return { kind: 'audit', start: content, end: auditEnd(text, content, end) };
  }
  // What a tool has put before an event belongs to it.
  const behind = contentStart(text, at, end);
  if (isCertificateStart(text, behind)) {
    return { kind: 'certificate', start: at, end: certificateEnd(text, behind) };
  }
  if (!isEventStart(text, at, end) && knownLabel(text, at, end) === undefined) return undefined;
  return { kind: 'audit', start: at, end: auditEnd(text, at, end) };
}

/**
 * Whether an event begins at the line [start, end) whatever stands before it. The line must not be the
 * text's last one.
 */
export function surelyBegins(text: string, start: number, end: number): boolean {
  return isEventStart(text, start, end) || isCertificateStart(text, skipBlanks(text, start, end));
}

/** Objects back to back may stand in a JSON list. */
function skipListBlanks(text: string, start: number, end: number): number {
  let at = skipBlanks(text, start, end);
  while (at < end && (text.charCodeAt(at) === 0x2c || text.charCodeAt(at) === 0x5b)) {
    at = skipBlanks(text, at + 1, end);
  }
  return at;
}

function knownLabel(text: string, start: number, end: number): FieldId | undefined {
  const line = newFieldLine();
  return readLine(text, start, end, line) ? line.label?.id : undefined;
}

/** The labels of an event's lines, read only as far as a blank line makes it necessary. */
class SeenLabels {
  private readonly ids = new Set<FieldId>();

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  /** Whether a line before `end` has that label. Asked for with growing ends it reads the text once. */
  has(id: FieldId, end: number): boolean {
    while (this.at < end) {
      const stop = lineEnd(this.text, this.at);
      const seen = knownLabel(this.text, this.at, stop);
      if (seen !== undefined) this.ids.add(seen);
      this.at = stop + 1;
    }
    return this.ids.has(id);
  }
}

function trimLineEnd(text: string, end: number): number {
  return end > 0 && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
}

/** Where the audit event ends whose first line is [start, firstEnd). */
function auditEnd(text: string, start: number, firstEnd: number): number {
  const next = collapsedEventAfter(text, start, firstEnd);
  if (next !== undefined) return next;
  const behind = joinedEventIn(text, start, firstEnd);
  if (behind !== undefined) return trimBlanks(text, start, behind);
  const seen = new SeenLabels(text, start);
  let last = firstEnd;
  let blank = false;
  for (let at = firstEnd + 1; at <= text.length;) {
    const end = lineEnd(text, at);
    if (skipBlanks(text, at, end) === end) {
      blank = true;
    } else {
      if (isEventStart(text, at, end)) break;
      if (isCertificateStart(text, contentStart(text, at, end))) break;
      if (blank) {
        const label = knownLabel(text, at, end);
        // A label that this event has already belongs to the next one, whose first lines were lost.
        if (label === undefined || seen.has(label, at)) break;
      }
      blank = false;
      last = end;
      const joined = joinedEventIn(text, at, end);
      if (joined !== undefined) return trimBlanks(text, at, joined);
    }
    at = end + 1;
  }
  return trimLineEnd(text, last);
}

/**
 * Where the JSON object that begins at `start` ends: behind its closing brace, or, for one that was
 * cut short, at the last text before the next event.
 */
function certificateEnd(text: string, start: number): number {
  let quoted = false;
  let depth = 1;
  let content = start + 1;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) {
      quoted = false; // JSON has no line end in a string: the string was cut.
      const next = at + 1;
      const end = lineEnd(text, next);
      const first = contentStart(text, next, end);
      if (isCertificateStart(text, first) || isEventStart(text, next, end)) return content;
      continue;
    }
    // A line ends whatever stands before its end.
    if (code === 0x5c && quoted) at += text.charCodeAt(at + 1) === 0x0a ? 0 : 1;
    else if (code === 0x22) quoted = !quoted;
    else if (code === 0x7b && !quoted) depth++;
    else if (code === 0x7d && !quoted && --depth === 0) return at + 1;
    if (code > 0x20) content = Math.min(at + 1, text.length);
  }
  return content;
}
