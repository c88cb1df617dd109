import * as l10n from '@vscode/l10n';
import { quoted } from '../../audit/text/printable';
import { parseTimeInput } from '../../audit/time/timeInput';
import { type CommandWords, stringValue } from '../command';
import { allTime, type TimeRange } from '../../sources/timeRange';

/** A distance without a sign lies back: `2h`, `1d 12h`. */
const distance =
  /^\d+(?:\.\d+)?\s*(?:w|d|h|min|m|s|ms)\b(?!.*\bago$)|^(?:\d+(?:\.\d+)?(?:w|d|h|min|m|s))+$/i;

/**
 * Reads `2h`, `2h ago`, `3d`, `yesterday`, `2026-03-12`, `2026-03-12T03:12Z`, seconds or ms since 1970, a time as the
 * log prints it, `now`. A time without an offset is UTC, as those of the log.
 *
 * @param now Unix ms
 * @returns Unix ms; undefined for anything else
 */
export function parseTimeOption(text: string, now: number): number | undefined {
  const typed = text.trim();
  const usecs = parseTimeInput(distance.test(typed) ? `-${typed}` : typed, {
    near: now * 1000,
    first: 0,
    last: now * 1000,
    now: now * 1000,
    offsetMinutes: () => 0,
  });
  return usecs === undefined || usecs < 0 ? undefined : Math.floor(usecs / 1000);
}

/** What is wrong with `--since` and `--until`. */
export function timeMistake(words: CommandWords): string | undefined {
  const now = Date.now();
  for (const name of ['since', 'until']) {
    const text = stringValue(words, name);
    if (text !== undefined && parseTimeOption(text, now) === undefined) {
      return l10n.t(
        '--{0} {1} is no time. Write 2h, 3d, 2026-03-12T03:12:07Z or seconds since 1970.',
        name,
        quoted(text),
      );
    }
  }
  const { from, to } = timeRangeOf(words, now);
  return from < to ? undefined : l10n.t('--since has to be before --until');
}

/**
 * The range of `--since` (with it) and `--until` (without it).
 *
 * @param since where it begins when nothing is said, Unix ms
 */
export function timeRangeOf(words: CommandWords, now: number, since = allTime.from): TimeRange {
  const time = (name: string): number | undefined => {
    const text = stringValue(words, name);
    return text === undefined ? undefined : parseTimeOption(text, now);
  };
  return { from: time('since') ?? since, to: time('until') ?? allTime.to };
}
