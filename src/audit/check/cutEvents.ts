import type { AuditEvent, AuditField } from '../auditEvent';
import type { AuditLog } from '../auditLog';
import { Ended, Kind, type EventTable } from '../eventTable';

/** A part that an event may have, by its column. */
type Part = (table: EventTable, row: number) => boolean;

/** The parts that the events of a log have in common. */
const commonParts: readonly Part[] = [
  (table, row) => !Number.isNaN(table.time(row)),
  (table, row) => table.sequence(row) !== undefined,
  (table, row) => table.rebootCounter(row) !== undefined,
  (table, row) => table.commandType(row) !== undefined,
  (table, row) => table.opcode(row) !== undefined,
  (table, row) => table.sessionHandle(row) !== undefined,
  (table, row) => table.ended(row) !== Ended.unknown,
  (table, row) => table.logType(row) !== undefined,
];

/** The parts that depend on the opcode. */
const detailParts: readonly Part[] = [
  (table, row) => table.user(row) !== undefined,
  (table, row) => table.userType(row) !== undefined,
  (table, row) => table.privateKey(row) !== undefined,
  (table, row) => table.publicKey(row) !== undefined,
];

/** So many events show what is usual. In fewer, the documented parts are expected. */
const enoughEvents = 8;

/**
 * The rows of events that lack what the others of the log have. Firmware differs in the lines that it
 * prints, so that the log itself says what is usual. The last event is looked at closely: a text
 * may end in the middle of a line.
 */
export function cutEvents(log: AuditLog): readonly number[] {
  const { table } = log;
  const common = usualParts(table);
  const detailed = usualDetails(table);
  const cut: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const isCut =
      table.kind(row) === Kind.certificate
        ? log.text[table.end(row) - 1] !== '}'
        : common.some((part) => !part(table, row)) ||
          (detailed.get(table.opcode(row)) ?? []).some((part) => !part(table, row));
    if (isCut || (row === table.length - 1 && endsEarly(log, row))) cut.push(row);
  }
  return cut;
}

/** The common parts that at least half of the audit events have. */
function usualParts(table: EventTable): readonly Part[] {
  const counts = commonParts.map(() => 0);
  let events = 0;
  for (let row = 0; row < table.length; row++) {
    if (table.kind(row) !== Kind.audit) continue;
    events++;
    commonParts.forEach((part, index) => {
      if (part(table, row)) counts[index] = (counts[index] ?? 0) + 1;
    });
  }
  if (events < enoughEvents) return commonParts;
  return commonParts.filter((_, index) => (counts[index] ?? 0) * 2 >= events);
}

/** For each opcode the parts that nine in ten of its events have, where there are enough of it. */
function usualDetails(table: EventTable): ReadonlyMap<string | undefined, readonly Part[]> {
  const seen = new Map<string | undefined, { events: number; readonly parts: number[] }>();
  for (let row = 0; row < table.length; row++) {
    if (table.kind(row) !== Kind.audit) continue;
    const opcode = table.opcode(row);
    if (opcode === undefined) continue;
    let counts = seen.get(opcode);
    if (counts === undefined) {
      counts = { events: 0, parts: detailParts.map(() => 0) };
      seen.set(opcode, counts);
    }
    counts.events++;
    for (let index = 0; index < detailParts.length; index++) {
      if (detailParts[index]?.(table, row)) counts.parts[index] = (counts.parts[index] ?? 0) + 1;
    }
  }
  return new Map(
    Array.from(seen, ([opcode, { events, parts }]) => [
      opcode,
      events < enoughEvents
        ? []
        : detailParts.filter((_, index) => (parts[index] ?? 0) * 10 >= events * 9),
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
