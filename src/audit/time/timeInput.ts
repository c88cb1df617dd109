import { usualForm } from './timeForms';

/** Where a person types or pastes a time: what it is read against. */
export interface TimeContext {
  /** Unix µs that a time without a date, or a distance, goes from: the event at the cursor. */
  readonly near: number;
  /** The earliest and latest time of the log in Unix µs. */
  readonly first: number;
  readonly last: number;
  /** Unix µs of now, for `5 minutes ago` and `yesterday`. Left out: those are not read. */
  readonly now?: number;
  /** Minutes that the reader's clock is ahead of UTC at a moment (Unix ms); 0 reads it as UTC. */
  readonly offsetMinutes: (ms: number) => number;
}

/** No time is longer; a pasted line may be. */
const longest = 1000;

const usecsASecond = 1_000_000;
const usecsADay = 86_400 * usecsASecond;

/** `2h`, `1d 3h 20m`, `90 seconds`, `250ms` */
const units: readonly (readonly [name: RegExp, usecs: number])[] = [
  [/^w(?:eeks?|ks?)?$/i, 7 * usecsADay],
  [/^d(?:ays?)?$/i, usecsADay],
  [/^h(?:ours?|rs?)?$/i, 3600 * usecsASecond],
  [/^m(?:in(?:ute)?s?)?$/i, 60 * usecsASecond],
  [/^s(?:ec(?:ond)?s?)?$/i, usecsASecond],
  [/^(?:ms|msecs?|milliseconds?)$/i, 1000],
  [/^(?:[uµ]s|usecs?|microseconds?)$/i, 1],
];

