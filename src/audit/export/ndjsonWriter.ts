import type { AuditField, LogEvent } from '../auditEvent';
import type { EventOrigin } from './exportedEvent';
import { ndjsonLine, sourceJson } from './ndjson';
import { jsonString } from './jsonText';
import { UsualEvents } from './usualEvents';

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

/**
 * Writes many events as lines of the public format. What a usual line adds is found out by `ndjsonLine`
 * itself, and an event with anything unusual is left to it, so that both always write the same.
 */
export class NdjsonWriter {
  private readonly events = new UsualEvents<Part>(partOf, (sequence) => ({
    slot: 0,
    json: `"sequence":"${sequence}"`,
  }));
  private readonly members: (string | undefined)[] = slots.map(() => undefined);

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
    const event = this.events.read(own);
    if (event === undefined) return undefined;
    const { members } = this;
    members.fill(undefined);
    for (const { slot, json } of event.parts) {
      const before = members[slot];
      if (before === undefined) members[slot] = json;
      else if (slot !== otherSlot || isRepeated(json, before)) return undefined;
      else members[slot] = `${before},${json}`;
    }
    let line = '{"v":1,"kind":"audit"';
    if (cluster !== undefined) line += `,"cluster":${jsonString(cluster)}`;
    if (stream !== undefined) line += `,"stream":${jsonString(stream)}`;
    line += `,"time":"${event.time}","timeUsecs":"${event.usecs}"`;
    for (let slot = 0; slot < 7; slot++) {
      const json = members[slot];
      if (json !== undefined) line += `,${json}`;
    }
    line += group('user', members, 7, 10) + group('targetUser', members, 10, 13);
    line += group('keys', members, 13, 16) + group('other', members, otherSlot, otherSlot + 1);
    const from = source === undefined ? undefined : sourceJson(source);
    return from === undefined ? `${line}}` : `${line},"source":${from}}`;
  }
}

/** Has `ndjsonLine` write an event of this field only, and takes what is not in every event. */
function partOf(field: AuditField, line: string): Part | undefined {
  const event = { kind: 'audit', span: field.labelSpan, fields: [field], unparsed: [] } as const;
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
