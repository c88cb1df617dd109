const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
/** Days of a common year before each month. */
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/**
 * Days since 1970-01-01 of a date of the years 2000 to 2099, every fourth of which is a leap year;
 * undefined for a day that does not exist.
 */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const before = daysBefore[month - 1];
  if (before === undefined) return undefined;
  const isLeap = year % 4 === 0;
  const length = (monthLengths[month - 1] ?? 0) + (isLeap && month === 2 ? 1 : 0);
  if (!(day >= 1 && day <= length)) return undefined;
  const leapDays = ((year - 2000 + 3) >> 2) + (isLeap && month > 2 ? 1 : 0);
  return 10_956 + (year - 2000) * 365 + leapDays + before + day;
}
