import type { Chart, Words } from './messages';

/** A value as a person reads it: `412`, `48.3 °C`, `1.2 kB/s`, `no`. */
export function valueText(
  format: Chart['format'],
  value: number,
  words: Pick<Words, 'yes' | 'no'>,
): string {
  switch (format) {
    case 'yes or no':
      return value > 0 ? words.yes : words.no;
    case '°C':
      return `${number(value, 1)} °C`;
    case 'count':
      return number(value, 1);
    case 'bytes/s':
      return rate(value);
  }
}

function number(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals });
}

function rate(value: number): string {
  const units = ['B/s', 'kB/s', 'MB/s', 'GB/s'];
  let step = 0;
  let rest = value;
  while (Math.abs(rest) >= 1000 && step < units.length - 1) {
    rest /= 1000;
    step += 1;
  }
  return `${number(rest, step === 0 ? 0 : 1)} ${units[step] ?? ''}`;
}

/** What is known of a metric's values itself, on a line: `attention from 1,800 on · limit 2,048`. */
export function ownMarks({ marks }: Pick<Chart, 'marks'>): string {
  return marks
    .filter(({ kind }) => kind !== 'alarm')
    .map(({ label }) => label)
    .join(' · ');
}

/** Unix ms as `2026-03-26 06:47:52` in UTC. */
export function timeText(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** Unix ms as short as an axis wants it: `06:00`, or the day at midnight and where a step is a day. */
export function axisText(time: number, step: number): string {
  const text = timeText(time);
  if (step >= 86_400_000) return text.slice(5, 10);
  const clock = step >= 60_000 ? text.slice(11, 16) : text.slice(11, 19);
  return clock === '00:00' || clock === '00:00:00' ? text.slice(5, 10) : clock;
}

/** The points of a series in short: what a table of it says. */
export function summary(values: readonly (number | null)[]): {
  readonly newest: number | undefined;
  readonly lowest: number | undefined;
  readonly highest: number | undefined;
  readonly points: number;
} {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) {
    return { newest: undefined, lowest: undefined, highest: undefined, points: 0 };
  }
  return {
    newest: known.at(-1),
    lowest: known.reduce((least, value) => Math.min(least, value)),
    highest: known.reduce((most, value) => Math.max(most, value)),
    points: known.length,
  };
}
