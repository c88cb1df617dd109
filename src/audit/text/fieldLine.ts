import { prefixEnd } from '../containers/linePrefix';
import { labelOf, labels, longestLabel, type Label } from './labels';

const space = 0x20;
const tab = 0x09;
const colon = 0x3a;
const carriageReturn = 0x0d;

function isBlank(code: number): boolean {
  return code === space || code === tab || code === carriageReturn;
}

/** The first place in [start, end) that is not blank, or `end`. */
export function skipBlanks(text: string, start: number, end: number): number {
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  return start;
}

/** The end of [start, end) without the blanks at its end. */
export function trimBlanks(text: string, start: number, end: number): number {
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Where the line that begins at `start` ends, without its `\n` (a `\r` before it is a blank). */
export function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/**
 * One `Label : value`, as offsets into the text. It is overwritten by the next `readLine`, so that
 * reading a log makes no object a line.
 */
export interface FieldLine {
  /** Undefined for a label that is not known. */
  label: Label | undefined;
  labelStart: number;
  labelEnd: number;
  valueStart: number;
  valueEnd: number;
}

export function newFieldLine(): FieldLine {
  return { label: undefined, labelStart: 0, labelEnd: 0, valueStart: 0, valueEnd: 0 };
}

/** Where the text of a line begins, behind its indentation and the prefix that a tool has put there. */
export function contentStart(text: string, start: number, end: number): number {
  const first = skipBlanks(text, start, end);
  return first === end ? first : prefixEnd(text, first, end);
}

/** Punctuation that labels may have: `Command Type(hex)`, `Priv/Secret Key Handle`. */
const labelPunctuation: ReadonlySet<number> = new Set(
  Array.from("()/-_.#&'+", (one) => one.charCodeAt(0)),
);

/** A label is words: anything else before a colon is text. */
function isLabelCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === space ||
    code === tab ||
    code > 0x9f ||
    labelPunctuation.has(code)
  );
}

/**
 * Reads the line [start, end) as `Label : value` into `line`; the first colon splits.
 * @returns false when the line has no label
 */
export function readLine(text: string, start: number, end: number, line: FieldLine): boolean {
  const from = contentStart(text, start, end);
  const limit = Math.min(end, from + longestLabel);
  let at = from;
  while (at < limit && isLabelCode(text.charCodeAt(at))) at++;
  if (at === from || at >= end || text.charCodeAt(at) !== colon) return false;
  const labelEnd = trimBlanks(text, from, at);
  if (labelEnd === from) return false;
  line.label = labelOf(text.slice(from, labelEnd));
  line.labelStart = from;
  line.labelEnd = labelEnd;
  line.valueStart = skipBlanks(text, at + 1, end);
  line.valueEnd = trimBlanks(text, line.valueStart, end);
  return true;
}

const date = /\d\d\/\d\d\/\d\d/y;
const cutDate = /(?:\d\d?|\d\d\/\d?|\d\d\/\d\d\/?\d?)?$/y;

/**
 * Whether the line [start, end) is the `Time` line that begins an event: with a date, or with as much of
 * one as is left where the text ends.
 */
export function isEventStart(text: string, start: number, end: number): boolean {
  const from = contentStart(text, start, end);
  if (!text.startsWith('Time', from)) return false;
  const at = skipBlanks(text, from + 4, end);
  if (at >= end || text.charCodeAt(at) !== colon) return false;
  const value = skipBlanks(text, at + 1, end);
  date.lastIndex = value;
  if (date.test(text) && date.lastIndex <= end) return true;
  cutDate.lastIndex = value;
  return end === text.length && end - value < 8 && cutDate.test(text);
}

const timeWithMore = /\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{1,6},[ \t]*usecs:\d{1,19}(?=[ \t])/y;
const otherLabels = labels
  .filter(({ id }) => id !== 'time')
  .map(({ text }) => text.replace(/[()/]/g, '\\$&'))
  .sort((a, b) => b.length - a.length)
  .join('|');
const labelInside = new RegExp(`[ \\t](${otherLabels})[ \\t]*:`, 'g');
const labelNext = new RegExp(`[ \\t]+(?:${otherLabels})[ \\t]*:`, 'y');

