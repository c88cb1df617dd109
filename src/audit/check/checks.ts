import * as l10n from '@vscode/l10n';
import { interpretingPage, opcodePage } from '../reference/userGuide';
import { table } from '../reference/table';

/** `information` is no reason to doubt a log. */
export type Severity = 'error' | 'warning' | 'information';

/** What `checkLog` looks for. The codes are public and stay. */
export type CheckCode =
  | 'sequence-gap'
  | 'late-start'
  | 'filtered-log'
  | 'duplicate-event'
  | 'sequence-conflict'
  | 'mixed-streams'
  | 'sequence-decrease'
  | 'newest-first'
  | 'time-backwards'
  | 'time-mismatch'
  | 'reboot-change'
  | 'reboot-decrease'
  | 'opcode-mismatch'
  | 'response-mismatch'
  | 'cut-event'
  | 'end-marker'
  | 'events-after-end';

export interface Check {
  readonly code: CheckCode;
  /** Without anything known of the log: `CheckOptions` may lower it. */
  readonly severity: Severity;
  /** A few words. Shown through `checkTitle`. */
  readonly title: string;
  /** The README's heading on it, as the part of an address behind `#`. */
  readonly anchor: string;
  /** A page of the AWS CloudHSM user guide on what the check rests on. */
  readonly link: string;
}

function check(code: CheckCode, severity: Severity, title: string, link = interpretingPage): Check {
  return { code, severity, title, anchor: `check-${code}`, link };
}

/** Every check, a row a code. */
export const checks: readonly Check[] = table([
  check('sequence-gap', 'warning', 'Events are missing'),
  check('late-start', 'warning', 'The beginning is missing'),
  check('filtered-log', 'warning', 'The log looks filtered'),
  check('duplicate-event', 'warning', 'An event is there twice'),
  check('sequence-conflict', 'error', 'Two different events have one sequence number'),
  check('mixed-streams', 'warning', 'The log looks like several streams in one'),
  check('sequence-decrease', 'warning', 'Events are out of order'),
  check('newest-first', 'information', 'The newest event comes first'),
  check('time-backwards', 'warning', 'Time goes backwards'),
  check('time-mismatch', 'warning', 'The two times of an event disagree'),
  check('reboot-change', 'information', 'The HSM restarted'),
  check('reboot-decrease', 'warning', 'The reboot counter goes down'),
  check('opcode-mismatch', 'warning', 'Name and number of an opcode disagree', opcodePage),
  check('response-mismatch', 'warning', 'Number and words of a response disagree'),
  check('cut-event', 'warning', 'An event is cut short'),
  check('end-marker', 'information', 'The log is marked as ended', opcodePage),
  check('events-after-end', 'warning', 'Events follow the end marker', opcodePage),
]);

const byCode: ReadonlyMap<string, Check> = new Map(checks.map((one) => [one.code, one]));

/** The row of a code; undefined for a word that is none. */
export function checkByCode(code: string): Check | undefined {
  return byCode.get(code);
}

/** A check's title in the reader's language. */
export function checkTitle(one: Check): string {
  return l10n.t(one.title);
}
