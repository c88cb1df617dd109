import type { AuditEvent, AuditField, FieldId, LogEvent, Span } from './auditEvent';
import { decodeCertificate } from './decodeCertificate';
import { visitLines, type FieldLine } from '../text/fieldLine';
import { LinePlaces } from '../text/linePlaces';
import type { Segment } from '../text/segments';
import { parseDecimal, parseHex, parseNamed, parseResponse, parseTime } from '../text/values';

/**
 * Decodes one event of a text: its fields with their exact places. Never throws; what is not
 * understood is kept as printed.
 *
 * @param segment the event's place in the text, from `segments` or an `EventTable`
 * @param line the number of the line (from 0) on which the segment begins, for the spans
 * @param column where on that line it begins; 0 unless it stands behind another event
 */
export function decodeEvent(text: string, segment: Segment, line = 0, column = 0): LogEvent {
  const places = new LinePlaces(text, segment.start, line, column);
  return segment.kind === 'certificate'
    ? decodeCertificate(text, segment, places)
    : decodeAudit(text, segment, places);
}

function decodeAudit(
  text: string,
  { start, end }: Pick<Segment, 'start' | 'end'>,
  places: LinePlaces,
): AuditEvent {
  const fields: AuditField[] = [];
  const unparsed: Span[] = [];
  visitLines(text, start, end, (field, from, to) => {
    if (field !== undefined) fields.push(decodeField(text, field, places));
    else if (text.slice(from, to).trim() !== '') unparsed.push(places.span(from, to));
  });
  return { kind: 'audit', span: places.span(start, end), fields, unparsed };
}

/** The members are written out in each form: spreading common ones into it takes eight times as long. */
function decodeField(text: string, line: FieldLine, places: LinePlaces): AuditField {
  const { labelStart, labelEnd, valueStart, valueEnd } = line;
  const id: FieldId = line.label?.id ?? 'unknown';
  const label = text.slice(labelStart, labelEnd);
  const labelSpan = places.span(labelStart, labelEnd);
  const value = text.slice(valueStart, valueEnd);
  const valueSpan = places.span(valueStart, valueEnd);
  const within = (from: number, to: number): Span =>
    places.span(valueStart + from, valueStart + to);
  switch (line.label?.form) {
    case 'hex':
    case 'decimal': {
      const number = line.label.form === 'hex' ? parseHex(value) : parseDecimal(value);
      return { id, label, labelSpan, value, valueSpan, form: 'number', number };
    }
    case 'named': {
      const { nameEnd, code, codeStart, codeEnd } = parseNamed(value);
      const name = value.slice(0, nameEnd);
      const nameSpan = within(0, nameEnd);
      const codeSpan = code === undefined ? undefined : within(codeStart, codeEnd);
      return {
        id,
        label,
        labelSpan,
        value,
        valueSpan,
        form: 'named',
        name,
        nameSpan,
        code,
        codeSpan,
      };
    }
    case 'response': {
      const { code, codeEnd, verdict, textStart } = parseResponse(value);
      return {
        id,
        label,
        labelSpan,
        value,
        valueSpan,
        form: 'response',
        code,
        codeSpan: code === undefined ? undefined : within(0, codeEnd),
        verdict,
        text: value.slice(textStart),
        textSpan: within(textStart, value.length),
      };
    }
    case 'time': {
      const { textEnd, textUsecs, usecs, usecsStart, usecsEnd } = parseTime(value);
      return {
        id,
        label,
        labelSpan,
        value,
        valueSpan,
        form: 'time',
        text: value.slice(0, textEnd),
        textSpan: within(0, textEnd),
        textUsecs,
        usecs,
        usecsSpan: usecs === undefined ? undefined : within(usecsStart, usecsEnd),
      };
    }
    case 'text':
    case undefined:
      return { id, label, labelSpan, value, valueSpan, form: 'text' };
  }
}
