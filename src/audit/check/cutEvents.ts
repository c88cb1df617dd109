import type { AuditEvent, AuditField } from '../auditEvent';
import type { AuditLog } from '../auditLog';
import { Kind, type EventTable } from '../eventTable';
import { commonParts, partCount } from './printedParts';

/** So many events show what is usual. In fewer, the documented parts are expected. */
const enoughEvents = 8;

/**
 * The rows of events that lack what the others of the log have. Firmware differs in the lines that it
 * prints, so that the log itself says what is usual. The last event is looked at closely: a text
 * may end in the middle of a line.
 */
export function cutEvents(log: AuditLog, parts: Uint16Array): readonly number[] {
  const { table } = log;
  const common = usualParts(table, parts);
  const detailed = usualDetails(table, parts);
  const cut: number[] = [];
  let lastOpcode: string | undefined;
  let expected = common;
  for (let row = 0; row < table.length; row++) {
    if (table.kind(row) === Kind.certificate) {
      if (log.text[table.end(row) - 1] !== '}') cut.push(row);
      continue;
    }
    const opcode = table.opcode(row);
    if (opcode !== lastOpcode) expected = common | (detailed.get(opcode) ?? 0);
    lastOpcode = opcode;
    const isCut = ((parts[row] ?? 0) & expected) !== expected;
    if (isCut || (row === table.length - 1 && endsEarly(log, row))) cut.push(row);
  }
  return cut;
}

/** How often each part is printed in some events. */
class PartCounts {
  events = 0;
  /** By the parts of an event: events have few different ones. */
  private readonly counts = new Map<number, number>();

  add(parts: number): void {
    this.events++;
    this.counts.set(parts, (this.counts.get(parts) ?? 0) + 1);
  }

  /** The parts that at least such a share of the events has. */
  usual(share: number): number {
    let usual = 0;
    for (let bit = 1; bit < 1 << partCount; bit <<= 1) {
      let events = 0;
      for (const [parts, count] of this.counts) if ((parts & bit) !== 0) events += count;
      if (events >= this.events * share) usual |= bit;
    }
    return usual;
  }
}

/** The common parts that at least half of the audit events have. */
function usualParts(table: EventTable, parts: Uint16Array): number {
  const counts = new PartCounts();
  for (let row = 0; row < table.length; row++) {
    if (table.kind(row) === Kind.audit) counts.add(parts[row] ?? 0);
  }
  return counts.events < enoughEvents ? commonParts : commonParts & counts.usual(0.5);
}

/** For each opcode the parts that nine in ten of its events have, where there are enough of it. */
function usualDetails(
  table: EventTable,
  parts: Uint16Array,
): ReadonlyMap<string | undefined, number> {
  const seen = new Map<string, PartCounts>();
  for (let row = 0; row < table.length; row++) {
    const opcode = table.kind(row) === Kind.audit ? table.opcode(row) : undefined;
    if (opcode === undefined) continue;
    let counts = seen.get(opcode);
    if (counts === undefined) seen.set(opcode, (counts = new PartCounts()));
    counts.add(parts[row] ?? 0);
  }
  return new Map(
    Array.from(seen, ([opcode, counts]) => [
      opcode,
      counts.events < enoughEvents ? 0 : counts.usual(0.9) & ~commonParts,
    ]),
  );
}

/** Whether the text ends within the last value of its last event. */
function endsEarly(log: AuditLog, row: number): boolean {
  const event = log.event(row);
  if (event.kind === 'certificate') return false;
  if (event.span.offset + event.span.length < log.text.trimEnd().length) return false;
  return event.unparsed.length > 0 || isHalf(event.fields.at(-1), event);
}

/** Whether a field's value lacks its end. */
function isHalf(field: AuditField | undefined, { fields }: AuditEvent): boolean {
  switch (field?.form) {
    case 'named':
      return field.code === undefined;
    case 'number':
      return field.number === undefined;
    case 'time':
      return fields.length > 1 ? field.usecs === undefined : true;
    case 'response':
      return field.verdict === undefined;
    case 'text':
    case undefined:
      return field?.value === '';
  }
}
