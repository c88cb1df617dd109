import { contentStart, lineEnd, skipBlanks } from '../fieldLine';
import { dayNumber } from '../dayNumber';

/**
 * Reads two values of an event where they usually stand, without decoding it. What looks unusual is
 * left to the decoder: then the answer is none.
 */

const zero = 0x30;
const timeLabel = 'Time: ';
const opcodeLabel = 'Opcode';

/**
 * The time in words of the event [start, end), in Unix µs; NaN where it is not printed as usual
 * (`Time: MM/DD/YY HH:MM:SS.ffffff`).
 */
export function printedTime(text: string, start: number, end: number): number {
  const isFirst = text.startsWith(timeLabel, start);
  const label = isFirst ? start : contentStart(text, start, lineEnd(text, start));
  if ((!isFirst && !text.startsWith(timeLabel, label)) || label + 30 > end) return NaN;
  const at = label + 6;
  const month = two(text, at);
  const day = two(text, at + 3);
  const year = two(text, at + 6);
  const hour = two(text, at + 9);
  const minute = two(text, at + 12);
  const second = two(text, at + 15);
  const micros = two(text, at + 18) * 10_000 + two(text, at + 20) * 100 + two(text, at + 22);
  const days = dayNumber(2000 + year, month, day) ?? NaN;
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1e6 + micros;
}

function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/**
 * Where an opcode's name ends in the event [start, end); undefined where it cannot be told without
 * decoding.
 */
export function opcodeNameEnd(
  text: string,
  start: number,
  end: number,
  name: string,
): number | undefined {
  const label = text.indexOf(opcodeLabel, start);
  if (label < 0 || label >= end) return undefined;
  const colon = skipBlanks(text, label + opcodeLabel.length, end);
  if (text[colon] !== ':') return undefined;
  const at = skipBlanks(text, colon + 1, end);
  return text.startsWith(name, at) && at + name.length <= end ? at + name.length : undefined;
}

/** No code is longer: ` (0x`, 16 digits and `)`. */
const longestCode = 24;

/** What is printed behind a name, ` (0xd)`; undefined where that is no code. */
export function opcodeCode(text: string, nameEnd: number): string | undefined {
  const rest = text.slice(nameEnd, nameEnd + longestCode);
  return /^ *\([0-9a-fx]+\)/.exec(rest)?.[0];
}