/** A Time line with two events is longer, one with nothing but its time shorter. */
const shortestCollapsed = 100;

const timeInside = new RegExp(`[ \\t]+Time[ \\t]*:[ \\t]*${timeWithMore.source}`);

/**
 * Where the event on the line [start, end) ends, when a copy from a web page has put the next one on
 * the same line. Only a line that has its event's other fields behind the time is looked through: the
 * value of a field in a log that has its line ends begins no event.
 */
export function collapsedEventAfter(text: string, start: number, end: number): number | undefined {
  if (end - start < shortestCollapsed) return undefined;
  const line = newFieldLine();
  if (!readLine(text, start, end, line) || line.label?.id !== 'time') return undefined;
  timeWithMore.lastIndex = line.valueStart;
  if (!timeWithMore.test(text)) return undefined;
  const timeEnd = (labelNext.lastIndex = timeWithMore.lastIndex);
  if (!labelNext.test(text)) return undefined;
  const index = text.slice(timeEnd, end).search(timeInside);
  return index < 0 ? undefined : timeEnd + index;
}

const timeAtEnd = /usecs:\d{1,19}\r?$/;
const timeJoined =
  /Time[ \t]*:[ \t]*\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{1,6},[ \t]*usecs:\d{1,19}\r?$/;

/** The shortest `Time` line, and how much of one its usecs and some blanks take (assembly/lines.ts). */
const shortestTime = 32;

/** The labels that stand behind the time of an event. */
const secondLabels: ReadonlySet<string | undefined> = new Set(['sequence', 'versionNo']);

/**
 * Where the next event begins on the line [start, end), whose own line end was lost: a whole time ends
 * the line, and the next line goes on as an event does behind its time.
 */
export function joinedEventIn(text: string, start: number, end: number): number | undefined {
  if (end - start <= shortestTime || end + 1 >= text.length) return undefined;
  if (!timeAtEnd.test(text.slice(end - shortestTime, end))) return undefined;
  const first = contentStart(text, start, end) + 1;
  const index = text.slice(first, end).search(timeJoined);
  if (index < 0) return undefined;
  const line = newFieldLine();
  if (readLine(text, start, end, line) && line.label?.id === 'time') return undefined;
  const next = end + 1;
  if (!readLine(text, next, lineEnd(text, next), line)) return undefined;
  return secondLabels.has(line.label?.id) ? first + index : undefined;
}

/**
 * Calls `visit` for every line of the event [start, end) and for every field of a line that a copy
 * from a web page has collapsed (`Time: …, usecs:… Sequence No : 0x1 Reboot counter : …`).
 *
 * @param visit gets the field, or undefined for a line without a label, and the line's bounds; the
 * field is valid during the call only
 */
export function visitLines(
  text: string,
  start: number,
  end: number,
  visit: (field: FieldLine | undefined, lineStart: number, lineEnd: number) => void,
): void {
  const line = newFieldLine();
  for (let at = start; at < end;) {
    const stop = Math.min(lineEnd(text, at), end);
    if (!readLine(text, at, stop, line)) visit(undefined, at, stop);
    else if (line.label?.id === 'time') visitTimeLine(text, at, stop, line, visit);
    else visit(line, at, stop);
    at = stop + 1;
  }
}

function visitTimeLine(
  text: string,
  start: number,
  end: number,
  line: FieldLine,
  visit: (field: FieldLine | undefined, lineStart: number, lineEnd: number) => void,
): void {
  timeWithMore.lastIndex = line.valueStart;
  const { valueEnd } = line;
  if (!timeWithMore.test(text) || timeWithMore.lastIndex >= valueEnd) {
    visit(line, start, end);
    return;
  }
  const timeEnd = timeWithMore.lastIndex;
  const rest = text.slice(timeEnd, valueEnd);
  const starts = [...rest.matchAll(labelInside)].map(({ index }) => timeEnd + index + 1);
  line.valueEnd =
    starts.length === 0 ? valueEnd : trimBlanks(text, line.valueStart, starts[0] ?? 0);
  visit(line, start, end);
  starts.forEach((from, index) => {
    if (readLine(text, from, starts[index + 1] ?? valueEnd, line)) visit(line, start, end);
  });
}
