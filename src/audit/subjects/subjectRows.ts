import type { AuditLog } from '../table/auditLog';
import { Ended } from '../table/eventTable';
import { opcodeByName } from '../reference/opcodes';
import { loginOfSession, rowsOfSession } from './relations';
import type { Subject } from './subject';

/** The events that are about a subject, in the order of the log. Those of a session are inferred. */
export function rowsOf(log: AuditLog, subject: Subject): readonly number[] {
  switch (subject.kind) {
    case 'key':
      return Array.from(log.lookups.onKey(subject.handle));
    case 'user':
      return Array.from(log.lookups.ofUser(subject.name));
    case 'session':
      return rowsOfSession(log, subject.row);
  }
}

/** Opcodes that make a key beside those that import one. */
const making = ['CN_GENERATE_KEY', 'CN_GENERATE_KEY_PAIR', 'CN_DERIVE_KEY'];
/** How a key that was made on another HSM of the cluster comes in. */
const copyingIn = 'CN_INSERT_MASKED_OBJECT_USER';

/**
 * The event that a subject comes from: the one that made or imported a key, that created a user (or
 * else first names it), the login of a session (inferred).
 *
 * @returns undefined where the log does not show it
 */
export function definitionOf(log: AuditLog, subject: Subject): number | undefined {
  switch (subject.kind) {
    case 'key':
      return keyDefinition(log, subject.handle);
    case 'user':
      return userDefinition(log, subject.name) ?? log.lookups.ofUser(subject.name)[0];
    case 'session':
      return loginOfSession(log, subject.row);
  }
}

function keyDefinition(log: AuditLog, handle: bigint): number | undefined {
  const rows = log.lookups.onKey(handle);
  return (
    rows.find((row) => succeeded(log, row) && makesKey(log.table.opcode(row))) ??
    rows.find((row) => succeeded(log, row) && log.table.opcode(row) === copyingIn)
  );
}

function makesKey(opcode: string | undefined): boolean {
  if (opcode === undefined) return false;
  // A certificate object has a handle, too.
  if (opcode === 'CreateObject') return true;
  return making.includes(opcode) || opcodeByName(opcode)?.category === 'key import';
}

function userDefinition(log: AuditLog, name: string): number | undefined {
  return log.lookups.ofUser(name).find((row) => {
    const opcode = log.table.opcode(row);
    return opcode?.startsWith('CN_CREATE_') === true && succeeded(log, row);
  });
}

function succeeded(log: AuditLog, row: number): boolean {
  return log.table.ended(row) !== Ended.failure;
}
