import * as l10n from '@vscode/l10n';
import type { AuditLog } from '../table/auditLog';
import type { EventTable } from '../table/eventTable';
import { printable } from '../text/printable';
import { printedTime } from '../time/printedTime';
import { opcodeByCode, opcodeByName } from '../reference/opcodes';
import { opcodeDisagrees } from '../reference/opcodeDisagrees';
import { cutEvents } from './cutEvents';
import { Has } from '../scan/shape';
import { Part, type EventKinds } from './eventKinds';
import type { Findings } from './findings';
import type { StreamRows } from './streamRows';
import { eventTimes } from './eventTimes';

/** Checks each event by itself, step by step: whether it is whole and agrees with itself and with what is known. */
export function* checkContents(
  log: AuditLog,
  kinds: EventKinds,
  streams: readonly StreamRows[],
  findings: Findings,
): Generator<undefined, void, undefined> {
  yield* checkTimes(log, kinds, findings);
  checkOpcodes(kinds, findings);
  checkResponses(kinds, findings);
  yield;
  checkCuts(log, kinds, findings);
  yield;
  checkEnds(log, kinds, streams, findings);
}

function* checkTimes(
  log: AuditLog,
  kinds: EventKinds,
  findings: Findings,
): Generator<undefined, void, undefined> {
  const different: number[] = [];
  const halves: number[] = [];
  const timed = new Set<number>();
  for (const [number, { parts }] of kinds.all) {
    // Cut behind its time, the digits of usecs may be the first ones only.
    if ((parts & Part.time) !== 0 && parts !== Part.time) timed.add(number);
  }
  let row = 0;
  for (const { piece, rows: ofPiece } of log.table.parts()) {
    yield;
    const { lengths, start, starts, times } = piece;
    for (let at = 0; at < ofPiece; at++, row++) {
      const from = start + (starts[at] ?? 0);
      // Nearly all are printed as usual: those are told from the columns, in half the time.
      const words = printedTime(log.text, from, from + (lengths[at] ?? 0));
      if (words === times[at] && printsUsecs(log.text, from)) continue;
      if (!timed.has(kinds.number(row))) continue;
      const said = eventTimes(log, row);
      if (said === 'different') different.push(row);
      if (said === 'half') halves.push(row);
    }
  }
  findings.addEach(
    'time-mismatch',
    different,
    () =>
      l10n.t(
        'The time in words and usecs are not the same moment. usecs is the one that counts; an HSM prints both from one clock, so that one of them was changed.',
      ),
    (count) =>
      l10n.t(
        'The time in words and usecs are not the same moment in {0} events. So many are no change of single events: something rewrote the log, into another time zone for example.',
        count,
      ),
    { field: 'time' },
  );
  // A log of which that is the way has been rewritten by a tool, or is of another firmware.
  if (halves.length * 2 > log.length) return;
  const half = l10n.t(
    'Only one of the two times of this event can be read, so that they cannot be compared. An HSM prints both; the other one was damaged or taken away.',
  );
  for (const row of halves) findings.add('time-mismatch', row, half, { field: 'time' });
}

const usecsAt = 'Time: 03/12/26 03:12:07.140812'.length;
const usecsLabel = ', usecs:';

/** Whether `usecs` stands where it usually does in the event at `start`: else the time is that in words. */
function printsUsecs(text: string, start: number): boolean {
  const digit = text.charCodeAt(start + usecsAt + usecsLabel.length);
  return text.startsWith(usecsLabel, start + usecsAt) && digit >= 0x30 && digit <= 0x39;
}

/** An opcode is looked up once, however many events print it. */
function checkOpcodes(kinds: EventKinds, findings: Findings): void {
  const wrong = new Map<string, { readonly opcode: Opcode; row: number; count: number }>();
  for (const { facts, count, firstRow } of kinds.all.values()) {
    const { isCertificate, opcode: name, opcodeCode: code } = facts;
    if (isCertificate || name === undefined || code === undefined) continue;
    if (!opcodeDisagrees({ name, code })) continue;
    const key = `${code} ${name}`;
    const seen = wrong.get(key);
    if (seen === undefined) wrong.set(key, { opcode: { name, code }, row: firstRow, count });
    else {
      seen.count += count;
      seen.row = Math.min(seen.row, firstRow);
    }
  }
  for (const { opcode, row, count } of wrong.values()) {
    findings.add('opcode-mismatch', row, mismatch(opcode, count), { field: 'opcode' });
  }
}

interface Opcode {
  readonly name: string;
  readonly code: bigint;
}

