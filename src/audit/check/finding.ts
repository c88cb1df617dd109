import type { FieldId } from '../event/auditEvent';
import type { CheckCode, Severity } from './checks';

/** Something that a check noticed about a log. */
export interface Finding {
  /** Stable: settings, suppressions and SARIF rules go by it. `checks.ts` has a row for each. */
  readonly code: CheckCode;
  readonly severity: Severity;
  /** The row of the event that it is about. */
  readonly row: number;
  /** The field of the event that shows it; undefined where it is about the whole event. */
  readonly field?: FieldId;
  /** The row of the event that it is compared with. */
  readonly related?: number;
  /** What it may and may not mean, in one or two sentences. May hold printable text of the log. */
  readonly sentence: string;
}
