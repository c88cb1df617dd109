import type { AuditLog } from './auditLog';
import { Ended, Has } from './eventTable';
import { halves } from './uint64Column';

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
export function sequenceGap(log: AuditLog, row: number): SequenceGap | undefined {
  const { table } = log;
  const { sequence, has } = table;
  if (((has[row] ?? 0) & Has.sequence) === 0) return undefined;
  const low = sequence.low[row] ?? 0;
  const high = sequence.high[row] ?? 0;
  if (low === 0 && high === 0) return undefined;
  const sameStart = sameReboot(log, row);
  let previous: number | undefined;
  let previousLow = 0;
  let previousHigh = 0;
  for (let other = 0; other < table.length; other++) {
    if (((has[other] ?? 0) & Has.sequence) === 0 || !sameStart(other)) continue;
    const otherLow = sequence.low[other] ?? 0;
    const otherHigh = sequence.high[other] ?? 0;
    if (otherHigh > high || (otherHigh === high && otherLow >= low)) continue;
    const nearer =
      previous === undefined ||
      otherHigh > previousHigh ||
      (otherHigh === previousHigh && otherLow > previousLow);
    if (nearer) {
      previous = other;
      previousLow = otherLow;
      previousHigh = otherHigh;
    }
  }
  const before = previous === undefined ? -1n : sequence.get(previous);
  const missing = sequence.get(row) - before - 1n;
  return missing === 0n ? undefined : { previous, missing };
}

/** Tells whether another row has the reboot counter of this one; both may have none. */
function sameReboot(log: AuditLog, row: number): (other: number) => boolean {
  const { reboot, has } = log.table;
  const bit = (has[row] ?? 0) & Has.reboot;
  const low = reboot.low[row] ?? 0;
  const high = reboot.high[row] ?? 0;
  return (other) => ((has[other] ?? 0) & Has.reboot) === bit && reboot.equals(other, low, high);
}

/**
 * The bits of a session handle that its client connection shares: the low 14 count the sessions of
 * one connection. Inferred from published events, not documented.
 */
const sessionBits = 14;

/**
 * The login that an event's session belongs to, where the log shows it: the nearest successful
 * CN_LOGIN before it on the same client connection and reboot, unless a logout or the end of the
 * connection stands between. Before is by sequence number, so that a log whose newest event comes
 * first is read as well. An inference, to be shown as one.
 *
 * @returns the row of the login; the row itself for a login; undefined for a login that failed
 */
export function loginOfSession(log: AuditLog, row: number): number | undefined {
  const { table } = log;
  const { has, session, opcode, ended, names } = table;
  const login = names.find('CN_LOGIN');
  if (login === undefined || ((has[row] ?? 0) & Has.session) === 0) return undefined;
  if (opcode[row] === login) return ended[row] === Ended.success ? row : undefined;
  const ends = [names.find('CN_LOGOUT'), names.find('CN_APP_FINALIZE')];
  const sameStart = sameReboot(log, row);
  const connection = (session.low[row] ?? 0) >>> sessionBits;
  const high = session.high[row] ?? 0;
  let nearest: number | undefined;
  for (let other = 0; other < table.length; other++) {
    if (other === row || ended[other] !== Ended.success) continue;
    if (opcode[other] !== login && !ends.includes(opcode[other])) continue;
    if (((has[other] ?? 0) & Has.session) === 0 || session.high[other] !== high) continue;
    if ((session.low[other] ?? 0) >>> sessionBits !== connection || !sameStart(other)) continue;
    if (!isBefore(log, other, row)) continue;
    if (nearest === undefined || isBefore(log, nearest, other)) nearest = other;
  }
  return nearest !== undefined && opcode[nearest] === login ? nearest : undefined;
}

/** Whether an event came before another of the same start: by sequence, else by its place. */
function isBefore({ table }: AuditLog, one: number, other: number): boolean {
  const { sequence, has } = table;
  if (((has[one] ?? 0) & (has[other] ?? 0) & Has.sequence) === 0) return one < other;
  const high = (sequence.high[one] ?? 0) - (sequence.high[other] ?? 0);
  return high !== 0 ? high < 0 : (sequence.low[one] ?? 0) < (sequence.low[other] ?? 0);
}

/** The rows of all events on a key (or certificate object) handle, in the order of the log. */
export function eventsOnKey({ table }: AuditLog, handle: bigint): number[] {
  const { has, privateKey, publicKey, key } = table;
  const [low, high] = halves(handle);
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const bits = has[row] ?? 0;
    if (
      ((bits & Has.privateKey) !== 0 && privateKey.equals(row, low, high)) ||
      ((bits & Has.publicKey) !== 0 && publicKey.equals(row, low, high)) ||
      ((bits & Has.key) !== 0 && key.equals(row, low, high))
    ) {
      rows.push(row);
    }
  }
  return rows;
}
