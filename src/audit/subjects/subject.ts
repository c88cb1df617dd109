import type { LogEvent, Span } from '../event/auditEvent';
import type { AuditLog } from '../table/auditLog';

/** What several events of a log may be about. */
export type Subject =
  | { readonly kind: 'key'; readonly handle: bigint }
  | { readonly kind: 'user'; readonly name: string }
  /** A session as of one event: handles are used again. */
  | { readonly kind: 'session'; readonly handle: bigint; readonly row: number };

/** A subject where it is printed. */
export interface PrintedSubject {
  readonly subject: Subject;
  /** Of the value, without its label. */
  readonly span: Span;
}

/** The key, user or session whose field stands at an offset (UTF-16 code units), label included. */
export function subjectAt(log: AuditLog, offset: number): PrintedSubject | undefined {
  const row = log.rowAt(offset);
  if (row === undefined) return undefined;
  return subjectsOf(log.event(row), row).find(
    ({ labelOffset, span }) => offset >= labelOffset && offset <= span.offset + span.length,
  );
}

/** The first key, user or session that an event names; for a cursor that stands on none of its fields. */
export function subjectOfKind<Kind extends Subject['kind']>(
  log: AuditLog,
  row: number,
  kind: Kind,
): Extract<Subject, { kind: Kind }> | undefined {
  const found = subjectsOf(log.event(row), row).find(({ subject }) => subject.kind === kind);
  return found?.subject as Extract<Subject, { kind: Kind }> | undefined;
}

function subjectsOf(
  event: LogEvent,
  row: number,
): (PrintedSubject & { readonly labelOffset: number })[] {
  if (event.kind === 'certificate') {
    const { objectHandle } = event;
    const field = event.fields.find(({ id }) => id === 'objectHandle');
    if (field === undefined || !isHandle(objectHandle)) return [];
    const subject: Subject = { kind: 'key', handle: objectHandle };
    return [{ subject, span: field.valueSpan, labelOffset: field.labelSpan.offset }];
  }
  return event.fields.flatMap((field) => {
    const at = { span: field.valueSpan, labelOffset: field.labelSpan.offset };
    switch (field.id) {
      case 'privateKey':
      case 'publicKey':
      case 'key':
        return field.form === 'number' && isHandle(field.number)
          ? { subject: { kind: 'key', handle: field.number } as const, ...at }
          : [];
      case 'userName':
      case 'targetUserName':
        return field.value === ''
          ? []
          : { subject: { kind: 'user', name: field.value } as const, ...at };
      case 'sessionHandle':
        return field.form === 'number' && field.number !== undefined
          ? { subject: { kind: 'session', handle: field.number, row } as const, ...at }
          : [];
      default:
        return [];
    }
  });
}

/** 0 stands for "no key". */
function isHandle(number: bigint | null | undefined): number is bigint {
  return number !== undefined && number !== null && number !== 0n;
}
