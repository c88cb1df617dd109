import * as vscode from 'vscode';
import { isoMicroseconds } from '../audit/moments';
import { parseTimeSpan, type TimeSpan } from '../audit/timeInput';
import type { TimeRange } from '../sources/timeRange';
import { pickOrType } from './pickOrType';

const hour = 3_600_000;
const day = 24 * hour;
/** CloudHSM has written audit logs since August 2018. Source: CloudHSM User Guide, document history. */
const firstLogs = Date.UTC(2018, 7, 1);

/**
 * Asks for a time range: one of the usual ones back from now, or two times in any form.
 *
 * @param now Unix ms
 * @returns undefined on Escape
 */
export async function pickSearchRange(title: string, now: number): Promise<TimeRange | undefined> {
  const presets: readonly (readonly [label: string, from: number])[] = [
    [vscode.l10n.t('The last hour'), now - hour],
    [vscode.l10n.t('The last 24 hours'), now - day],
    [vscode.l10n.t('The last 7 days'), now - 7 * day],
    [vscode.l10n.t('The last 30 days'), now - 30 * day],
    [vscode.l10n.t('The last 90 days'), now - 90 * day],
    [vscode.l10n.t('The last year'), now - 365 * day],
    [vscode.l10n.t('All that is stored'), firstLogs],
  ];
  const nowUsecs = now * 1000;
  const parse = (text: string): TimeSpan | undefined =>
    parseTimeSpan(text, {
      near: nowUsecs,
      first: firstLogs * 1000,
      last: nowUsecs,
      offsetMinutes: () => 0,
    });
  const answer = await pickOrType({
    title,
    placeholder: vscode.l10n.t(
      'Which time? Or type two times (UTC): 2026-03-12 03:00 to +1h, -2d to end',
    ),
    items: presets.map(([label, from]) => ({
      label,
      description: vscode.l10n.t('from {0}', iso(from * 1000)),
    })),
    typed: (text) => {
      const span = parse(text);
      return span && `${iso(span.from)} to ${iso(span.to)}`;
    },
    refusal: () => vscode.l10n.t('Type two times, the earlier one first, with “to” between them.'),
  });
  if (answer === undefined) return undefined;
  const preset = presets.find(([label]) => label === answer);
  if (preset !== undefined) return { from: preset[1], to: now + 1 };
  const span = parse(answer);
  return span && { from: Math.floor(span.from / 1000), to: Math.floor(span.to / 1000) + 1 };
}

function iso(usecs: number): string {
  return (isoMicroseconds(BigInt(Math.trunc(usecs))) ?? String(usecs)).replace(/\.0{6}Z$/, 'Z');
}
