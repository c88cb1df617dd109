import * as l10n from '@vscode/l10n';
import { fieldOf, type AuditEvent } from '../auditEvent';
import type { AuditLog } from '../auditLog';
import { Kind, type EventTable } from '../eventTable';
import { printable } from '../printable';
import { opcodeByCode, opcodeByName } from '../reference/opcodes';
import { opcodeDisagrees } from '../reference/opcodeDisagrees';
import { cutEvents } from './cutEvents';
import type { Findings } from './findings';
import { opcodeCode, opcodeNameEnd, printedTime } from './printedFields';

/** Checks each event by itself: whether it is whole and agrees with itself and with what is known. */
export function checkContents(log: AuditLog, parts: Uint16Array, findings: Findings): void {
  checkTimes(log, findings);
  checkOpcodes(log, findings);
  checkCuts(log, parts, findings);
  checkEnds(log, findings);
}

function checkTimes(log: AuditLog, findings: Findings): void {
  const { table } = log;
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (table.kind(row) !== Kind.audit) continue;
    if (printedTime(log.text, table.start(row), table.end(row)) === table.time(row)) continue;
    const event = log.event(row) as AuditEvent;
    const time = fieldOf(event, 'time');
    if (time?.usecs === undefined || time.textUsecs === undefined) continue;
    if (event.fields.length === 1) continue; // cut there: the digits of usecs may be the first ones only
    if (time.usecs !== time.textUsecs) rows.push(row);
  }
  findings.addEach(
    'time-mismatch',
    rows,
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
}

/** An opcode as it is printed is looked up once, however many events print it. */
function checkOpcodes(log: AuditLog, findings: Findings): void {
  const { table, text } = log;
  const wrong = new Map<string, { readonly row: number; count: number }>();
  /** The code in parentheses as printed behind an opcode's name, where nothing is wrong with it. */
  const right = new Map<string, string>();
  for (let row = 0; row < table.length; row++) {
    const name = table.kind(row) === Kind.audit ? table.opcode(row) : undefined;
    if (name === undefined) continue;
    const nameEnd = opcodeNameEnd(text, table.start(row), table.end(row), name);
    const rest = right.get(name);
    if (rest !== undefined && nameEnd !== undefined && text.startsWith(rest, nameEnd)) continue;
    const code = nameEnd === undefined ? undefined : opcodeCode(text, nameEnd);
    const seen = wrong.get(`${name}${code ?? row}`);
    if (seen !== undefined) seen.count++;
    else if (disagrees(log, row)) wrong.set(`${name}${code ?? row}`, { row, count: 1 });
    else if (code !== undefined) right.set(name, code);
  }
  for (const found of wrong.values()) {
    const opcode = fieldOf(log.event(found.row) as AuditEvent, 'opcode');
    if (opcode?.code === undefined) continue;
    const sentence = mismatch(opcode.name, opcode.code, found.count);
    findings.add('opcode-mismatch', found.row, sentence, { field: 'opcode' });
  }
}

function disagrees(log: AuditLog, row: number): boolean {
  const opcode = fieldOf(log.event(row) as AuditEvent, 'opcode');
  return opcode !== undefined && opcodeDisagrees(opcode);
}

function mismatch(name: string, code: bigint, count: number): string {
  const hex = (number: bigint): string => `0x${number.toString(16)}`;
  const expected = opcodeByName(name)?.code;
  const words = [printable(name, 60), hex(code), count] as const;
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

function checkCuts(log: AuditLog, parts: Uint16Array, findings: Findings): void {
  const cuts = cutEvents(log, parts);
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

function checkEnds(log: AuditLog, findings: Findings): void {
  const markers = log.lookups.ofOpcode(endMarker);
  const lastOf = markers.length === 0 ? undefined : lastEvents(log.table);
  for (const row of markers) {
    const last = lastOf?.get(log.table.stream(row));
    if (last === undefined || !isLater(log.table, last, row)) {
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

/** The row of the latest event of each stream, by reboot counter and number. */
function lastEvents(table: EventTable): ReadonlyMap<string | undefined, number> {
  const last = new Map<string | undefined, number>();
  for (let row = 0; row < table.length; row++) {
    if (table.kind(row) !== Kind.audit || table.sequence(row) === undefined) continue;
    const known = last.get(table.stream(row));
    if (known === undefined || isLater(table, row, known)) last.set(table.stream(row), row);
  }
  return last;
}

function isLater(table: EventTable, one: number, other: number): boolean {
  const counter = table.rebootCounter(one) ?? 0n;
  const otherCounter = table.rebootCounter(other) ?? 0n;
  if (counter !== otherCounter) return counter > otherCounter;
  return (table.sequence(one) ?? -1n) > (table.sequence(other) ?? -1n);
}
