import { decodeCertificate } from './decodeCertificate';
import { EventTable, Kind, type RowNames } from './eventTable';
import { visitLines, type FieldLine } from './fieldLine';
import { LinePlaces } from './linePlaces';
import { responseOutcome } from './outcome';
import { segments, type Segment } from './segments';
import { parseDecimal, parseHex, parseNamed, parseResponse, parseTime } from './values';

/**
 * Indexes a text in one pass: a row an event, nothing kept of the text. It reads lines and values with
 * the decoder's own readers; of a label printed twice the first counts, as for `fieldOf`.
 */
export function indexLog(text: string): EventTable {
  const table = new EventTable();
  let line = 0;
  let lineStart = 0;
  let nextEnd = text.indexOf('\n');
  for (const segment of segments(text)) {
    if (segment.kind === 'between') continue;
    while (nextEnd >= 0 && nextEnd < segment.start) {
      line++;
      lineStart = nextEnd + 1;
      nextEnd = text.indexOf('\n', lineStart);
    }
    const isCertificate = segment.kind === 'certificate';
    const row = table.addRow(
      isCertificate ? Kind.certificate : Kind.audit,
      segment.start,
      segment.end,
      line,
      segment.start - lineStart,
    );
    if (isCertificate) indexCertificate(text, segment, table, row);
    else indexAudit(text, segment, table, row);
  }
  return table;
}

function indexAudit(text: string, segment: Segment, table: EventTable, row: number): void {
  /** Ids already seen, so that the first of a repeated label counts. */
  const seen = new Set<string>();
  visitLines(text, segment.start, segment.end, (field) => {
    const id = field?.label?.id;
    if (field === undefined || id === undefined || seen.has(id)) return;
    seen.add(id);
    indexField(text, field, table, row);
  });
}

const hexColumns = {
  sequence: 'sequence',
  rebootCounter: 'reboot',
  sessionHandle: 'session',
} as const;
const nameColumns = {
  commandType: 'commandType',
  opcode: 'opcode',
  logType: 'logType',
  userType: 'userType',
  userName: 'user',
  targetUserName: 'targetUser',
} as const satisfies Record<string, keyof RowNames>;

function indexField(text: string, field: FieldLine, table: EventTable, row: number): void {
  const id = field.label?.id;
  const value = (): string => text.slice(field.valueStart, field.valueEnd);
  switch (id) {
    case 'time': {
      const { usecs, textUsecs } = parseTime(value());
      table.setTime(row, usecs ?? textUsecs);
      return;
    }
    case 'sequence':
    case 'rebootCounter':
    case 'sessionHandle':
      table.setNumber(row, hexColumns[id], parseHex(value()));
      return;
    case 'privateKey':
    case 'publicKey':
    case 'key':
      table.setNumber(row, id, parseDecimal(value()));
      return;
    case 'commandType':
    case 'opcode':
    case 'logType':
    case 'userType': {
      const printed = value();
      table.setName(row, nameColumns[id], printed.slice(0, parseNamed(printed).nameEnd));
      return;
    }
    case 'userName':
    case 'targetUserName':
      table.setName(row, nameColumns[id], value());
      return;
    case 'response': {
      const { code, verdict } = parseResponse(value());
      table.setResponse(row, code, responseOutcome(code, verdict));
      return;
    }
    default:
      return;
  }
}

function indexCertificate(text: string, segment: Segment, table: EventTable, row: number): void {
  const event = decodeCertificate(text, segment, new LinePlaces(text, segment.start, 0, 0));
  table.setTime(row, event.timestamp === undefined ? undefined : event.timestamp * 1000n);
  table.setNumber(row, 'key', event.objectHandle ?? undefined);
  if (event.opCode !== undefined) table.setName(row, 'opcode', event.opCode);
  if (event.response !== undefined) {
    table.setResponse(row, undefined, event.response === 'OK' ? 'success' : 'failure');
  }
}
