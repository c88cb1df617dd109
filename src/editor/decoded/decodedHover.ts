import * as vscode from 'vscode';
import {
  fieldOf,
  type AuditEvent,
  type AuditField,
  type CertificateField,
} from '../../audit/event/auditEvent';
import type { DecodedColumn } from '../../audit/decoded/decodedColumns';
import type { DecodedView } from '../../audit/decoded/decodedView';
import type { Description } from '../../audit/describe/description';
import { none } from '../../audit/decoded/decodedCell';
import { describeCertificateField } from '../../audit/describe/describeCertificateField';
import { describeField } from '../../audit/describe/describeField';
import type { Reader } from '../../audit/time/moments';
import { cellsOf } from './decodedCells';
import { descriptionMarkdown } from '../descriptionMarkdown';

/** Gives what a decoded document shows. */
export type DecodedLookup = (uri: vscode.Uri) => DecodedView | undefined;

/** In a decoded view: what the cell under the mouse means, from the event that it was made of. */
export class DecodedHover implements vscode.HoverProvider {
  constructor(
    private readonly lookup: DecodedLookup,
    private readonly reader: Reader,
  ) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const view = this.lookup(document.uri);
    const shown = view?.eventAt(position.line);
    const log = shown && view?.logs[shown.log]?.log;
    if (view === undefined || shown === undefined || log === undefined) return undefined;
    const cell = cellsOf(view.columns, document.lineAt(position.line).text).find(
      ({ start, text }) => position.character >= start && position.character <= start + text.length,
    );
    if (cell === undefined) return undefined;
    const { row } = shown;
    const event = log.event(row);
    const descriptions =
      cell.column === 'copies'
        ? copies(cell.text)
        : event.kind === 'audit'
          ? auditFields(event, cell.column).map((field) =>
              describeField(field, log, row, this.reader),
            )
          : certificateFields(event.fields, cell.column).map((field) =>
              describeCertificateField(field, log, this.reader),
            );
    if (descriptions.length === 0) return undefined;
    return new vscode.Hover(
      descriptions.map(descriptionMarkdown),
      new vscode.Range(position.line, cell.start, position.line, cell.start + cell.text.length),
    );
  }
}

function copies(text: string): readonly Description[] {
  if (text === none) return [];
  return [
    {
      title: vscode.l10n.t('Same action: {0}', text),
      sentences: [
        vscode.l10n.t(
          'Inferred, not logged: a client logs in to every HSM of a cluster, and a new key is extracted from one HSM and inserted into the others under the same handle. Events that fit, close in time, are taken for one action.',
        ),
      ],
      facts: [],
      link: undefined,
    },
  ];
}

function auditFields(event: AuditEvent, column: DecodedColumn): readonly AuditField[] {
  const pick = (...ids: Parameters<typeof fieldOf>[1][]): AuditField[] =>
    ids.flatMap((id) => fieldOf(event, id) ?? []);
  switch (column) {
    case 'time':
      return pick('time');
    case 'sequence':
      return pick('sequence', 'rebootCounter');
    case 'reboot':
      return pick('rebootCounter');
    case 'session':
      return pick('sessionHandle');
    case 'opcode':
    case 'meaning':
    case 'category':
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
    case 'outcome':
    case 'response':
      return pick('response');
    case 'hsm':
    case 'copies':
      return [];
  }
}

function certificateFields(
  fields: readonly CertificateField[],
  column: DecodedColumn,
): readonly CertificateField[] {
  const ids: Readonly<Record<DecodedColumn, CertificateField['id'] | undefined>> = {
    time: 'timestamp',
    outcome: 'response',
    opcode: 'opCode',
    subject: 'objectHandle',
    response: 'response',
    meaning: 'opCode',
    hsm: undefined,
    sequence: undefined,
    reboot: undefined,
    session: undefined,
    category: 'opCode',
    copies: undefined,
  };
  return fields.filter(({ id }) => id === ids[column]);
}
