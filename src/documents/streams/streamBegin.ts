import type { FetchedLog } from './fetchedLog';

/** A stream that is longer is opened at its first day only. */
const mostPages = 10;

/**
 * Reads a stream back to its first event or, where it is long, the day that it began with. Retention may
 * have removed that day.
 *
 * @param firstDay opens that day; undefined where it is not known
 * @param grown is called when events came, also where reading further fails
 * @returns which of the two has the first event; `gone` where neither has it
 */
export async function readToBegin(
  stream: Pick<FetchedLog, 'loadOlder'>,
  firstDay: (() => Promise<Pick<FetchedLog, 'eventCount' | 'missing'>>) | undefined,
  grown: () => void,
  signal?: AbortSignal,
): Promise<'stream' | 'firstDay' | 'gone'> {
  let pages = 0;
  try {
    while (pages < mostPages && (await stream.loadOlder(signal)) > 0) pages += 1;
  } finally {
    if (pages > 0) grown();
  }
  if (pages < mostPages) return 'stream';
  if (firstDay === undefined) return 'gone';
  const { eventCount, missing } = await firstDay();
  // One that could not be read says so itself.
  return eventCount > 0 || missing !== undefined ? 'firstDay' : 'gone';
}
