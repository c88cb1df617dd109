import * as vscode from 'vscode';
import type { LogEvent, Span } from '../audit/event/auditEvent';
import type { AuditLog } from '../audit/table/auditLog';
import { describeCertificateField } from '../audit/describe/describeCertificateField';
import { describeField } from '../audit/describe/describeField';
import type { Description } from '../audit/describe/description';
import type { Reader } from '../audit/time/moments';
import type { AuditDocuments } from './auditDocuments';
import { descriptionMarkdown } from './descriptionMarkdown';

/** Says of every field of an event what it is and what this value means. */
export class AuditHover implements vscode.HoverProvider {
  /** @param reader the person's clock, zone and language */
  constructor(
    private readonly documents: AuditDocuments,
    private readonly reader: Reader,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const log = await this.documents.read(document);
    return log && this.hoverIn(log, document, position);
  }

  /** @param log that of the document */
  hoverIn(
    log: AuditLog,
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.Hover | undefined {
    const offset = document.offsetAt(position);
    const row = log.rowAt(offset);
    if (row === undefined) return undefined;
    const event = log.event(row);
    const field = event.fields.find(({ labelSpan, valueSpan }) =>
      covers(labelSpan, valueSpan, offset),
    );
    if (field === undefined) return undefined;
    return new vscode.Hover(
      descriptionMarkdown(describe(event, field, log, row, this.reader)),
      rangeOf(field.labelSpan, field.valueSpan),
    );
  }
}

/** From the start of one span to the end of another on the same line. */
function rangeOf(from: Span, to: Span): vscode.Range {
  return new vscode.Range(from.line, from.column, to.line, to.column + to.length);
}

function covers(from: Span, to: Span, offset: number): boolean {
  return offset >= from.offset && offset <= to.offset + to.length;
}

function describe(
  event: LogEvent,
  field: LogEvent['fields'][number],
  log: AuditLog,
  row: number,
  reader: Reader,
): Description {
  return event.kind === 'audit'
    ? describeField(field as (typeof event.fields)[number], log, row, reader)
    : describeCertificateField(field as (typeof event.fields)[number], log, reader);
}
