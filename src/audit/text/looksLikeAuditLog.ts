import { AuditLog } from '../table/auditLog';
import { fieldOf } from '../event/auditEvent';

/**
 * Whether the beginning of a file is that of an audit log. An event must say when it was and what was
 * done; a certificate event must name its operation. A file that begins in the middle of an event is
 * recognised by the next one.
 *
 * @param head the first 4 KB or so
 */
export function looksLikeAuditLog(head: string): boolean {
  const log = AuditLog.of(head);
  for (const event of log.events()) {
    if (event.kind === 'certificate') {
      if (event.opCode !== undefined && event.fields.some(({ id }) => id === 'objectHandle'))
        return true;
    } else {
      const time = fieldOf(event, 'time');
      if (time?.textUsecs !== undefined && fieldOf(event, 'opcode') !== undefined) return true;
    }
  }
  return false;
}
