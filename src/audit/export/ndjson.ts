import type {
  AuditEvent,
  AuditField,
  CertificateEvent,
  FieldId,
  LogEvent,
} from '../event/auditEvent';
import { isoMicroseconds } from '../time/moments';
import { responseOutcome } from '../event/outcome';
import { opcodeByName } from '../reference/opcodes';
import { certificateRemainder, EventRemainder, isExactNumber } from './eventRemainder';
import type { EventOrigin, EventSource } from './exportedEvent';
import { jsonString, JsonMembers } from './jsonText';
import { isPlaced } from './placedFields';

/**
 * The public format, version 1: an event as one line of JSON, its keys always in the same order and
 * absent where the log has no such field. The README documents it. A change that a reader could trip
 * over makes it version 2.
 */
export const ndjsonVersion = 1;

/**
 * An event as a line of the public format, without a line end.
 *
 * @param text the one that the event's spans count in
 */
export function ndjsonLine(event: LogEvent, text: string, origin: EventOrigin): string {
  return event.kind === 'audit'
    ? new AuditLine(event, text).line(origin)
    : certificateLine(event, text, origin);
}

/** An event in the public format, over several lines. */
export function jsonText(event: LogEvent, text: string, origin: EventOrigin): string {
  // Parsing and printing would make an escaped character live again.
  return indented(ndjsonLine(event, text, origin));
}

/** JSON on one line with a line a member and two blanks a level; strings stay as they are written. */
function indented(json: string): string {
  let depth = 0;
  const breakLine = (): string => `\n${'  '.repeat(depth)}`;
  return json.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g, (token) => {
    switch (token) {
      case '{':
      case '[':
        depth++;
        return token + breakLine();
      case '}':
      case ']':
        depth--;
        return breakLine() + token;
      case ',':
        return token + breakLine();
      case ':':
        return ': ';
      default:
        return token;
    }
  });
}

type Fields = Partial<Record<FieldId, AuditField>>;

/** Puts the fields of one audit event into their places. What fits into none is in `other`. */
class AuditLine {
  private readonly fields: Fields = {};
  private readonly remainder: EventRemainder;

  constructor(event: AuditEvent, text: string) {
    this.remainder = new EventRemainder(text);
    for (const field of event.fields) {
      const { id } = field;
      if (!isPlaced(id)) this.remainder.addOther(field);
      else if (this.fields[id] === undefined) this.fields[id] = field;
      else this.remainder.addRepeated(field);
    }
    this.remainder.addUnparsed(event);
  }

  line({ cluster, stream, source }: EventOrigin): string {
    const user = this.user('userName', 'userType', 'userId');
    const target = this.user('targetUserName', 'targetUserType', 'targetUserId');
    const [time, timeUsecs] = this.time();
    const members = new JsonMembers()
      .add('v', String(ndjsonVersion))
      .add('kind', '"audit"')
      .addString('cluster', cluster)
      .addString('stream', stream)
      .addString('time', time)
      .addString('timeUsecs', timeUsecs)
      .addString('sequence', this.printed('sequence'))
      .addString('rebootCounter', this.printed('rebootCounter'))
      .add('commandType', this.named('commandType', hexCode)?.object)
      .add('opcode', this.opcode())
      .addString('sessionHandle', this.printed('sessionHandle'))
      .add('response', this.response())
      .add('logType', this.named('logType', numberCode)?.object)
      .add('user', user)
      .add('targetUser', target)
      .add('keys', this.keys())
      .add('other', this.remainder.other)
      .add('unparsed', this.remainder.unparsed)
      .add('warnings', this.remainder.warnings)
      .add('source', source === undefined ? undefined : sourceJson(source));
    return members.object ?? '{}';
  }

  private time(): readonly [time: string | undefined, usecs: string | undefined] {
    const field = this.fields.time;
    if (field?.form !== 'time') return [undefined, undefined];
    this.remainder.note(field);
    const { usecs, textUsecs } = field;
    const best = usecs ?? textUsecs;
    return [best === undefined ? undefined : isoMicroseconds(best), usecs?.toString()];
  }

