import type {
  AuditEvent,
  AuditField,
  CertificateEvent,
  CertificateField,
} from '../event/auditEvent';
import { opcodeDisagrees } from '../reference/opcodeDisagrees';
import { jsonString, JsonMembers } from './jsonText';
import { hasTimeRest } from './timeRest';

/** What a reader should know of an exported event, by a code that stays. */
export type EventWarning =
  /** `usecs` is missing: `time` is the one in words. */
  | 'time-from-text'
  /** The time in words and `usecs` are different moments; `time` is `usecs`. */
  | 'time-mismatch'
  /** The number of the opcode is published as another one's. */
  | 'opcode-mismatch'
  /** A value could not be read as what its label promises; it is in `other` as printed. */
  | 'unreadable-value'
  /** A label is there twice; the first counts, the other line is in `unparsed`. */
  | 'repeated-label'
  /** A certificate event that is no whole JSON object. */
  | 'cut-event';

/** What of a field is as it is printed. */
type PrintedField = Pick<AuditField, 'label' | 'labelSpan' | 'value' | 'valueSpan'>;

/**
 * What of an event has no place of its own in an export, and what a reader should know of it: so that
 * no format leaves out a line. Each part is JSON, or undefined where there is nothing.
 */
export class EventRemainder {
  private readonly members = new JsonMembers();
  private readonly labels = new Set<string>();
  private readonly lines: string[] = [];
  private readonly known = new Set<EventWarning>();

  /** @param text the one that the event's spans count in */
  constructor(private readonly text: string) {}

  /** Label as printed to value as printed. */
  get other(): string | undefined {
    return this.members.object;
  }

  /** The lines that are no label and value, or whose label is there already. */
  get unparsed(): string | undefined {
    return jsonList(this.lines);
  }

  /** Each an `EventWarning`, once. */
  get warnings(): string | undefined {
    return jsonList([...this.known]);
  }

  /** A field that has no place of its own. */
  addOther(field: PrintedField): void {
    const { label, value } = field;
    if (this.labels.has(label)) {
      this.addRepeated(field);
      return;
    }
    this.labels.add(label);
    this.members.addLabel(label, value);
  }

  /** An object or a table has a name once. The line is kept as it is printed. */
  addRepeated({ labelSpan, valueSpan }: PrintedField): void {
    this.known.add('repeated-label');
    this.lines.push(this.text.slice(labelSpan.offset, valueSpan.offset + valueSpan.length));
  }

  /** The same of a member of JSON, whose label stands in quotes. */
  addRepeatedMember({ labelSpan, valueSpan }: CertificateField): void {
    this.known.add('repeated-label');
    this.lines.push(this.text.slice(labelSpan.offset - 1, valueSpan.offset + valueSpan.length));
  }

  addUnreadable(field: PrintedField): void {
    this.known.add('unreadable-value');
    this.addOther(field);
  }

  addCut(): void {
    this.known.add('cut-event');
  }

  addUnparsed({ unparsed }: AuditEvent): void {
    for (const { offset, length } of unparsed) {
      this.lines.push(this.text.slice(offset, offset + length).trim());
    }
  }

  /** Looks at a field that has a place: what that cannot hold of it is kept as printed. */
  note(field: AuditField): void {
    const warning = warningOf(field);
    if (warning !== undefined) this.known.add(warning);
    const hasRest = field.form === 'time' && hasTimeRest(field);
    if (hasRest) this.known.add('unreadable-value');
    if (hasRest || warning === 'unreadable-value' || warning === 'time-mismatch') {
      this.addOther(field);
    }
  }
}

function warningOf(field: AuditField): EventWarning | undefined {
  switch (field.form) {
    case 'time': {
      const { usecs, textUsecs } = field;
      if (usecs === undefined) {
        return textUsecs === undefined ? 'unreadable-value' : 'time-from-text';
      }
      return textUsecs === undefined || textUsecs === usecs ? undefined : 'time-mismatch';
    }
    case 'number':
      return field.number === undefined ? 'unreadable-value' : undefined;
    case 'named':
      if (field.id === 'opcode') return opcodeDisagrees(field) ? 'opcode-mismatch' : undefined;
      return field.id === 'commandType' ? undefined : codeWarning(field.code); // in hexadecimal
    case 'response':
      return codeWarning(field.code);
    case 'text':
      return undefined;
  }
}

function codeWarning(code: bigint | undefined): EventWarning | undefined {
  return code === undefined || isExactNumber(code) ? undefined : 'unreadable-value';
}

/** Whether reading a number back from JSON would not round it. */
export function isExactNumber(code: bigint): boolean {
  return code <= BigInt(Number.MAX_SAFE_INTEGER);
}

/** What of a certificate event has no place of its own: other members, and values of another type. */
export function certificateRemainder(event: CertificateEvent, text: string): EventRemainder {
  const remainder = new EventRemainder(text);
  const labels = new Set<string>();
  for (const field of event.fields) {
    const { id, label } = field;
    if (labels.has(label)) remainder.addRepeatedMember(field);
    else if (id === 'unknown') remainder.addOther(field);
    else if (event[id] === undefined) remainder.addUnreadable(field);
    labels.add(label);
  }
  if (!event.complete) remainder.addCut();
  return remainder;
}

function jsonList(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : `[${texts.map(jsonString).join(',')}]`;
}