const iso =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:T|\s+)(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?$/i;
/** A whole moment, to be found inside of a line. */
const isoInside =
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d)\b)?/i;
const usInside = /\b\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{1,9}/;
const syslog = /^[a-z]{3} [ \d]\d \d\d:\d\d:\d\d(?= )/i;
const us =
  /^(?:Time\s*:\s*)?(\d\d?)\/(\d\d?)\/(\d\d|\d{4})(?:\s+(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|UTC)?$/i;
const clock = /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;
const usecs = /\busecs?\s*:\s*(\d{1,19})\b/i;
const epoch = /^@?(\d{9,19})(?:\.(\d{1,6}))?$/;
const distance = /^([+-])\s*((?:\d+(?:\.\d+)?\s*[a-zµ]+\s*)+)$/i;
const ago = /^((?:\d+(?:\.\d+)?\s*[a-zµ]+\s*)+?)\s+ago$/i;
const dayByName = /^(today|yesterday)(?:\s+(?:at\s+)?(.+))?$/i;

/**
 * Reads a time as people write, paste or mean it:
 *
 * - ISO 8601, with or without an offset, seconds, a time: `2026-03-12T03:12:07.14+01:00`
 * - as the log prints it, with or without `usecs`: `03/12/26 03:12:07.140812, usecs:1773285127140812`.
 *   What the log prints, two digits a year and a fraction, is UTC whatever the reader's clock is.
 * - as other tools and people write it (`usualForm`): `Thu, 12 Mar 2026 03:12:07 GMT`, `3/12/2026, 3:12 AM`
 * - seconds, ms, µs or ns since 1970, by their number of digits
 * - a time of day, on the day of the event at the cursor: `03:12`
 * - a distance from that event: `-2h`, `+1d 30m`
 * - by the clock of now, where it is known: `now`, `yesterday 03:12`, `5 minutes ago`
 * - `start` and `end` of the log
 *
 * @returns Unix µs; undefined for anything else
 */
export function parseTimeInput(text: string, context: TimeContext): number | undefined {
  if (text.length > longest) return undefined;
  const bare = text.trim().replace(/^["'[(]+|["'\]),;]+$/g, '');
  if (/^(start|first)$/i.test(bare)) return context.first;
  if (/^(end|last)$/i.test(bare)) return context.last;
  const typed = usualForm(bare, context.near);
  return (
    fromUsecs(typed) ??
    fromIso(typed, context) ??
    fromUsDate(typed, context) ??
    fromEpoch(typed) ??
    fromClock(typed, context) ??
    fromDistance(typed, context) ??
    fromNow(typed, context)
  );
}

/**
 * Reads a time, or a pasted line that has one in it: of `aws logs tail`, syslog, the decoded view. To be
 * used where the reading is shown before it counts.
 *
 * @returns Unix µs of the first whole moment; undefined where there is none
 */
export function parsePastedTime(text: string, context: TimeContext): number | undefined {
  const line = text.slice(0, longest);
  const inside = [isoInside, usInside, syslog].flatMap((form) => form.exec(line)?.[0] ?? []);
  return parseTimeInput(line, context) ?? parseTimeInput(inside[0] ?? '', context);
}

/** From one moment to another one in Unix µs, both included. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads two times with `to`, `..` or ` - ` between them. The second one goes from the first: `03:00 to
 * 04:00` is one hour of one day, `03:00 to +10m` ten minutes.
 *
 * @returns undefined where either is no time or the end is before the start
 */
export function parseTimeSpan(text: string, context: TimeContext): TimeSpan | undefined {
  const parts = /^(.+?)(?:\s+(?:to|until)\s+|\s*\.\.\s*|\s+[-–—]\s+)(.+)$/is.exec(text.trim());
  if (parts === null) return undefined;
  const [, first = '', second = ''] = parts;
  const from = parseTimeInput(first, context);
  if (from === undefined) return undefined;
  const to = parseTimeInput(second, { ...context, near: from });
  return to === undefined || to < from ? undefined : { from, to };
}

function fromUsecs(text: string): number | undefined {
  const digits = usecs.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function fromIso(text: string, context: TimeContext): number | undefined {
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const date = days(Number(year), Number(month), Number(day));
  const time = timeOfDay(hour, minute, second, fraction);
  return date === undefined || time === undefined ? undefined : zoned(date + time, zone, context);
}

function fromUsDate(text: string, context: TimeContext): number | undefined {
  const parts = us.exec(text);
  if (parts === null) return undefined;
  const [, month, day, year = '', hour, minute, second, fraction, zone] = parts;
  const date = days(
    year.length === 2 ? 2000 + Number(year) : Number(year),
    Number(month),
    Number(day),
  );
  const time = timeOfDay(hour, minute, second, fraction);
  if (date === undefined || time === undefined) return undefined;
  const isOfLog = year.length === 2 && fraction !== undefined;
  return zoned(date + time, isOfLog ? 'UTC' : zone, context);
}

/** 9 to 11 digits are seconds, 12 to 14 ms, to 17 µs, more ns: each the years 1973 to 5138 or so. */
function fromEpoch(text: string): number | undefined {
  const [, digits, fraction = ''] = epoch.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (digits.length <= 11) {
    return Number(digits) * usecsASecond + Number(fraction.padEnd(6, '0'));
  }
  if (digits.length <= 14)
    return Number(digits) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  return Number(digits.length <= 17 ? digits : digits.slice(0, -3));
}

/** @param daysBack how many days before that of `near` */
function fromClock(text: string, context: TimeContext, daysBack = 0): number | undefined {
  const parts = clock.exec(text);
  if (parts === null) return undefined;
  const [, hour, minute, second, fraction, zone] = parts;
  const time = timeOfDay(hour, minute, second, fraction);
  if (time === undefined) return undefined;
  const ahead = aheadUsecs(context.near, zone, context);
  const midnight = (Math.floor((context.near + ahead) / usecsADay) - daysBack) * usecsADay;
  return zoned(midnight + time, zone, context);
}

function fromDistance(text: string, { near }: TimeContext): number | undefined {
  const [, sign, amounts] = distance.exec(text) ?? [];
  const length = amounts === undefined ? undefined : lengthOf(amounts);
  if (length === undefined) return undefined;
  return Math.round(sign === '-' ? near - length : near + length);
}

/** In µs; undefined where a unit is none. */
function lengthOf(amounts: string): number | undefined {
  let sum = 0;
  for (const [, amount, unit = ''] of amounts.matchAll(/(\d+(?:\.\d+)?)\s*([a-zµ]+)/gi)) {
    const [, usecs = NaN] = units.find(([name]) => name.test(unit)) ?? [];
    sum += Number(amount) * usecs;
  }
  return isNaN(sum) ? undefined : sum;
}

function fromNow(text: string, context: TimeContext): number | undefined {
  const { now } = context;
  if (now === undefined) return undefined;
  if (/^now$/i.test(text)) return now;
  const [, amounts] = ago.exec(text) ?? [];
  const length = amounts === undefined ? undefined : lengthOf(amounts);
  if (length !== undefined) return Math.round(now - length);
  const [, name, time = '00:00'] = dayByName.exec(text) ?? [];
  if (name === undefined) return undefined;
  // Not 24 hours back: a day of a clock change is longer or shorter.
  return fromClock(time, { ...context, near: now }, name.toLowerCase() === 'today' ? 0 : 1);
}

/** A day in Unix µs; undefined for one that no calendar has. */
function days(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.getTime() * 1000 : undefined;
}

/** µs since midnight; 0 where nothing is given, undefined for a time that no clock shows. */
function timeOfDay(hour = '0', minute = '0', second = '0', fraction = ''): number | undefined {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return seconds * usecsASecond + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** From a time on a clock to Unix µs. Near a clock change the offset there counts, not that at the same time in UTC. */
function zoned(usecs: number, zone: string | undefined, context: TimeContext): number {
  const guess = usecs - aheadUsecs(usecs, zone, context);
  return usecs - aheadUsecs(guess, zone, context);
}

function aheadUsecs(usecs: number, zone: string | undefined, context: TimeContext): number {
  const minutes = zone === undefined ? context.offsetMinutes(usecs / 1000) : zoneMinutes(zone);
  return minutes * 60 * usecsASecond;
}

function zoneMinutes(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (hours === undefined) return 0; // Z, UTC
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -ahead : ahead;
}