  /** A number as it is printed. */
  private printed(id: FieldId): string | undefined {
    const field = this.fields[id];
    if (field?.form !== 'number') return undefined;
    this.remainder.note(field);
    return field.number === undefined ? undefined : field.value;
  }

  private named(id: FieldId, code: (code: bigint) => string | undefined): JsonMembers | undefined {
    const field = this.fields[id];
    if (field?.form !== 'named') return undefined;
    this.remainder.note(field);
    const json = field.code === undefined ? undefined : code(field.code);
    return new JsonMembers().addString('name', field.name).add('code', json);
  }

  private opcode(): string | undefined {
    const field = this.fields.opcode;
    if (field?.form !== 'named') return undefined;
    const known = opcodeByName(field.name) !== undefined;
    return this.named('opcode', hexCode)?.add('known', String(known)).object;
  }

  private response(): string | undefined {
    const field = this.fields.response;
    if (field?.form !== 'response') return undefined;
    const { code, codeSpan, verdict, value, valueSpan } = field;
    const json = code === undefined ? undefined : numberCode(code);
    this.remainder.note(field);
    const codeEnd =
      codeSpan === undefined ? 0 : codeSpan.offset + codeSpan.length - valueSpan.offset;
    const words = value.slice(codeEnd).replace(/^[ \t]*:[ \t]*/, '');
    const outcome = responseOutcome(code, verdict);
    return new JsonMembers()
      .add('code', json)
      .addString('text', words)
      .add('success', outcome === 'unknown' ? undefined : String(outcome === 'success')).object;
  }

  private user(name: FieldId, type: FieldId, id: FieldId): string | undefined {
    return new JsonMembers()
      .addString('name', this.fields[name]?.value)
      .add('type', this.named(type, numberCode)?.object)
      .addString('id', this.fields[id]?.value).object;
  }

  private keys(): string | undefined {
    return new JsonMembers()
      .addString('private', this.printed('privateKey'))
      .addString('public', this.printed('publicKey'))
      .addString('key', this.printed('key')).object;
  }
}

function hexCode(code: bigint): string {
  return `"0x${code.toString(16)}"`;
}

/** A number in JSON, unless reading it back would round it. */
function numberCode(code: bigint): string | undefined {
  return isExactNumber(code) ? code.toString() : undefined;
}

/** A place as the format writes it. */
export function sourceJson({
  file,
  line,
  offset,
  length,
  record,
}: EventSource): string | undefined {
  const number = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : String(value);
  return new JsonMembers()
    .addString('file', file)
    .add('line', number(line))
    .add('offset', number(offset))
    .add('length', number(length))
    .add('record', number(record)).object;
}

function certificateLine(
  event: CertificateEvent,
  text: string,
  { cluster, stream, source }: EventOrigin,
): string {
  const { timestamp, objectHandle, opCode, response, attributes } = event;
  const remainder = certificateRemainder(event, text);
  const time = timestamp === undefined ? undefined : isoMicroseconds(timestamp * 1000n);
  const list =
    attributes === null ? 'null' : attributes && `[${attributes.map(jsonString).join()}]`;
  return (
    new JsonMembers()
      .add('v', String(ndjsonVersion))
      .add('kind', '"certificate"')
      .addString('cluster', cluster)
      .addString('stream', stream)
      .addString('time', time)
      .addString('timeMs', timestamp?.toString())
      .add(
        'objectHandle',
        objectHandle === null
          ? 'null'
          : objectHandle === undefined
            ? undefined
            : `"${objectHandle}"`,
      )
      .addString('opCode', opCode)
      .addString('response', response)
      .add('attributes', list)
      .add('other', remainder.other)
      .add('unparsed', remainder.unparsed)
      .add('warnings', remainder.warnings)
      .add('source', source === undefined ? undefined : sourceJson(source)).object ?? '{}'
  );
}
