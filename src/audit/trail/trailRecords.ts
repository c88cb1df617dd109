import { objectsIn } from './jsonObjects';
import { isTrailRecord, trailEvent, type TrailEvent } from './trailEvent';

/** The records in a text, and what of it is none. */
export interface TrailRecords {
  readonly events: readonly TrailEvent[];
  /** Lines, from 1, that are neither empty nor JSON with a record in it. */
  readonly otherLines: readonly number[];
  /** The text ends inside of a JSON text. */
  readonly isCut: boolean;
}

/** Wrappers in wrappers end somewhere. */
const deepest = 8;

/** The members that hold records in the known wrappers. */
const holders = [
  'Records', // a file that CloudTrail delivers
  'Events', // aws cloudtrail lookup-events
  'CloudTrailEvent', // one of them, as a text
  'events', // aws logs filter-log-events and get-log-events
  'logEvents', // a subscription of CloudWatch Logs
  'message', // one of them, as a text
  '@message', // a row of Logs Insights
  'results', // aws logs get-query-results
  'value', // a cell of one of its rows
  'detail', // EventBridge
] as const;

/**
 * Finds CloudTrail's records in every form that they come in: the file that CloudTrail delivers, one
 * record a line, the answers of `aws cloudtrail` and `aws logs`, with or without a time before each line.
 */
export function trailRecords(text: string): TrailRecords {
  const whole = parsed(text);
  if (whole !== undefined) return { events: recordsIn(whole, 0), otherLines: [], isCut: false };
  const events: TrailEvent[] = [];
  const otherLines: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    // A line of `aws logs tail` has a time and a stream before the record.
    const start = line.indexOf('{');
    const found = start < 0 ? [] : recordsIn(parsedLine(line.slice(start)), 0);
    if (found.length === 0) otherLines.push(index + 1);
    for (const event of found) events.push(event);
  }
  if (otherLines.length === 0) return { events, otherLines, isCut: false };
  // Objects over several lines, behind each other, or in a text that was cut short.
  const { objects, isCut } = objectsIn(text);
  const apart: TrailEvent[] = [];
  const others: number[] = [];
  for (const { text: object, start, isInside } of objects) {
    const value = parsed(object);
    const found = recordsIn(value, 0);
    for (const event of found) apart.push(event);
    // Inside of a record that was cut stand objects that are none by themselves.
    if (found.length === 0 && (!isInside || value === undefined)) others.push(start);
  }
  return apart.length > events.length
    ? { events: apart, otherLines: linesOf(text, others), isCut }
    : { events, otherLines, isCut: false };
}

/**
 * The lines, from 1, that places stand in, each once.
 *
 * @param places UTF-16 code units, in their order
 */
function linesOf(text: string, places: readonly number[]): readonly number[] {
  const lines = new Set<number>();
  let line = 1;
  let at = 0;
  for (const place of places) {
    for (let end = text.indexOf('\n', at); end >= 0 && end < place; end = text.indexOf('\n', at)) {
      line += 1;
      at = end + 1;
    }
    lines.add(line);
  }
  return [...lines];
}

/** A cell of CSV has its quotes doubled, and others of its row behind it. */
function parsedLine(line: string): unknown {
  return parsed(line) ?? parsed(line.slice(0, line.lastIndexOf('}') + 1).replaceAll('""', '"'));
}

/** Whether a text has a record near its start; looks at no more than that. */
export function looksLikeTrail(head: string): boolean {
  return /\\?"eventSource\\?"\s*:\s*\\?"[a-z0-9.-]+\.amazonaws\.com\\?"/.test(head);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordsIn(value: unknown, depth: number): readonly TrailEvent[] {
  if (depth > deepest) return [];
  if (isTrailRecord(value)) return [trailEvent(value)];
  if (Array.isArray(value)) return value.flatMap((item) => recordsIn(item, depth + 1));
  if (typeof value === 'string') {
    const start = value.indexOf('{');
    return start < 0 ? [] : recordsIn(parsed(value.slice(start)), depth + 1);
  }
  if (typeof value !== 'object' || value === null) return [];
  const members = value as Readonly<Record<string, unknown>>;
  return holders.flatMap((name) => (name in members ? recordsIn(members[name], depth + 1) : []));
}
