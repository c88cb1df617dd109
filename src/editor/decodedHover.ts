import * as vscode from 'vscode';
import {
  fieldOf,
  type AuditEvent,
  type AuditField,
  type CertificateField,
} from '../audit/auditEvent';
import type { AuditLog } from '../audit/auditLog';
import { decodedColumns, type DecodedColumn } from '../audit/decodedLine';
import type { DecodedText } from '../audit/decodedText';
import { describeCertificateField } from '../audit/describe/describeCertificateField';
import { describeField } from '../audit/describe/describeField';
import type { Reader } from '../audit/moments';
import { descriptionMarkdown } from './descriptionMarkdown';

/** Gives the log that a decoded view shows. */
export type DecodedLookup = (
  uri: vscode.Uri,
) => { readonly log: AuditLog; readonly decoded: DecodedText } | undefined;

/** In a decoded view: what the cell under the mouse means, from the event that it was made of. */
export class DecodedHover implements vscode.HoverProvider {
  constructor(
    private readonly lookup: DecodedLookup,
    private readonly reader: Reader,
  ) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const shown = this.lookup(document.uri);
    const row = shown?.decoded.rowOfLine[position.line] ?? -1;
    if (shown === undefined || row < 0) return undefined;
    const { log } = shown;
    const cell = cellAt(document.lineAt(position.line).text, position.character);
    if (cell === undefined) return undefined;
    const event = log.event(row);
    const descriptions =
      event.kind === 'audit'
        ? auditFields(event, cell.column).map((field) =>
            describeField(field, log, row, this.reader),
          )
        : certificateFields(event.fields, cell.column).map((field) =>
            describeCertificateField(field, log, this.reader),
          );
    if (descriptions.length === 0) return undefined;
    return new vscode.Hover(
      descriptions.map(descriptionMarkdown),
      new vscode.Range(position.line, cell.start, position.line, cell.end),
    );
  }
}

/** Two blanks or more part the cells; no cell holds two in a row. */
function cellAt(
  line: string,
  character: number,
): { column: DecodedColumn; start: number; end: number } | undefined {
  let start = 0;
  for (const [index, part] of line.split(/( {2,})/).entries()) {
    const end = start + part.length;
    const column = decodedColumns[index / 2]; // the odd parts are the blanks between
    if (column !== undefined && character >= start && character <= end)
      return { column, start, end };
    start = end;
  }
  return undefined;
}

function auditFields(event: AuditEvent, column: DecodedColumn): readonly AuditField[] {
  const pick = (...ids: Parameters<typeof fieldOf>[1][]): AuditField[] =>
    ids.flatMap((id) => fieldOf(event, id) ?? []);
  switch (column) {
    case 'time':
      return pick('time');
    case 'sequence':
      return pick('sequence', 'rebootCounter');
    case 'opcode':
    case 'meaning':
      return pick('opcode');
    case 'subject':
      return pick(
        'targetUserName',
        'targetUserType',
        'userName',
        'userType',
        'privateKey',
        'publicKey',
        'key',
      );
    case 'response':
      return pick('response');
    case 'stream':
      return [];
  }
}

function certificateFields(
  fields: readonly CertificateField[],
  column: DecodedColumn,
): readonly CertificateField[] {
  const ids: Readonly<Record<DecodedColumn, CertificateField['id'] | undefined>> = {
    time: 'timestamp',
    stream: undefined,
    sequence: undefined,
    opcode: 'opCode',
    meaning: 'opCode',
    subject: 'objectHandle',
    response: 'response',
  };
  return fields.filter(({ id }) => id === ids[column]);
}
