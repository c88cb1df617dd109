import type { AuditEvent, AuditField } from '../event/auditEvent';
import type { AuditLog } from '../table/auditLog';
import { commonParts, Part, partCount, type EventKind, type EventKinds } from './eventKinds';

/** So many events show what is usual. In fewer, the documented parts are expected. */
const enoughEvents = 8;

/**
 * The rows of events that lack what the others of the log have. Firmware differs in the lines that it
 * prints, so that the log itself says what is usual. The last event is looked at closely: a text
 * may end in the middle of a line.
 */
export function cutEvents(log: AuditLog, kinds: EventKinds): readonly number[] {
  const audit = [...kinds.all.values()].filter(({ facts }) => !facts.isCertificate);
  const common = usualParts(audit);
  const detailed = usualDetails(audit);
  const areResponsesWhole = responsesAreWhole(audit);
  const cut = new Set<number>();
  const certificates = new Set<number>();
  for (const [number, { facts, parts }] of kinds.all) {
    const expected =
      common | (detailed.get(facts.opcode) ?? documentedDetails[facts.logType ?? ''] ?? 0);
    if (facts.isCertificate) certificates.add(number);
    else if ((parts & expected) !== expected) cut.add(number);
    else if (facts.responseFault === 'cut' && areResponsesWhole) cut.add(number);
  }
  const rows = kinds
    .rowsOf(cut)
    .concat(kinds.rowsOf(certificates).filter((row) => log.text[log.table.end(row) - 1] !== '}'));
  const last = log.length - 1;
  if (last >= 0 && !rows.includes(last) && endsEarly(log, last)) return [...rows, last];
  return certificates.size === 0 ? rows : [...rows].sort((a, b) => a - b);
}

/**
 * What events of a log type print, where no others of the log show what is usual. Those on keys print one
 * line or several: nothing can be expected of them.
 */
const documentedDetails: Readonly<Partial<Record<string, number>>> = {
  MGMT_USER_DETAILS_LOG: Part.user | Part.userType,
};

/** Whether most responses have words behind their number. */
function responsesAreWhole(kinds: readonly EventKind[]): boolean {
  let all = 0;
  let cut = 0;
  for (const { facts, parts, count } of kinds) {
    if ((parts & Part.response) !== 0) all += count;
    if (facts.responseFault === 'cut') cut += count;
  }
  return cut * 2 < all;
}

/** How often each part is printed in some events. */
class PartCounts {
  events = 0;
  /** By the parts of an event: events have few different ones. */
  private readonly counts = new Map<number, number>();

  add({ parts, count }: EventKind): void {
    this.events += count;
    this.counts.set(parts, (this.counts.get(parts) ?? 0) + count);
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
function usualParts(kinds: readonly EventKind[]): number {
  const counts = new PartCounts();
  for (const kind of kinds) counts.add(kind);
  return counts.events < enoughEvents ? commonParts : commonParts & counts.usual(0.5);
}

/** For each opcode the parts that nine in ten of its events have; undefined where there are too few of it. */
function usualDetails(
  kinds: readonly EventKind[],
): ReadonlyMap<string | undefined, number | undefined> {
  const seen = new Map<string, PartCounts>();
  for (const kind of kinds) {
    const { opcode } = kind.facts;
    if (opcode === undefined) continue;
    let counts = seen.get(opcode);
    if (counts === undefined) seen.set(opcode, (counts = new PartCounts()));
    counts.add(kind);
  }
  return new Map(
    Array.from(seen, ([opcode, counts]) => [
      opcode,
      counts.events < enoughEvents ? undefined : counts.usual(0.9) & ~commonParts,
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
