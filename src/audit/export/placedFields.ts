import type { FieldId } from '../event/auditEvent';

const placed = [
  'time',
  'sequence',
  'rebootCounter',
  'commandType',
  'opcode',
  'sessionHandle',
  'response',
  'logType',
  'userName',
  'userType',
  'userId',
  'targetUserName',
  'targetUserType',
  'targetUserId',
  'privateKey',
  'publicKey',
  'key',
] as const satisfies readonly FieldId[];

/** A field that has a place of its own in what is exported; all others are in `other`. */
export type PlacedField = (typeof placed)[number];

const known: ReadonlySet<FieldId> = new Set(placed);

export function isPlaced(id: FieldId): id is PlacedField {
  return known.has(id);
}
