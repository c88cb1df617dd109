const date = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Writes the times of streams, all in UTC as the HSMs do. */
export class StreamTime {
  // Made when one is shown: that takes as long as loading all of this.
  private dayFormat: Intl.DateTimeFormat | undefined;
  private minuteFormat: Intl.DateTimeFormat | undefined;

  /**
   * @param now Unix ms
   * @param locale a BCP 47 tag
   */
  constructor(
    private readonly now: () => number,
    private readonly locale: string,
  ) {}

  /** Unix ms as `Apr 17, 18:12`, or as `Apr 17, 2024` when it is not of this year. */
  short(time: number): string {
    const year = new Date(time).getUTCFullYear();
    const format = year === new Date(this.now()).getUTCFullYear() ? this.minute : this.day;
    return format.format(time);
  }

  /** Unix ms as `2026-04-17 18:12:07 UTC`. */
  long(time: number): string {
    return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  }

  private get day(): Intl.DateTimeFormat {
    return (this.dayFormat ??= new Intl.DateTimeFormat(this.locale, { ...date, year: 'numeric' }));
  }

  private get minute(): Intl.DateTimeFormat {
    return (this.minuteFormat ??= new Intl.DateTimeFormat(this.locale, { ...date, ...time }));
  }
}
