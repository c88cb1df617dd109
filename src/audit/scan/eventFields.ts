import { readPrefix } from '../containers/linePrefix';
import { decodeCertificate } from '../event/decodeCertificate';
import { Ended } from '../event/ended';
import { skipBlanks, visitLines, type FieldLine } from '../text/fieldLine';
import { LinePlaces } from '../text/linePlaces';
import {
  certificateOutcome,
  responseFault,
  responseOutcome,
  type ResponseFault,
} from '../event/outcome';
import type { Segment } from '../text/segments';
import { parseDecimal, parseHex, parseNamed, parseResponse, parseTime } from '../text/values';

/** What the index keeps of an event. A member is undefined where the event does not say it. */
export interface EventFields {
  /** The log stream, where a prefix says it. */
  stream: string | undefined;
  /** Unix µs. */
  time: bigint | undefined;
  sequence: bigint | undefined;
  rebootCounter: bigint | undefined;
  sessionHandle: bigint | undefined;
  privateKey: bigint | undefined;
  publicKey: bigint | undefined;
  key: bigint | undefined;
  commandType: string | undefined;
  opcode: string | undefined;
  opcodeCode: bigint | undefined;
  logType: string | undefined;
  userType: string | undefined;
  userName: string | undefined;
  targetUserName: string | undefined;
  responseCode: bigint | undefined;
  responseFault: ResponseFault | undefined;
  /** Whether a known label is there twice. */
  repeats: boolean;
  /** A value of `Ended`. */
  ended: number;
}

function noFields(): EventFields {
  return {
    stream: undefined,
    time: undefined,
    sequence: undefined,
    rebootCounter: undefined,
    sessionHandle: undefined,
    privateKey: undefined,
    publicKey: undefined,
    key: undefined,
    commandType: undefined,
    opcode: undefined,
    opcodeCode: undefined,
    logType: undefined,
    userType: undefined,
    userName: undefined,
    targetUserName: undefined,
    responseCode: undefined,
    responseFault: undefined,
    repeats: false,
    ended: Ended.unknown,
  };
}

/**
 * Reads what the index keeps of an event, with the decoder's own readers; of a label printed twice the
 * first counts, as for `fieldOf`.
 */
export function eventFields(text: string, segment: Segment): EventFields {
  const fields = noFields();
  fields.stream = readPrefix(text, skipBlanks(text, segment.start, segment.end))?.stream;
  if (segment.kind === 'certificate') readCertificate(text, segment, fields);
  else readAudit(text, segment, fields);
  return fields;
}

function readAudit(text: string, segment: Segment, fields: EventFields): void {
  /** Ids already seen, so that the first of a repeated label counts. */
  const seen = new Set<string>();
  visitLines(text, segment.start, segment.end, (line) => {
    const id = line?.label?.id;
    if (line === undefined || id === undefined) return;
    if (seen.has(id)) {
      fields.repeats = true;
      return;
    }
    seen.add(id);
    readField(text, line, fields);
  });
}

function readField(text: string, line: FieldLine, fields: EventFields): void {
  const id = line.label?.id;
  const value = (): string => text.slice(line.valueStart, line.valueEnd);
  switch (id) {
    case 'time': {
      const { usecs, textUsecs } = parseTime(value());
      fields.time = usecs ?? textUsecs;
      return;
    }
    case 'sequence':
    case 'rebootCounter':
    case 'sessionHandle':
      fields[id] = parseHex(value());
      return;
    case 'privateKey':
    case 'publicKey':
    case 'key':
      fields[id] = parseDecimal(value());
      return;
    case 'commandType':
    case 'opcode':
    case 'logType':
    case 'userType': {
      const printed = value();
      const { nameEnd, code } = parseNamed(printed);
      fields[id] = printed.slice(0, nameEnd);
      if (id === 'opcode') fields.opcodeCode = code;
      return;
    }
    case 'userName':
    case 'targetUserName':
      fields[id] = value();
      return;
    case 'response': {
      const { code, verdict } = parseResponse(value());
      fields.responseCode = code;
      fields.responseFault = responseFault(code, verdict);
      fields.ended = Ended[responseOutcome(code, verdict)];
      return;
    }
    default:
      return;
  }
}

function readCertificate(text: string, segment: Segment, fields: EventFields): void {
  const event = decodeCertificate(text, segment, new LinePlaces(text, segment.start, 0, 0));
  fields.time = event.timestamp === undefined ? undefined : event.timestamp * 1000n;
  fields.key = event.objectHandle ?? undefined;
  fields.opcode = event.opCode;
  fields.ended = Ended[certificateOutcome(event.response)];
}
