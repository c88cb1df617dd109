import { Ended, Kind, type EventTable } from '../eventTable';

/** The parts of an audit event that say whether it is whole, a bit each. */
export const Part = {
  time: 1,
  sequence: 2,
  reboot: 4,
  commandType: 8,
  opcode: 16,
  session: 32,
  response: 64,
  logType: 128,
  user: 256,
  userType: 512,
  privateKey: 1024,
  publicKey: 2048,
} as const;

/** The parts that every event has, of both generations of the format. */
export const commonParts = 255;

/** How many parts there are. */
export const partCount = 12;

/** For each row the parts that its event has; 0 for a certificate event. */
export function printedParts(table: EventTable): Uint16Array {
  const parts = new Uint16Array(table.length);
  for (let row = 0; row < table.length; row++) {
    if (table.kind(row) === Kind.audit) parts[row] = partsOf(table, row);
  }
  return parts;
}

function partsOf(table: EventTable, row: number): number {
  let parts = 0;
  if (!Number.isNaN(table.time(row))) parts |= Part.time;
  if (table.sequence(row) !== undefined) parts |= Part.sequence;
  if (table.rebootCounter(row) !== undefined) parts |= Part.reboot;
  if (table.commandType(row) !== undefined) parts |= Part.commandType;
  if (table.opcode(row) !== undefined) parts |= Part.opcode;
  if (table.sessionHandle(row) !== undefined) parts |= Part.session;
  if (table.ended(row) !== Ended.unknown) parts |= Part.response;
  if (table.logType(row) !== undefined) parts |= Part.logType;
  if (table.user(row) !== undefined) parts |= Part.user;
  if (table.userType(row) !== undefined) parts |= Part.userType;
  if (table.privateKey(row) !== undefined) parts |= Part.privateKey;
  if (table.publicKey(row) !== undefined) parts |= Part.publicKey;
  return parts;
}
