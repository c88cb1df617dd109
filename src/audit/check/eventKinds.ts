import { Ended, type EventTable } from '../table/eventTable';
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

/** Events that print the same but for their numbers and names: what is so of one is so of all. */
export interface EventKind {
  readonly facts: ShapeFacts;
  /** Bits of `Part`; 0 for certificate events. */
  readonly parts: number;
  readonly count: number;
  readonly firstRow: number;
}

/** The kinds of event in a log: few, however many events there are. */
export class EventKinds {
  /**
   * @param numbers for each row the number of its kind
   * @param all the kinds by their numbers
   */
  constructor(
    private readonly numbers: Uint32Array,
    readonly all: ReadonlyMap<number, EventKind>,
  ) {}

  /** The number of a row's kind. */
  number(row: number): number {
    return this.numbers[row] ?? 0;
  }

  /** The rows of some kinds, in the order of the text. */
  rowsOf(numbers: ReadonlySet<number>): readonly number[] {
    const rows: number[] = [];
    if (numbers.size === 0) return rows;
    for (let row = 0; row < this.numbers.length; row++) {
      if (numbers.has(this.number(row))) rows.push(row);
    }
    return rows;
  }
}

/** Finds the kinds of event in a log, step by step. */
export function* eventKinds(table: EventTable): Generator<undefined, EventKinds, undefined> {
  // A shape has four numbers: its events may say a time or not, and a reboot counter or not.
  const numbers = new Uint32Array(table.length);
  const firstNumbers = new Map<ShapeFacts, number>();
  const counts: number[] = [];
  const firstRows: number[] = [];
  const firstNumber = (facts: ShapeFacts): number => {
    let number = firstNumbers.get(facts);
    if (number === undefined) {
      firstNumbers.set(facts, (number = counts.length));
      counts.push(0, 0, 0, 0);
    }
    return number;
  };
  let row = 0;
  for (const { piece, rows } of table.parts()) {
    yield;
    const { times, shapes, reboots, vocabulary } = piece;
    const ofShape = new Map<number, number>();
    const ofStart = new Map<number, number>();
    for (let at = 0; at < rows; at++, row++) {
      const shape = shapes[at] ?? 0;
      let number = ofShape.get(shape);
      if (number === undefined) {
        ofShape.set(shape, (number = firstNumber(vocabulary.shape(shape).facts)));
      }
      const start = reboots[at] ?? 0;
      let counted = ofStart.get(start);
      if (counted === undefined) {
        counted = vocabulary.start(start)?.counter === undefined ? 0 : 2;
        ofStart.set(start, counted);
      }
      number += counted;
      if (!Number.isNaN(times[at])) number += 1;
      numbers[row] = number;
      const count = counts[number] ?? 0;
      if (count === 0) firstRows[number] = row;
      counts[number] = count + 1;
    }
  }
  const all = new Map<number, EventKind>();
  for (const [facts, first] of firstNumbers) {
    for (let number = first; number < first + 4; number++) {
      const count = counts[number] ?? 0;
      if (count === 0) continue;
      const parts = partsOf(facts, number - first);
      all.set(number, { facts, parts, count, firstRow: firstRows[number] ?? 0 });
    }
  }
  return new EventKinds(numbers, all);
}

/** @param said 1 where the events have a time, and 2 where they have a reboot counter */
function partsOf(facts: ShapeFacts, said: number): number {
  const { has, commandType, opcode, ended, logType, userType, isCertificate } = facts;
  if (isCertificate) return 0;
  let parts = 0;
  if ((said & 1) !== 0) parts |= Part.time;
  if ((said & 2) !== 0) parts |= Part.reboot;
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
