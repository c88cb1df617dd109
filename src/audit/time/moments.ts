import * as l10n from '@vscode/l10n';

/**
 * Where and when the reader is. Injected, so that a description does not depend on the machine. It
 * keeps its formats: making one takes longer than a hover may.
 */
export class Reader {
  private localFormat: Intl.DateTimeFormat | undefined;
  private relativeFormat: Intl.RelativeTimeFormat | undefined;

  /**
   * @param now Unix ms
   * @param locale a BCP 47 tag; left out: the machine's own
   * @param timeZone an IANA name; left out: the machine's own
   */
  constructor(
    readonly now: () => number,
    private readonly locale?: string,
    private readonly timeZone?: string,
  ) {}

  get local(): Intl.DateTimeFormat {
    this.localFormat ??= new Intl.DateTimeFormat(this.locale, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
      timeZoneName: 'short',
      ...(this.timeZone === undefined ? {} : { timeZone: this.timeZone }),
    });
    return this.localFormat;
  }

  get relative(): Intl.RelativeTimeFormat {
    this.relativeFormat ??= new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    return this.relativeFormat;
  }
}

/** Dates that a `Date` can hold, in µs. */
const lastUsecs = 8_640_000_000_000_000_000n;

function inRange(usecs: bigint): boolean {
  return usecs <= lastUsecs && usecs >= -lastUsecs;
}

/** `2026-03-12T03:12:07Z`, with its ms where there are any. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.000Z$/, 'Z');
}

/**
 * Unix ms in UTC as the name of a file can have it, where Windows takes no colon.
 *
 * @param to how exactly: `2026-03-25 02.09`, or `2026-03-25 02.09.18`
 */
export function timeInName(ms: number, to: 'minutes' | 'seconds'): string {
  const length = to === 'minutes' ? 16 : 19;
  return new Date(ms).toISOString().slice(0, length).replace('T', ' ').replaceAll(':', '.');
}

/** Unix µs as `2017-12-19T21:01:17.140812Z`; undefined beyond the years of the calendar. */
export function isoMicroseconds(usecs: bigint): string | undefined {
  // Numbers take a tenth of the time, and nearly all times fit.
  const number = Number(usecs);
  if (number >= 0 && number <= Number.MAX_SAFE_INTEGER) {
    const fraction = number % 1e6;
    return isoText((number - fraction) / 1000, fraction);
  }
  if (!inRange(usecs)) return undefined;
  const fraction = ((usecs % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return isoText(Number((usecs - fraction) / 1000n), Number(fraction));
}

function isoText(ms: number, fraction: number): string {
  return `${new Date(ms).toISOString().slice(0, -5)}.${String(fraction).padStart(6, '0')}Z`;
}

/** Unix µs on the reader's own clock, with the zone: `Dec 19, 2017, 13:01:17.140 PST`. */
export function localTime(usecs: bigint, reader: Reader): string | undefined {
  return inRange(usecs) ? reader.local.format(new Date(Number(usecs / 1000n))) : undefined;
}

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** How long before or after the reader's now: `8 years ago`. */
export function relativeTime(usecs: bigint, reader: Reader): string {
  const seconds = Number(usecs / 1000n - BigInt(reader.now())) / 1000;
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) {
      return reader.relative.format(Math.trunc(seconds / length), unit);
    }
  }
  return reader.relative.format(Math.trunc(seconds), 'second');
}

/** A stretch of time in words a person reads at a glance: `350 µs`, `27.4 ms`, `2.1 s`, `3 h 5 min`. */
export function duration(usecs: bigint): string {
  const absolute = Number(usecs < 0n ? -usecs : usecs);
  if (absolute < 1000) return l10n.t('{0} µs', absolute);
  if (absolute < 1_000_000) return l10n.t('{0} ms', (absolute / 1000).toFixed(1));
  if (absolute < 60_000_000) return l10n.t('{0} s', (absolute / 1_000_000).toFixed(1));
  const minutes = Math.round(absolute / 60_000_000);
  if (minutes < 60) return l10n.t('{0} min', minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return l10n.t('{0} h {1} min', hours, minutes % 60);
  return l10n.t('{0} days', Math.round(hours / 24));
}