function mismatch({ name, code }: Opcode, count: number): string {
  const hex = (number: bigint): string => `0x${number.toString(16)}`;
  const expected = opcodeByName(name)?.code;
  const words = [printable(name, 60), hex(code), count] as const;
  if (name === '') {
    return l10n.t(
      'An opcode has no name; its number {0} is published as that of {1} (events that print it so: {2}). The name was lost or removed.',
      hex(code),
      opcodeByCode(code)?.name ?? '',
      count,
    );
  }
  return expected === undefined
    ? l10n.t(
        'The number {1} of {0} is published as that of {3} (events that print it: {2}). Firmware may have changed, or name or number was.',
        ...words,
        opcodeByCode(code)?.name ?? '',
      )
    : l10n.t(
        '{0} is printed with {1}, but is published with {3} (events that print it so: {2}). Firmware may have changed, or name or number was.',
        ...words,
        hex(expected),
      );
}

function checkResponses(kinds: EventKinds, findings: Findings): void {
  const wrong = new Set<number>();
  for (const [number, { facts }] of kinds.all) {
    if (facts.responseFault === 'contradiction') wrong.add(number);
  }
  findings.addEach(
    'response-mismatch',
    kinds.rowsOf(wrong),
    () =>
      l10n.t(
        'One of number and words of this response says that the command succeeded, the other one that it failed. An HSM prints both of one result, so that one of them was changed.',
      ),
    (count) =>
      l10n.t(
        'Number and words of the response say the opposite of each other in {0} events. So many are no change of single events: a tool or a firmware writes them so.',
        count,
      ),
    { field: 'response' },
  );
}

function checkCuts(log: AuditLog, kinds: EventKinds, findings: Findings): void {
  const repeating = new Set<number>();
  for (const [number, { facts }] of kinds.all) {
    if ((facts.has & Has.repeated) !== 0) repeating.add(number);
  }
  findings.addEach(
    'cut-event',
    kinds.rowsOf(repeating),
    () =>
      l10n.t(
        'A label is here twice in one event. The first line of the event behind it was lost, or a line was added.',
      ),
    (count) =>
      l10n.t(
        'A label is twice in each of {0} events. So many are more likely written so by a tool than changed by hand.',
        count,
      ),
  );
  const cuts = cutEvents(log, kinds);
  const atEnd = (row: number): boolean => row === log.length - 1;
  findings.addEach(
    'cut-event',
    cuts,
    (row) =>
      atEnd(row)
        ? l10n.t(
            'The last event here is not whole. A copy or a download that ended early does that, or a log that is still being written.',
          )
        : l10n.t(
            'This event is not whole: lines that the others have are missing. The text was cut or edited here.',
          ),
    (count) =>
      l10n.t(
        '{0} events are not whole: lines that the others have are missing. So many are more likely left out by a tool than cut by hand.',
        count,
      ),
  );
}

const endMarker = 'END_MARKER_OPCODE';

function checkEnds(
  { table }: AuditLog,
  kinds: EventKinds,
  streams: readonly StreamRows[],
  findings: Findings,
): void {
  const ends = new Set<number>();
  for (const [number, { facts }] of kinds.all) if (facts.opcode === endMarker) ends.add(number);
  if (ends.size === 0) return;
  const lastOf = new Map(streams.map((one) => [one.stream, lastRow(one)]));
  for (const row of kinds.rowsOf(ends)) {
    const last = lastOf.get(table.stream(row));
    if (last === undefined || !isLater(table, last, row)) {
      const sentence = l10n.t(
        'The log of this HSM ends here. It is normal for an HSM that was deleted; whether it was deleted or failed, CloudTrail tells (DeleteHsm).',
      );
      findings.add('end-marker', row, sentence, { field: 'opcode' });
    } else {
      const sentence = l10n.t(
        'Events with a higher number follow this end marker. Nothing public says when an HSM goes on after it; several logs in one text look so too.',
      );
      findings.add('events-after-end', row, sentence, { field: 'opcode', related: last });
    }
  }
}

/** The row of a stream's latest event, by reboot counter and number. */
function lastRow({ starts }: StreamRows): number | undefined {
  const start = starts.at(-1);
  return start?.row(start.last);
}

function isLater(table: EventTable, one: number, other: number): boolean {
  const counter = table.rebootCounter(one) ?? 0n;
  const otherCounter = table.rebootCounter(other) ?? 0n;
  if (counter !== otherCounter) return counter > otherCounter;
  return (table.sequence(one) ?? -1n) > (table.sequence(other) ?? -1n);
}
