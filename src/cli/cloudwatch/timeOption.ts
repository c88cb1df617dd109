import * as l10n from '@vscode/l10n';
import { quoted } from '../../audit/text/printable';
import { parseTimeInput, type TimeContext } from '../../audit/time/timeInput';
import { type CommandWords, stringValue } from '../command';
import { allTime, type TimeRange } from '../../sources/timeRange';

/**
 * Reads `2h`, `2h ago`, `3d`, `yesterday`, `2026-03-12`, `2026-03-12T03:12Z`, seconds or ms since 1970, a time as the
 * log prints it, `now`. A time without an offset is UTC, as those of the log.
 *
 * @param now Unix ms
 * @returns Unix ms; undefined for anything else
 */
export function parseTimeOption(text: string, now: number): number | undefined {
  const typed = text.trim();
  const context: TimeContext = {
    near: now * 1000,
    first: 0,
    last: now * 1000,
    now: now * 1000,
    offsetMinutes: () => 0,
  };
  // A distance without a sign lies back: `2h`, `1d 12h`, `2 hours`.
  const usecs = parseTimeInput(typed, context) ?? parseTimeInput(`-${typed}`, context);
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
