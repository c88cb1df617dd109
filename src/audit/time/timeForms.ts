/**
 * Rewrites the forms in which tools and people write a moment into those that `parseTimeInput` reads: a
 * month in words, twelve hours, a zone as `GMT+0100`, dates with other marks between their parts.
 *
 * @param text one line, without white space at its ends
 * @param near Unix µs; a date without a year is the one nearest to it
 * @returns the text itself where nothing of it is known
 */
export function usualForm(text: string, near: number): string {
  const bare = text
    .replace(/\s+/g, ' ')
    .replace(/^@?(?:time ?stamp|time|date|epoch|at)["']?(?:\s*[:=]\s*|\s+)(?=\S)/i, '')
    // JavaScript writes the zone twice: GMT+0100 (Central European Standard Time)
    .replace(/([+-]\d\d:?\d\d) \([a-z ]+\)?$/i, '$1');
  const marked = withUsualZone(withFullDay(bare)).replace(hourAlone, '$1:00');
  return wordedDate(marked, near) ?? marked.replace(numericDate, usualDate);
}

/** `(UTC+1)`, `GMT+0100`: an offset as ISO 8601 has it. Letters of other zones mean more than one. */
function withUsualZone(text: string): string {
  return text.replace(
    /\s*\(?(?:UTC|GMT)\s?([+-])(\d\d?)(?::?(\d\d))?\)?$/i,
    (_, sign: string, hours: string, minutes = '00') =>
      `${sign}${hours.padStart(2, '0')}:${minutes}`,
  );
}

/** `2026-03-12T03`: ISO 8601 may end with the hour. */
const hourAlone = /^(\d{4}-\d\d-\d\dT\d\d)(?=$|Z|[+-])/i;

/** `3:12 PM`, `3 a.m.`: the hours of a whole day. */
function withFullDay(text: string): string {
  return text.replace(
    /\b(0?[1-9]|1[0-2])((?::\d\d){0,2}(?:\.\d+)?)\s?([ap])\.?m\b\.?/i,
    (_, hour: string, rest: string, half: string) => {
      const hours = (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
      return `${String(hours).padStart(2, '0')}${rest.includes(':') ? rest : `:00${rest}`}`;
    },
  );
}

/** `2026/03/12`, `12.03.2026`, `20260312T031207Z`, `3/12/2026,` */
const numericDate =
  /^(?:(\d{4})[/.](\d\d?)[/.](\d\d?)|(\d\d?)\.(\d\d?)\.(\d{4})|(20\d\d)(\d\d)(\d\d)(?=T|$)|(\d\d?\/\d\d?\/\d\d(?:\d\d)?)),?(?:T(\d\d)(\d\d)(\d\d)?(?=\D|$))?/i;

function usualDate(_found: string, ...parts: readonly (string | undefined)[]): string {
  const [y1, m1, d1, d2, m2, y2, y3, m3, d3, american, hour, minute, second] = parts;
  const date = american ?? [y1 ?? y2 ?? y3, m1 ?? m2 ?? m3, d1 ?? d2 ?? d3].join('-');
  if (hour === undefined) return date;
  return `${date} ${[hour, minute, second ?? '00'].join(':')}`;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const word =
  /^(?:(?<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?|(?<year>\d{4})|(?<day>\d\d?)(?:st|nd|rd|th)?\.?|(?<time>\d\d?:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)(?<stuck>Z|[+-]\d\d:?\d\d)?|(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|at|of|the|@)$/i;

/** A date with its month in words, its parts in whatever order: syslog, `date`, HTTP, access logs, people. */
function wordedDate(text: string, near: number): string | undefined {
  const found = new Map<string, string>();
  const words = text
    .replace(/(\d)[/-]([a-z]{3,9})[/-](\d{4}):?/i, '$1 $2 $3 ')
    .split(/,\s*|\s+/)
    .filter((one) => one !== '');
  if (words.length > 9) return undefined;
  for (const one of words) {
    const groups: Readonly<Record<string, string | undefined>> | undefined = word.exec(one)?.groups;
    if (groups === undefined) return undefined;
    for (const [name, value] of Object.entries(groups)) {
      if (value === undefined) continue;
      if (found.has(name)) return undefined;
      found.set(name, value);
    }
  }
  const [month, day] = [found.get('month'), found.get('day')];
  if (day === undefined || month === undefined) return undefined;
  const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const date = `${found.get('year') ?? nearestYear(number, Number(day), near)}-${number}-${day}`;
  const zone = found.get('stuck') ?? found.get('zone') ?? '';
  return [date, found.get('time') ?? '', zone].join(' ').trim();
}

/** The year in which a day is nearest to a moment: a log of January has a December before it. */
function nearestYear(month: number, day: number, near: number): number {
  const year = new Date(near / 1000).getUTCFullYear();
  const away = (one: number): number => Math.abs(Date.UTC(one, month - 1, day) - near / 1000);
  return [year - 1, year, year + 1].reduce((best, one) => (away(one) < away(best) ? one : best));
}
