import type { AuditLog } from '../table/auditLog';
import { ends, isBefore, login } from './connectionLogins';
import { Ended } from '../table/eventTable';
import { sessionBits } from '../event/sessionHandle';

/**
 * How events of one log belong together. All look at columns only: no event is decoded.
 */

/** What came before an event in its HSM's count. */
export interface SequenceGap {
  /** The row with the nearest lower number; undefined when the log holds none. */
  readonly previous: number | undefined;
  /** How many numbers between the two are not in the log (from 0x0 when there is no previous one). */
  readonly missing: bigint;
}

/**
 * The gap before an event: sequence numbers count up by one, per stream, from 0x0 at each start of
 * the HSM (reboot counter). The order of the lines does not matter, so that a log whose newest event
 * comes first is read as well.
 *
 * @returns undefined when the event has no sequence number or nothing is missing before it
 */
export function sequenceGap({ table, lookups }: AuditLog, row: number): SequenceGap | undefined {
  const sequence = table.sequence(row);
  if (sequence === undefined || sequence === 0n) return undefined;
  const starts = lookups.starts();
  const { lower } = starts.around(starts.rowsOf(row), sequence);
  const before = lower === undefined ? -1n : (table.sequence(lower) ?? -1n);
  const missing = sequence - before - 1n;
  return missing === 0n ? undefined : { previous: lower, missing };
}

/**
 * The login that an event's session belongs to, where the log shows it: the nearest successful
 * CN_LOGIN before it on the same client connection and start of the HSM, unless a logout or the end of
 * the connection stands between. Before is by sequence number, so that a log whose newest event comes
 * first is read as well. An inference, to be shown as one.
 *
 * @returns the row of the login; the row itself for a login; undefined for a login that failed
 */
export function loginOfSession({ table, lookups }: AuditLog, row: number): number | undefined {
  if (table.sessionHandle(row) === undefined) return undefined;
  if (table.opcode(row) === login) return table.ended(row) === Ended.success ? row : undefined;
  const last = lookups.logins().lastBefore(row);
  return last !== undefined && table.opcode(last) === login ? last : undefined;
}

/**
 * The events of the session that an event belongs to: those on the same client connection and start
 * of the HSM (in a log of several, of that HSM) from its login, or else from the end of the one before, to
 * its logout or the end of the connection.
 * An inference, to be shown as one.
 *
 * @returns in the order of the log; none for an event without a session handle
 */
export function rowsOfSession({ table, lookups }: AuditLog, row: number): readonly number[] {
  const session = table.sessionHandle(row);
  if (session === undefined) return [];
  const rows = lookups
    .ofConnection(session >> sessionBits)
    .filter((other) => table.startKey(other) === table.startKey(row))
    .sort((one, other) => (isBefore(table, one, other) ? -1 : 1));
  let part: number[] = [];
  let isOver = false;
  for (const other of rows) {
    const opcode = table.opcode(other) ?? '';
    const succeeded = table.ended(other) === Ended.success;
    if (isOver || (opcode === login && succeeded)) {
      if (part.includes(row)) break;
      part = [];
    }
    part.push(other);
    isOver = ends.includes(opcode) && succeeded;
  }
  return part.sort((one, other) => one - other);
}
