import type { AuditField } from '../auditEvent';
import { decodeEvent } from '../decodeEvent';
import { printedTime } from '../printedTime';

/** So many different lines are remembered; then remembering begins anew. */
const mostLines = 20_000;

const timeLength = 'Time: 03/12/26 03:12:07.140812'.length;
const usecsLabel = ', usecs:';
const usecsDigits = /^[1-9]\d{0,15}$/;
const sequenceLabel = 'Sequence No';
const sequenceLine = /^Sequence No[ \t]*:[ \t]*(0x[0-9a-fA-F]{1,16})$/;

/** An event that is printed as usual. */
export interface UsualEvent<Part> {
  /** ISO 8601 in UTC with six digits. */
  readonly time: string;
  /** Unix µs. */
  readonly usecs: string;
  /** What each line behind the time adds; to be read before the next event is. */
  readonly parts: readonly Part[];
}

/**
 * Reads many events for a format. Most lines of a log are like lines before them: what one adds is found
 * out once and remembered. Events with anything unusual are left to the decoder.
 */
export class UsualEvents<Part> {
  private readonly known = new Map<string, Part | undefined>();
  private readonly parts: Part[] = [];

  /**
   * @param partOf what a field adds, by itself; undefined where that is unusual
   * @param sequence what a sequence number as printed adds: it differs from event to event
   */
  constructor(
    private readonly partOf: (field: AuditField, line: string) => Part | undefined,
    private readonly sequence: (printed: string) => Part,
  ) {}

  /** Reads the text of one event; undefined where something in it is unusual. */
  read(own: string): UsualEvent<Part> | undefined {
    const firstEnd = endOfLine(own, 0);
    const usecs = usualTime(own, firstEnd);
    if (usecs === undefined) return undefined;
    const { parts } = this;
    parts.length = 0;
    for (let at = own.indexOf('\n', firstEnd) + 1; at > 0; at = own.indexOf('\n', at) + 1) {
      const part = this.part(own.slice(at, endOfLine(own, at)));
      if (part === undefined) return undefined;
      parts.push(part);
    }
    const time = `20${own.slice(12, 14)}-${own.slice(6, 8)}-${own.slice(9, 11)}T${own.slice(15, timeLength)}Z`;
    return { time, usecs, parts };
  }

  /** What a line adds; undefined for one that is unusual. */
  private part(line: string): Part | undefined {
    if (line.startsWith(sequenceLabel)) {
      const sequence = sequenceLine.exec(line)?.[1];
      if (sequence !== undefined) return this.sequence(sequence);
    }
    const known = this.known.get(line);
    if (known !== undefined || this.known.has(line)) return known;
    if (this.known.size >= mostLines) this.known.clear();
    const copy = withoutText(line);
    const field = onlyField(copy);
    const part = field === undefined ? undefined : this.partOf(field, copy);
    this.known.set(copy, part);
    return part;
  }
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  if (end < 0) return text.length;
  return end > start && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
}

/** The digits of `usecs` where the line is as an HSM prints it and its two times agree. */
function usualTime(own: string, end: number): string | undefined {
  if (!own.startsWith('Time: ') || !own.startsWith(usecsLabel, timeLength)) return undefined;
  if (own.charCodeAt(14) !== 0x20 || own.charCodeAt(23) !== 0x2e) return undefined;
  const digits = own.slice(timeLength + usecsLabel.length, end);
  if (!usecsDigits.test(digits)) return undefined;
  return printedTime(own, 0, end) === Number(digits) ? digits : undefined;
}

/** The same string on its own: a slice of a text keeps all of the text in memory. */
function withoutText(line: string): string {
  return JSON.parse(JSON.stringify(line)) as string;
}

/** The field that is all of a line. */
function onlyField(line: string): AuditField | undefined {
  const event = decodeEvent(line, { kind: 'audit', start: 0, end: line.length });
  if (event.kind !== 'audit' || event.unparsed.length > 0) return undefined;
  const [field, more] = event.fields;
  return more === undefined ? field : undefined;
}
