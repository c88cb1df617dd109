import * as l10n from '@vscode/l10n';
import type { ReadingPace } from '../logSource';

/** How far a reading is. */
export interface ReadSoFar {
  readonly events: number;
  /** Requests that were answered. */
  readonly pages: number;
}

/** In one line: `1,200 events, GetLogEvents in eu-central-1: 23.4 requests/s, throttled`. */
export function readingWords(
  { events, pages }: ReadSoFar,
  seconds: number,
  pace: ReadingPace | undefined,
): string {
  const count =
    events === 1 ? l10n.t('1 event') : l10n.t('{0} events', events.toLocaleString('en-US'));
  if (pace === undefined) return count;
  const rate = (pages / Math.max(1, seconds)).toFixed(1);
  const { operation, region } = pace;
  return pace.isThrottled
    ? l10n.t('{0}, {1} in {2}: {3} requests/s, throttled', count, operation, region, rate)
    : l10n.t('{0}, {1} in {2}: {3} requests/s', count, operation, region, rate);
}
