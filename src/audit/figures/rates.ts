/** Points in the order of time; times in Unix ms. */
export interface Points {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/**
 * A counter as its rate a second, from each point to the next. Where the counter fell it began anew, and
 * nothing is known of the time between; that point is left out.
 */
export function rates({ times, values }: Points): Points {
  const rateTimes: number[] = [];
  const rateValues: number[] = [];
  for (let index = 1; index < times.length; index++) {
    const seconds = ((times[index] ?? 0) - (times[index - 1] ?? 0)) / 1000;
    const grown = (values[index] ?? 0) - (values[index - 1] ?? 0);
    if (grown < 0 || seconds <= 0) continue;
    rateTimes.push(times[index] ?? 0);
    rateValues.push(grown / seconds);
  }
  return { times: rateTimes, values: rateValues };
}
