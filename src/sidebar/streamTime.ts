/** Writes the times of streams, all in UTC as the HSMs do. */
export class StreamTime {
  private readonly day: Intl.DateTimeFormat;
  private readonly minute: Intl.DateTimeFormat;

  /**
   * @param now Unix ms
   * @param locale a BCP 47 tag
   */
  constructor(
    private readonly now: () => number,
    locale: string,
  ) {
    const date = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    this.day = new Intl.DateTimeFormat(locale, { ...date, year: 'numeric' });
    this.minute = new Intl.DateTimeFormat(locale, { ...date, ...time });
  }

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
}
