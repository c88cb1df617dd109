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
 * How sure it is that a subject comes from an event: `made` for the one that made or imported a key, that
 * created a user, the login of a session (inferred); `copied` for a key that came in from another HSM;
 * `named` for the first event that names a user.
 */
export type OriginKind = 'made' | 'copied' | 'named';

/** The surest first. */
export const originKinds: readonly OriginKind[] = ['made', 'copied', 'named'];

/** The event that a subject comes from. */
export interface Origin {
  readonly kind: OriginKind;
  readonly row: number;
}

/** The event of a log that a subject comes from, the surest one; undefined where the log shows none. */
export function originOf(log: AuditLog, subject: Subject): Origin | undefined {
  switch (subject.kind) {
    case 'key': {
      const rows = log.lookups.onKey(subject.handle);
      return (
        origin(
          'made',
          rows.find((row) => succeeded(log, row) && makesKey(log.table.opcode(row))),
        ) ??
        origin(
          'copied',
          rows.find((row) => succeeded(log, row) && log.table.opcode(row) === copyingIn),
        )
      );
    }
    case 'user':
      return (
        origin('made', userCreation(log, subject.name)) ??
        origin('named', log.lookups.ofUser(subject.name)[0])
      );
    case 'session':
      return origin('made', loginOfSession(log, subject.row));
  }
}

function origin(kind: OriginKind, row: number | undefined): Origin | undefined {
  return row === undefined ? undefined : { kind, row };
}

function makesKey(opcode: string | undefined): boolean {
  if (opcode === undefined) return false;
  // A certificate object has a handle, too.
  if (opcode === 'CreateObject') return true;
  return making.includes(opcode) || opcodeByName(opcode)?.category === 'key import';
}

function userCreation(log: AuditLog, name: string): number | undefined {
  return log.lookups.ofUser(name).find((row) => {
    const opcode = log.table.opcode(row);
    return opcode?.startsWith('CN_CREATE_') === true && succeeded(log, row);
  });
}

function succeeded(log: AuditLog, row: number): boolean {
  return log.table.ended(row) !== Ended.failure;
}
