/** Days since 1970-01-01 of a date of the years 2000 to 2099, every fourth of which is a leap year. */
export function dayNumber(year: number, month: number, day: number): number {
  const leaps = (year + 3 - 2000) >> 2;
  const inLeapYear = year % 4 === 0 && month > 2 ? 1 : 0;
  return (
    10_957 + (year - 2000) * 365 + leaps + (daysBefore[month - 1] ?? NaN) + inLeapYear + day - 1
  );
}

/** Days of a common year before each month. */
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;
