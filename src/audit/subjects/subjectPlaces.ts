import type { FieldId, Span } from '../event/auditEvent';
import type { AuditLog } from '../table/auditLog';
import { Kind } from '../table/eventTable';
import { lineEnd, newFieldLine, readLine, visitLines } from '../text/fieldLine';
import { LinePlaces } from '../text/linePlaces';
import type { Subject } from './subject';
import { parseDecimal, parseHex } from '../text/values';

/**
 * Where an event says what was done: the value of its opcode, or its first line where it has none. A
 * list of events on a subject shows these lines: those of the subject itself are all alike.
 */
export function opcodePlace(log: AuditLog, row: number): Span {
  const { table, text } = log;
  if (table.kind(row) === Kind.certificate) {
    const event = log.event(row);
    const field = event.kind === 'certificate' && event.fields.find(({ id }) => id === 'opCode');
    return field ? field.valueSpan : firstLine(log, row);
  }
  const plain = plainOpcode(log, row);
  if (plain !== undefined) return plain;
  let start = -1;
  let end = -1;
  visitLines(text, table.start(row), table.end(row), (field) => {
    if (start >= 0 || field?.label?.id !== 'opcode') return;
    start = field.valueStart;
    end = field.valueEnd;
  });
  return start < 0 ? firstLine(log, row) : placesOf(log, row).span(start, end);
}

/** A time line that long may hold other fields, as a copy of a web page has them. */
const longTimeLine = 100;
const opcodeLine = '\nOpcode';

/** The value of an opcode on a line of its own, found without a look at the other lines. */
function plainOpcode(log: AuditLog, row: number): Span | undefined {
  const { table, text } = log;
  const start = table.start(row);
  const end = table.end(row);
  const at = text.indexOf(opcodeLine, start);
  if (at < 0 || at >= end || lineEnd(text, start) - start > longTimeLine) return undefined;
  const line = newFieldLine();
  if (!readLine(text, at + 1, Math.min(lineEnd(text, at + 1), end), line)) return undefined;
  if (line.label?.id !== 'opcode') return undefined;
  return placesOf(log, row).span(line.valueStart, line.valueEnd);
}

/** Every place where an event prints a subject, without its label. Nothing else is decoded. */
export function subjectPlaces(log: AuditLog, row: number, subject: Subject): readonly Span[] {
  const { table, text } = log;
  if (table.kind(row) === Kind.certificate) {
    const event = log.event(row);
    if (event.kind !== 'certificate' || subject.kind !== 'key') return [];
    if (event.objectHandle !== subject.handle) return [];
    return event.fields.filter(({ id }) => id === 'objectHandle').map(({ valueSpan }) => valueSpan);
  }
  const spans: Span[] = [];
  const places = placesOf(log, row);
  visitLines(text, table.start(row), table.end(row), (field) => {
    const label = field?.label;
    if (field === undefined || label === undefined || !fieldsOf[subject.kind].includes(label.id))
      return;
    const value = text.slice(field.valueStart, field.valueEnd);
    if (names(subject, value)) spans.push(places.span(field.valueStart, field.valueEnd));
  });
  return spans;
}

/** An event's first line. */
export function firstLine(log: AuditLog, row: number): Span {
  const { table, text } = log;
  const start = table.start(row);
  const end = Math.min(lineEnd(text, start), table.end(row));
  return placesOf(log, row).span(start, text[end - 1] === '\r' ? end - 1 : end);
}

const fieldsOf: Readonly<Record<Subject['kind'], readonly FieldId[]>> = {
  key: ['privateKey', 'publicKey', 'key'],
  user: ['userName', 'targetUserName'],
  session: ['sessionHandle'],
};

function names(subject: Subject, value: string): boolean {
  switch (subject.kind) {
    case 'key':
      return parseDecimal(value) === subject.handle;
    case 'user':
      return value === subject.name;
    case 'session':
      return parseHex(value) === subject.handle;
  }
}

function placesOf({ table, text }: AuditLog, row: number): LinePlaces {
  return new LinePlaces(text, table.start(row), table.line(row), table.column(row));
}
