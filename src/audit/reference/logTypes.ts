import type { Fact } from './fact';
import { indexBy, table } from './table';
import { interpretingPage } from './userGuide';

export interface LogType extends Fact {
  /** Printed in decimal; undefined where no source gives the number. */
  readonly code?: bigint;
}

const dashboardOnly = "Known only from a dashboard of AWS's SIEM sample.";

/** The log type says which lines follow the common ones. */
export const logTypes: readonly LogType[] = table<LogType>([
  {
    name: 'MINIMAL_LOG_ENTRY',
    code: 0n,
    meaning: 'The event has no lines after the common ones.',
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'MGMT_KEY_DETAILS_LOG',
    code: 1n,
    meaning: 'Lines with key handles follow.',
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'MGMT_USER_DETAILS_LOG',
    code: 2n,
    meaning: 'Lines with a user name and a user type follow.',
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'UNKNOWN_LOG_TYPE',
    code: 5n,
    meaning: 'The writer of the log had no name for the type; AWS shows it for sharing a key.',
    note: "No lines follow in AWS's sample. AWS's loader of these logs also knows lines on the sharing, such as Operation.",
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'TIME_INFO_LOG',
    code: 16n,
    meaning: 'Lines with the local time, the host time and the delay between them follow.',
    source: 'aws-siem-sample',
    confidence: 'documented',
  },
  {
    name: 'GENERIC_LOG',
    meaning: 'A general event; AWS names the type without its number or an example.',
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'PARTITION_BACKUP_RESTORE_LOG',
    meaning: 'By its name, an event of a backup or a restoration.',
    note: 'Observed with CN_RESTORE_BEGIN on an hsm2m.medium cluster.',
    source: 'third-party-assessment',
    confidence: 'observed',
  },
  {
    name: 'USER_AUTH_LOG',
    meaning: 'By its name, an event of the authentication of a user.',
    note: dashboardOnly,
    source: 'aws-siem-sample',
    confidence: 'inferred',
  },
  {
    name: 'KEY_DETAILS_LOG',
    meaning: 'By its name, an event with lines on a key.',
    note: dashboardOnly,
    source: 'aws-siem-sample',
    confidence: 'inferred',
  },
  {
    name: 'USER_MANAGE_LOG',
    meaning: 'By its name, an event of user management.',
    note: dashboardOnly,
    source: 'aws-siem-sample',
    confidence: 'inferred',
  },
]);

const byName = indexBy(logTypes, ({ name }) => name);
const byCode = indexBy(logTypes, ({ code }) => code);

export function logTypeByName(name: string): LogType | undefined {
  return byName.get(name);
}

export function logTypeByCode(code: bigint): LogType | undefined {
  return byCode.get(code);
}
