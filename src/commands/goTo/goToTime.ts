import * as vscode from 'vscode';
import type { ShownEvents } from '../../audit/decoded/shownEvents';
import { isoMicroseconds } from '../../audit/time/moments';
import { parsePastedTime, type TimeContext } from '../../audit/time/timeInput';
import { HumanError } from '../../sources/humanError';
import { activeLog } from '../activeLog';
import type { CommandFactory } from '../context';

/** To the first event at a time or after it, of those that the editor shows. The time is asked for in any form that people paste. */
export const goToTime: CommandFactory = (context) => async () => {
  const { events, at, show } = await activeLog(context);
  const ends = events.ends();
  if (ends === undefined) {
    throw new HumanError(vscode.l10n.t('No event here has a time. Choose one by its line.'));
  }
  const [first, last] = ends;
  const here = events.timeOf(at);
  const near = isNaN(here) ? events.timeOf(first) : here;
  const times: TimeContext = {
    near,
    first: events.timeOf(first),
    last: events.timeOf(last),
    now: context.clock() * 1000,
    offsetMinutes: () => 0,
  };
  const typed = await askForTime(times, (usecs) => landing(events, usecs));
  if (typed === undefined) return;
  show(events.atTime(typed) ?? last);
};

/** What stands at a time, to be said before Enter is pressed. */
function landing(events: ShownEvents, usecs: number): string {
  const entry = events.atTime(usecs);
  return entry === undefined
    ? vscode.l10n.t('after the last event that is shown here')
    : vscode.l10n.t('the next event is at {0}', isoTime(events.timeOf(entry)));
}

/**
 * Asks for a time and says how it is read.
 *
 * @param what says in words what stands at a time
 * @returns Unix µs; undefined when nothing was chosen
 */
async function askForTime(
  context: TimeContext,
  what: (usecs: number) => string,
): Promise<number | undefined> {
  const local: TimeContext = {
    ...context,
    offsetMinutes: (ms) => -new Date(ms).getTimezoneOffset(),
  };
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Go to Event by Time'),
    prompt: vscode.l10n.t(
      'Shown here: {0} to {1}. Type or paste a time (03:12), a date, a line of a log, seconds since 1970, or how far it is from the cursor (-2h) or from now (2h ago). UTC; end with “local” for the time of this machine.',
      isoTime(context.first),
      isoTime(context.last),
    ),
    placeHolder: isoTime(context.near),
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text.trim() === '') return undefined;
      const usecs = read(text, context, local);
      if (usecs === undefined) {
        return vscode.l10n.t(
          'This is not read as a time. Try 03:12, 2026-03-12 03:12 +01:00, 03/12/26 03:12:07 (month first), 1773285127 or -2h. A zone is written as +01:00.',
        );
      }
      return {
        message: `${isoTime(usecs)}: ${what(usecs)}`,
        severity: vscode.InputBoxValidationSeverity.Info,
      };
    },
  });
  return typed === undefined ? undefined : read(typed, context, local);
}

function read(text: string, utc: TimeContext, local: TimeContext): number | undefined {
  const asked = /^(.*?)\s*\blocal\s*$/is.exec(text)?.[1];
  return asked === undefined ? parsePastedTime(text, utc) : parsePastedTime(asked, local);
}

function isoTime(usecs: number): string {
  return isoMicroseconds(BigInt(Math.trunc(usecs))) ?? String(usecs);
}
