import { Ended, type EventTable } from '../eventTable';
import { Has, type ShapeFacts } from '../scan/shape';

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
  const known = new Map<ShapeFacts, number>();
  for (let row = 0; row < table.length; row++) {
    const facts = table.facts(row);
    if (facts === undefined || facts.isCertificate) continue;
    let its = known.get(facts);
    if (its === undefined) known.set(facts, (its = partsOf(facts)));
    if (!Number.isNaN(table.time(row))) its |= Part.time;
    if (table.rebootCounter(row) !== undefined) its |= Part.reboot;
    parts[row] = its;
  }
  return parts;
}

/** The parts that many events have in common. */
function partsOf({ has, commandType, opcode, ended, logType, userType }: ShapeFacts): number {
  let parts = 0;
  if ((has & Has.sequence) !== 0) parts |= Part.sequence;
  if (commandType !== undefined) parts |= Part.commandType;
  if (opcode !== undefined) parts |= Part.opcode;
  if ((has & Has.session) !== 0) parts |= Part.session;
  if (ended !== Ended.unknown) parts |= Part.response;
  if (logType !== undefined) parts |= Part.logType;
  if ((has & Has.user) !== 0) parts |= Part.user;
  if (userType !== undefined) parts |= Part.userType;
  if ((has & Has.privateKey) !== 0) parts |= Part.privateKey;
  if ((has & Has.publicKey) !== 0) parts |= Part.publicKey;
  return parts;
}
