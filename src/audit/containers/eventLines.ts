import { longestLabel } from '../text/labels';

/** A line of an event: its label and its value. */
export type EventLine = readonly [label: string, value: string];

/**
 * The text of an event whose fields came apart: a line a field. What would break a line or its label is
 * escaped, so that a value stays one value.
 */
export function eventText(lines: readonly EventLine[]): string {
  return lines
    .map(([label, value]) => {
      const line = `${labelText(label)} : ${oneLine(value)}`;
      // A time at a line's end may begin the next event, where its line end was lost; before a blank it does not.
      return endsInTime.test(line) ? `${line} ` : line;
    })
    .join('\n');
}

const endsInTime = /(?!^)Time[ \t]*:.*usecs:\d{1,19}$/;

/** Text on one line, with its line ends and backslashes before them as escapes. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\u0085\u2028\u2029]/g, (end) => lineEnds.get(end) ?? ' ');
}

const lineEnds: ReadonlyMap<string, string> = new Map([
  ['\r', '\\r'],
  ['\n', '\\n'],
]);

function labelText(label: string): string {
  return (
    oneLine(label)
      .replaceAll(':', '.')
      .trim()
      .slice(0, longestLabel - 1) || '-'
  );
}

/** Unix µs as an event's `Time` line has them: `03/12/26 03:12:07.140812, usecs:1773285127140812`. */
export function timeText(usecs: bigint): string | undefined {
  const ms = Number(usecs / 1000n);
  if (!(ms >= 0 && ms < 4_102_444_800_000)) return undefined; // the two digits of a year: to 2099
  const iso = new Date(ms).toISOString();
  const fraction = String(usecs % 1_000_000n).padStart(6, '0');
  const date = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(2, 4)}`;
  return `${date} ${iso.slice(11, 19)}.${fraction}, usecs:${usecs}`;
}
