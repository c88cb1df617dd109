import type { AuditLog } from '../auditLog';
import { checkContents } from './checkContents';
import { checkOrder } from './checkOrder';
import { Findings, type CheckOptions } from './findings';
import type { Finding } from './finding';
import { printedParts } from './printedParts';

export type { CheckOptions } from './findings';

/**
 * Tests a log's integrity: whether its events are all there, once, in order, whole, and in agreement
 * with themselves. Sequence numbers count per log stream and start of the HSM (reboot counter), so
 * that is how they are checked; the order of the lines does not matter.
 *
 * It reads columns and decodes only what is suspicious: about half a µs an event.
 *
 * @returns the findings in the order of the text
 */
export function checkLog(log: AuditLog, options: CheckOptions = {}): Finding[] {
  const findings = new Findings(log.length, options);
  const parts = printedParts(log.table);
  checkOrder(log, parts, findings);
  checkContents(log, parts, findings);
  return findings.sorted();
}
