import * as vscode from 'vscode';
import { isoTime } from '../../audit/time/moments';
import { rangePresets, typedRange } from '../../sources/rangeChoice';
import { allTime, type TimeRange } from '../../sources/timeRange';
import { pickOrType } from '../pickOrType';

/** A range that was chosen. */
export interface PickedRange {
  readonly range: TimeRange;
  /** Whether it is to be shown as text, not decoded. */
  readonly isRaw: boolean;
}

/**
 * Asks for a time range: one of the usual ones, or what is typed.
 *
 * @param offersRaw whether each row has a button for the text as it is stored
 * @param now Unix ms
 * @param newest time of the newest event, Unix ms; undefined where that is not known
 * @returns undefined on Escape
 */
export async function pickRange(
  title: string,
  now: number,
  newest: number | undefined,
  offersRaw = false,
): Promise<PickedRange | undefined> {
  let isRaw = false;
  const other = {
    button: {
      iconPath: new vscode.ThemeIcon('output'),
      tooltip: vscode.l10n.t('Open as Text, not Decoded'),
    },
    chosen: () => {
      isRaw = true;
    },
  };
  const moments = {
    now,
    newest,
    offsetMinutes: (ms: number) => -new Date(ms).getTimezoneOffset(),
  };
  const presets = rangePresets(moments);
  const read = new Map(presets.map(({ label, range }) => [label, range]));
  const answer = await pickOrType({
    title,
    placeholder: vscode.l10n.t('Choose, or type: 2026-03-12 03:00 to 04:00, 2h (UTC, or “local”)'),
    items: presets.map(({ label, range }) => ({
      label,
      ...(range !== allTime && { description: words(range) }),
    })),
    typedFirst: true,
    ...(offersRaw && { other }),
    typed: (text) => {
      const range = typedRange(text, moments);
      if (range === undefined) return undefined;
      read.set(words(range), range);
      return words(range);
    },
    refusal: () =>
      vscode.l10n.t(
        'Type two times, the earlier one first, with “to” between them; or one, also pasted, up to now.',
      ),
  });
  const range = answer === undefined ? undefined : read.get(answer);
  return range && { range, isRaw };
}

function words({ from, to }: TimeRange): string {
  return vscode.l10n.t('{0} to {1}', isoTime(from), isoTime(to));
}
