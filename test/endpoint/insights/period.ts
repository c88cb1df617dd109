const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Each unit with its length in ms and the number that is the most of it. */
const units: readonly (readonly [names: readonly string[], ms: number, most: number])[] = [
  [['ms', 'msec', 'millisecond'], 1, 1000],
  [['s', 'sec', 'second'], second, 60],
  [['m', 'min', 'minute'], minute, 60],
  [['h', 'hr', 'hour'], hour, 24],
  [['d', 'day'], day, Infinity],
  [['w', 'week'], 7 * day, Infinity],
];

/**
 * The ms of `5m`, `1hr`, `2days`; undefined for anything else. More than the most of a unit is the most.
 * Source: CloudWatch Logs User Guide, datetime functions. Months and longer units are not known here.
 */
export function periodMs(text: string): number | undefined {
  const [, count = '', name = ''] = /^(\d+)([a-z]+)$/i.exec(text) ?? [];
  const unit = units.find(([names]) => names.some((one) => name === one || name === `${one}s`));
  if (unit === undefined) return undefined;
  const [, ms, most] = unit;
  return Math.min(Number(count), most) * ms;
}
