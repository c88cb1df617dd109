import type { LogEvent } from '../event/auditEvent';
import { decodeEvent } from '../event/decodeEvent';
import { printedTime } from '../time/printedTime';
import type { EventOrigin } from './exportedEvent';
import { ndjsonLine, sourceJson } from './ndjson';
import { jsonString } from './jsonText';

/** The places of an event's line that one line of the log fills, in the order of the format. */
const slots = [
  'sequence',
  'rebootCounter',
  'commandType',
  'opcode',
  'sessionHandle',
  'response',
  'logType',
  'user.name',
  'user.type',
  'user.id',
  'targetUser.name',
  'targetUser.type',
  'targetUser.id',
  'keys.private',
  'keys.public',
  'keys.key',
  'other',
] as const;

const otherSlot = slots.indexOf('other');
const groups = ['user', 'targetUser', 'keys', 'other'] as const;

/** What one line of the log adds to the event's JSON. */
interface Part {
  readonly slot: number;
  /** The member with its key, without the object that it is in. */
  readonly json: string;
}

/** So many different lines are remembered; then remembering begins anew. */
const mostLines = 20_000;

const timeLength = 'Time: 03/12/26 03:12:07.140812'.length;
const usecsLabel = ', usecs:';
const usecsDigits = /^[1-9]\d{0,15}$/;
const sequenceLabel = 'Sequence No';
const sequenceLine = /^Sequence No[ \t]*:[ \t]*(0x[0-9a-fA-F]{1,16})$/;

/**
 * Writes many events as lines of the public format. Most lines of a log are like lines before them: what
 * one adds is found out once, by `ndjsonLine` itself, and remembered. An event with anything unusual is
 * left to `ndjsonLine`, so that both always write the same.
 */
export class NdjsonWriter {
  private readonly known = new Map<string, Part | undefined>();
  private readonly parts: (string | undefined)[] = slots.map(() => undefined);

  /**
   * @param own the event's own text
   * @param event decodes it, and gives the text that its spans count in
   */
  line(
    own: string,
    origin: EventOrigin,
    event: () => { readonly event: LogEvent; readonly text: string },
  ): string {
    const usual = this.usualLine(own, origin);
    if (usual !== undefined) return usual;
    const decoded = event();
    return ndjsonLine(decoded.event, decoded.text, origin);
  }

  private usualLine(own: string, { cluster, stream, source }: EventOrigin): string | undefined {
    const firstEnd = endOfLine(own, 0);
    const usecs = usualTime(own, firstEnd);
    if (usecs === undefined) return undefined;
    const time = `20${own.slice(12, 14)}-${own.slice(6, 8)}-${own.slice(9, 11)}T${own.slice(15, timeLength)}Z`;
    const { parts } = this;
    parts.fill(undefined);
    for (let at = own.indexOf('\n', firstEnd) + 1; at > 0; at = own.indexOf('\n', at) + 1) {
      const part = this.part(own.slice(at, endOfLine(own, at)));
      if (part === undefined) return undefined;
      const before = parts[part.slot];
      if (before === undefined) parts[part.slot] = part.json;
      else if (part.slot !== otherSlot || isRepeated(part.json, before)) return undefined;
      else parts[part.slot] = `${before},${part.json}`;
    }
    let line = '{"v":1,"kind":"audit"';
    if (cluster !== undefined) line += `,"cluster":${jsonString(cluster)}`;
    if (stream !== undefined) line += `,"stream":${jsonString(stream)}`;
    line += `,"time":"${time}","timeUsecs":"${usecs}"`;
    for (let slot = 0; slot < 7; slot++) {
      const json = parts[slot];
      if (json !== undefined) line += `,${json}`;
    }
    line += group('user', parts, 7, 10) + group('targetUser', parts, 10, 13);
    line += group('keys', parts, 13, 16) + group('other', parts, otherSlot, otherSlot + 1);
    const from = source === undefined ? undefined : sourceJson(source);
    return from === undefined ? `${line}}` : `${line},"source":${from}}`;
  }

  /** What a line adds; undefined for one that is unusual. */
  private part(line: string): Part | undefined {
    if (line.startsWith(sequenceLabel)) {
      const sequence = sequenceLine.exec(line)?.[1];
      if (sequence !== undefined) return { slot: 0, json: `"sequence":"${sequence}"` };
    }
    const known = this.known.get(line);
    if (known !== undefined || this.known.has(line)) return known;
    if (this.known.size >= mostLines) this.known.clear();
    const part = findPart(line);
    this.known.set(withoutText(line), part);
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

/** Has `ndjsonLine` write an event of this line only, and takes what is not in every event. */
function findPart(line: string): Part | undefined {
  const event = decodeEvent(line, { kind: 'audit', start: 0, end: line.length });
  if (event.kind !== 'audit' || event.fields.length !== 1 || event.unparsed.length > 0) {
    return undefined;
  }
  const json = ndjsonLine(event, line, {});
  const all = JSON.parse(json) as Readonly<Record<string, unknown>>;
  const [key, more] = Object.keys(all).slice(2);
  if (key === undefined || more !== undefined) return undefined;
  const member = json.slice('{"v":1,"kind":"audit",'.length, -1);
  if (!(groups as readonly string[]).includes(key)) {
    const slot = (slots as readonly string[]).indexOf(key);
    return slot < 0 ? undefined : { slot, json: member };
  }
  const inner = member.slice(`"${key}":{`.length, -1);
  if (key === 'other') return { slot: otherSlot, json: inner };
  const [name] = Object.keys(all[key] as object);
  const slot = (slots as readonly string[]).indexOf(`${key}.${name ?? ''}`);
  return slot < 0 ? undefined : { slot, json: inner };
}

/** Whether the label of a member may be there already. A text that only looks so does no harm. */
function isRepeated(member: string, members: string): boolean {
  return members.includes(member.slice(0, member.indexOf('":') + 2));
}

function group(
  key: string,
  parts: readonly (string | undefined)[],
  from: number,
  to: number,
): string {
  let inner = '';
  for (let slot = from; slot < to; slot++) {
    const json = parts[slot];
    if (json !== undefined) inner += inner === '' ? json : `,${json}`;
  }
  return inner === '' ? '' : `,"${key}":{${inner}}`;
}
