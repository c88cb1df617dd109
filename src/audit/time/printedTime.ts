import { dayNumber } from './dayNumber';
import { contentStart, lineEnd } from '../text/fieldLine';

const zero = 0x30;
const timeLabel = 'Time: ';

/**
 * The time in words of the event [start, end), in Unix µs, read where it usually stands; NaN where it
 * is not printed as usual (`Time: MM/DD/YY HH:MM:SS.ffffff`): that is left to the decoder.
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
